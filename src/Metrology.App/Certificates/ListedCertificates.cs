using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates;

/// <summary>
/// Compares the certificates of a page of a list with the ledger. Of a file only the hash that its row says of it is looked at; the bytes are compared when the file is handed out, and a list of fifty papers is
/// not made from five megabytes.
/// </summary>
internal static class ListedCertificates
{
    /// <summary>Those whose row or end is not what the ledger says, or whose end was removed; and those whose instrument or customer is not: the paper is what was signed then, and what a list says of whose it is is not.</summary>
    public static async Task<(HashSet<int> Papers, HashSet<int> Registers)> UnusableAsync(MetrologyDb db, IReadOnlyCollection<int> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return ([], []);
        var rows = await db.Certificates.AsNoTracking().Where(row => ids.Contains(row.Id)).Select(row => new
        {
            row.Id,
            row.Number,
            row.VerificationId,
            row.Kind,
            row.PdfHash,
            row.DccHash,
            row.Signature,
            row.TimeStamp,
            row.Seal,
            row.CheckCode,
            row.IssuedOn,
            row.ValidUntil,
            row.IsSimulated,
            row.IsDemonstration,
            row.LedgerIndex,
            row.Withdrawal,
            row.Verification!.Unit,
            row.Verification.Unit!.Customer,
        }).ToListAsync(cancellation);
        var text = "SELECT \"Id\", \"Document\" AS \"Text\" FROM \"Certificates\" WHERE \"Id\" IN (" + string.Join(", ", ids.Select((_, i) => "{" + i.ToString(CultureInfo.InvariantCulture) + "}")) + ")";
        // As it is kept: reading fifty documents as objects and writing them again would take longer than all else.
        var documents = await db.Database.SqlQuery<DocumentText>(FormattableStringFactory.Create(text, [.. ids.Select(id => (object)id)])).ToDictionaryAsync(row => row.Id, row => row.Text, cancellation);
        var ends = rows.Select(row => row.Withdrawal).OfType<CertificateWithdrawal>().ToList();
        var said = await RowCheck.SaidAsync(db, [.. rows.Select(row => row.LedgerIndex).Concat(ends.Select(end => end.LedgerIndex)).OfType<long>()], cancellation);
        var registers = (await RowCheck.UnusableRegistersAsync(db, rows.SelectMany(row => new object[] { row.Unit!, row.Customer! }), cancellation)).ToHashSet(StringComparer.Ordinal);
        var removed = await IssuedChain.EndedBeforeAsync(db, [.. rows.Where(row => row.Withdrawal is null).Select(row => row.Id)], cancellation);
        var type = db.Model.FindEntityType(typeof(Certificate))!;
        var (bad, ofRegisters) = (new HashSet<int>(removed), new HashSet<int>());
        foreach (var row in rows)
        {
            var certificate = new Certificate
            {
                Id = row.Id,
                Number = row.Number,
                VerificationId = row.VerificationId,
                Kind = row.Kind,
                Document = null!,
                Pdf = [],
                PdfHash = row.PdfHash,
                DccHash = row.DccHash,
                Signature = row.Signature,
                TimeStamp = row.TimeStamp,
                Seal = row.Seal,
                CheckCode = row.CheckCode,
                IssuedOn = row.IssuedOn,
                ValidUntil = row.ValidUntil,
                IsSimulated = row.IsSimulated,
                IsDemonstration = row.IsDemonstration,
            };
            var json = LegalRow.JsonOf(type, property => property.Name switch
            {
                nameof(Certificate.Document) => LegalRow.Hash(Encoding.UTF8.GetBytes(documents.GetValueOrDefault(row.Id, ""))),
                nameof(Certificate.Pdf) => row.PdfHash,
                nameof(Certificate.Dcc) => row.DccHash,
                _ => LegalRow.TextOf(property, property.PropertyInfo!.GetValue(certificate)),
            });
            var now = new LegalRow.Said(LegalRow.KindOf(type), LegalRow.KeyOf(type, property => property.PropertyInfo!.GetValue(certificate)), json);
            if (!RowCheck.Holds(said, row.LedgerIndex, now)
                || (row.Withdrawal is { } end && !RowCheck.Holds(said, end.LedgerIndex, LegalRow.Of(db, end))))
                bad.Add(row.Id);
            if (registers.Contains(NameOf(db, row.Unit!)) || registers.Contains(NameOf(db, row.Customer!)))
                ofRegisters.Add(row.Id);
        }

        return (bad, ofRegisters);
    }

    private static string NameOf(MetrologyDb db, object row)
    {
        var type = db.Model.FindEntityType(row.GetType())!;
        return LegalRow.Sought(LegalRow.KindOf(type), LegalRow.KeyOf(type, property => property.PropertyInfo!.GetValue(row)));
    }

    private sealed record DocumentText(int Id, string Text);
}

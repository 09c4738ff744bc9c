using Metrology.Core.Registers;
using Metrology.Core.Words;

namespace Metrology.App.Standards.Importing;

/// <summary>What an import would enter: every row with its remarks, before anything is written.</summary>
/// <param name="Refusal">What is wrong with the file as a whole; null when nothing is.</param>
public sealed record StandardImportPlan(SheetTable Table, IReadOnlyList<StandardColumn?> Columns, IReadOnlyList<ImportedStandard> Rows, Refusal? Refusal)
{
    /// <summary>Rows without a counting class of their own need one for all.</summary>
    public bool NeedsOwner => Rows.Any(row => row.OwnerClass is null);

    /// <summary>What of the file is left out.</summary>
    public IReadOnlyList<ImportNote> Notes => ImportNote.Of(Table, Columns);

    /// <summary>Remarks that a person must confirm before the file is taken.</summary>
    public bool Asks => Rows.Any(row => row.Remarks.Any(remark => remark.Asks));

    public int Refused => Rows.Count(row => row.Decision == ImportDecision.Refuse);

    /// <param name="registered">Numbers of certificates, by kind, that the register has already.</param>
    /// <param name="cannotPrint">Why a text cannot stand on a paper, or null.</param>
    public static StandardImportPlan Of(SheetTable table, IReadOnlyList<StandardColumn?> columns, IReadOnlySet<(Core.Traceability.StandardCertificateKind, string)> registered, Func<string, Refusal?> cannotPrint)
    {
        var used = columns.OfType<StandardColumn>().ToList();
        if (used.Count != used.Distinct().Count())
            return new(table, columns, [], ImportErrors.ColumnTwice);
        if (!used.Contains(StandardColumn.NameZh))
            return new(table, columns, [], ImportErrors.NoName);
        if (table.SideBySide is { } both)
            return new(table, columns, [], ImportErrors.SideBySide(both.Left, both.Right));
        if (table.UnclearHeadings is { } headings)
            return new(table, columns, [], ImportErrors.SecondHeading(headings.First, headings.Second));
        var alike = registered.ToLookup(one => (one.Item1, one.Item2.Replace("-", "", StringComparison.Ordinal)), one => one.Item2);
        var rows = StandardCleaning.Of(table, columns).Select(row => row with { Remarks = [.. row.Remarks, .. Registered(row, registered), .. Alike(row, alike), .. Unprintable(row, cannotPrint)] }).ToList();
        var refused = rows.Count(row => row.Decision == ImportDecision.Refuse);
        return new(table, columns, rows, refused > 0 ? ImportErrors.Refused(refused) : null);
    }

    private static IEnumerable<ImportRemark> Unprintable(ImportedStandard row, Func<string, Refusal?> cannotPrint) =>
        new[] { row.NameZh, row.NameEn, row.Place, row.Responsible, row.RangeText, row.Accuracy, row.Institution }.Concat(row.Certificates.SelectMany(one => new[] { one.Number, one.Issuer ?? "", one.Region ?? "", one.AuthorisationNumber ?? "" }))
            .Select(cannotPrint).OfType<Refusal>().Take(1).Select(refusal => new ImportRemark("unprintable", null, refusal.Text, Refuses: true));

    private static IEnumerable<ImportRemark> Registered(ImportedStandard row, IReadOnlySet<(Core.Traceability.StandardCertificateKind, string)> registered) =>
        from certificate in row.Certificates
        where registered.Contains((certificate.Kind, Core.Traceability.StandardCertificateNumber.Same(certificate.Number)))
        select new ImportRemark("certificate-registered", null, ImportErrors.Registered(certificate.Number), Refuses: true);

    /// <summary>Of a number in the register that differs by its separators only nobody knows whether it is the same.</summary>
    private static IEnumerable<ImportRemark> Alike(ImportedStandard row, ILookup<(Core.Traceability.StandardCertificateKind, string), string> registered) =>
        from certificate in row.Certificates
        let same = Core.Traceability.StandardCertificateNumber.Same(certificate.Number)
        let others = registered[(certificate.Kind, Core.Traceability.StandardCertificateNumber.WithoutSeparators(certificate.Number))].ToList()
        where others.Count > 0 && !others.Contains(same)
        select new ImportRemark("certificate-number-alike", null, ImportErrors.Alike(certificate.Number));
}

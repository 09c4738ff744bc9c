using System.Collections.Frozen;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Certificates;

/// <summary>Numbers of certificates. One is drawn in the transaction of its certificate, so a number that was drawn and has no certificate says that somebody took it out.</summary>
internal static class IssuedNumbers
{
    private const string Simulated = "MN-";

    private static readonly FrozenSet<string> Prefixes =
        Enum.GetValues<CertificateKind>().SelectMany(kind => new[] { PrefixOf(kind, false), PrefixOf(kind, true) }).ToFrozenSet(StringComparer.Ordinal);

    public static string PrefixOf(CertificateKind kind, bool isSimulated) => (isSimulated ? Simulated : "") + kind switch
    {
        CertificateKind.VerificationCertificate => "JD",
        CertificateKind.RejectionNotice => "TZ",
        CertificateKind.CalibrationCertificate => "JZ",
        CertificateKind.TestReport => "JC",
    };

    /// <summary>A number without a certificate was given to one; so it is too where the range that it is of is not what the ledger says, or gone.</summary>
    public static async Task<bool> WasGivenAsync(MetrologyDb db, string number, CancellationToken cancellation)
    {
        if (NumberRange.Parse(number) is not var (prefix, year, drawn) || !Prefixes.Contains(prefix) || NumberRange.Text(prefix, year, drawn) != number)
            return false;
        var range = await db.NumberRanges.AsNoTracking().FirstOrDefaultAsync(row => row.Prefix == prefix && row.Year == year, cancellation);
        if (range is null)
            return (await RowCheck.PlacesAsync(db, [LegalRow.Sought(nameof(NumberRange), $"{prefix},{year}")], cancellation)).Count > 0;
        return drawn < range.Next || await db.UnusableAsync([range], cancellation) is not null;
    }
}

using System.Globalization;
using Metrology.App.Lists;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Ledger;

/// <summary>
/// Standards and instruments whose days did not follow from the registers when the audit looked: that is what is left when something of them was changed and put back, or taken out. The days were made anew; lists go on
/// marking the thing until a person has closed the failure that names it.
/// </summary>
public static class DoubtfulRows
{
    /// <summary>Kinds as entries name them.</summary>
    public const string Standard = "MeasurementStandard", Instrument = "EquipmentItem";

    /// <summary>Things that get a failure of their own at one audit; more of them are one failure.</summary>
    internal const int MostNamed = 20;

    /// <summary>Of a kind, by their numbers.</summary>
    internal static async Task<HashSet<int>> OfAsync(MetrologyDb db, string kind, CancellationToken cancellation)
    {
        var start = kind + " ";
        var named = await db.FaultRecords.AsNoTracking().Where(row => row.ClosedAt == null && row.Code == DerivedRows.Code && row.Where.StartsWith(start)).Select(row => row.Where).ToListAsync(cancellation);
        return [.. named.Select(where => int.TryParse(where[start.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)];
    }

    /// <summary>The failure that marks one; null when none is open.</summary>
    public static Task<int?> FaultOfAsync(Store store, string kind, string id, CancellationToken cancellation) => store.ReadAsync(
        db => db.FaultRecords.Where(row => row.ClosedAt == null && row.Code == DerivedRows.Code && row.Where == kind + " " + id).Select(row => (int?)row.Id).FirstOrDefaultAsync(cancellation), cancellation);

    /// <summary>Whose days a finding is about, as kind and key; null where it is about none.</summary>
    internal static string? ThingOf(LedgerFinding finding) => finding.Code == DerivedRows.Code && finding.Where.Split(' ') is [nameof(StandingSpan), var subject, var id]
        ? LegalRow.Sought(subject == nameof(ListSubject.Equipment) ? Instrument : Standard, id) : null;
}

using System.Globalization;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Ledger;

/// <summary>Which rows of a list have something that is not what the ledger says: themselves, or a part of them, one that was removed included.</summary>
internal static class PartOwners
{
    /// <param name="rows">Rows with the number of the row of the list to which each belongs.</param>
    /// <param name="whole">Rows that belong together and are all among these.</param>
    public static async Task<HashSet<int>> UnusableAsync(MetrologyDb db, IReadOnlyCollection<(object Row, int Owner)> rows, IReadOnlyCollection<string> whole, CancellationToken cancellation)
    {
        var bad = await RowCheck.UnusableRegistersAsync(db, rows.Select(one => one.Row), cancellation, whole);
        if (bad.Count == 0)
            return [];
        var owners = rows.ToLookup(one => NameOf(db, one.Row), one => one.Owner);
        // Of a row that was removed only its place knows whose it was.
        var removed = await db.LedgerPlaces.AsNoTracking().Where(place => EF.Parameter(bad).Contains(place.Row) && place.PartOf != null).ToDictionaryAsync(place => place.Row, place => place.PartOf!, cancellation);
        return [.. bad.SelectMany(row => owners.Contains(row) ? owners[row] : [int.Parse(removed[row][(removed[row].LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)])];
    }

    private static string NameOf(MetrologyDb db, object row) => LegalRow.Of(db, row) is var said ? LegalRow.Sought(said.Kind, said.Key) : "";
}

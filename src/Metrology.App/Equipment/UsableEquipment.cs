using System.Globalization;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Equipment;

/// <summary>Compares instruments and their certificates with the ledger. A certificate that was removed counts as one that was changed.</summary>
internal static class UsableEquipment
{
    /// <summary>Those of some instruments that, or a certificate of which, are not what the ledger says, and those that an open failure names (<see cref="DoubtfulRows"/>).</summary>
    public static async Task<HashSet<int>> UnusableAsync(MetrologyDb db, IReadOnlyCollection<EquipmentItem> items, CancellationToken cancellation) =>
    [
        .. await PartOwners.UnusableAsync(db, [.. items.SelectMany(item => RowsOf(item).Select(row => (row, item.Id)))], [.. items.Select(WholeOf)], cancellation),
        .. await DoubtfulRows.OfAsync(db, nameof(EquipmentItem), cancellation),
    ];

    /// <summary>Why nothing is entered of an instrument, or null: it or a certificate of it is not what the ledger says, or one is gone.</summary>
    public static async Task<Refusal?> WrongAsync(MetrologyDb db, int item, CancellationToken cancellation) =>
        await db.Equipment.Include(row => row.Certificates).AsNoTracking().FirstOrDefaultAsync(row => row.Id == item, cancellation) is { } whole ? await db.UnusableAsync(RowsOf(whole), cancellation, WholeOf(whole)) : null;

    public static IEnumerable<object> RowsOf(EquipmentItem item) => [item, .. item.Certificates];

    /// <summary>All certificates of it.</summary>
    public static string WholeOf(EquipmentItem item) => RegisterParts.Of(nameof(TraceabilityCertificate), item.Id.ToString(CultureInfo.InvariantCulture));
}

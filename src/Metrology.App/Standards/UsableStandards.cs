using System.Globalization;
using Metrology.App.Equipment;
using Metrology.App.Ledger;
using Metrology.App.Standards.Life;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards;

/// <summary>Compares standards with their certificates, acts and instruments with the ledger. A row that was removed counts as one that was changed.</summary>
internal static class UsableStandards
{
    /// <summary>Those of some standards that, or a certificate or act of which, are not what the ledger says, and those that an open failure names (<see cref="DoubtfulRows"/>).</summary>
    public static async Task<HashSet<int>> UnusableAsync(MetrologyDb db, IReadOnlyCollection<MeasurementStandard> standards, CancellationToken cancellation) =>
    [
        .. await PartOwners.UnusableAsync(db, [.. standards.SelectMany(standard => LifeOf(standard).Select(row => (row, standard.Id)))], [.. standards.SelectMany(WholeLifeOf)], cancellation),
        .. await DoubtfulRows.OfAsync(db, nameof(MeasurementStandard), cancellation),
    ];

    /// <summary>Why nothing is kept that was counted from the whole register, or null: one of its standards is not what the ledger says, or gone. The count would be the product's own word for ever.</summary>
    /// <param name="all">All of them.</param>
    public static async Task<Refusal?> WrongOfAllAsync(MetrologyDb db, IReadOnlyCollection<MeasurementStandard> all, CancellationToken cancellation)
    {
        var wrong = await UnusableAsync(db, all, cancellation);
        if (wrong.Count > 0)
            return RowCheck.UnusableRegister(LegalRow.Sought(nameof(MeasurementStandard), Key(wrong.Min())));
        var kind = nameof(MeasurementStandard) + " ";
        return await db.LedgerPlaces.CountAsync(place => place.Row.StartsWith(kind), cancellation) > all.Count ? RowCheck.UnusableRegister(nameof(MeasurementStandard)) : null;
    }

    /// <summary>The same of the register as it is now.</summary>
    public static async Task<Refusal?> WrongOfAllAsync(MetrologyDb db, CancellationToken cancellation) =>
        await WrongOfAllAsync(db, await db.Standards.AsNoTracking().Include(row => row.Certificates).AsSplitQuery().ToListAsync(cancellation), cancellation);

    /// <summary>Why nothing is entered of a standard, or null: it, or something of it, is not what the ledger says or gone. What is added would be judged without what was removed.</summary>
    public static async Task<Refusal?> WrongAsync(MetrologyDb db, int standard, CancellationToken cancellation) =>
        await StandardQueries.Whole(db).AsNoTracking().FirstOrDefaultAsync(row => row.Id == standard, cancellation) is { } whole
            ? await db.UnusableAsync(RowsOf(whole), cancellation, WholeOf(whole)) : null;

    /// <summary>With what it is made of.</summary>
    public static IEnumerable<object> RowsOf(MeasurementStandard standard) =>
        [.. LifeOf(standard), .. standard.Equipment, .. standard.Equipment.SelectMany(link => UsableEquipment.RowsOf(link.Item!))];

    /// <summary>Of which all are among <see cref="RowsOf"/>.</summary>
    public static IEnumerable<string> WholeOf(MeasurementStandard standard) =>
        [.. WholeLifeOf(standard), RegisterParts.Of(nameof(StandardEquipment), Key(standard.Id)), .. standard.Equipment.Select(link => UsableEquipment.WholeOf(link.Item!))];

    private static IEnumerable<object> LifeOf(MeasurementStandard standard) => [standard, .. standard.Certificates, .. standard.Events];

    private static IEnumerable<string> WholeLifeOf(MeasurementStandard standard) =>
        [RegisterParts.Of(nameof(StandardCertificate), Key(standard.Id)), RegisterParts.Of(nameof(StandardEvent), Key(standard.Id))];

    private static string Key(int id) => id.ToString(CultureInfo.InvariantCulture);
}

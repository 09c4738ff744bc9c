using System.Globalization;
using Metrology.App.Equipment;
using Metrology.App.Ledger;
using Metrology.App.Standards.Life;
using Metrology.App.Storage;

namespace Metrology.App.Standards;

/// <summary>Compares standards with their certificates, acts and instruments with the ledger. A row that was removed counts as one that was changed.</summary>
internal static class UsableStandards
{
    /// <summary>Those of some standards that, or a certificate or act of which, are not what the ledger says.</summary>
    public static Task<HashSet<int>> UnusableAsync(MetrologyDb db, IReadOnlyCollection<MeasurementStandard> standards, CancellationToken cancellation) =>
        PartOwners.UnusableAsync(db, [.. standards.SelectMany(standard => LifeOf(standard).Select(row => (row, standard.Id)))], [.. standards.SelectMany(WholeLifeOf)], cancellation);

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

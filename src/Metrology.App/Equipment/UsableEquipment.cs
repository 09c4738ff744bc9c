using System.Globalization;
using Metrology.App.Ledger;
using Metrology.App.Storage;

namespace Metrology.App.Equipment;

/// <summary>Compares instruments and their certificates with the ledger. A certificate that was removed counts as one that was changed.</summary>
internal static class UsableEquipment
{
    /// <summary>Those of some instruments that, or a certificate of which, are not what the ledger says.</summary>
    public static Task<HashSet<int>> UnusableAsync(MetrologyDb db, IReadOnlyCollection<EquipmentItem> items, CancellationToken cancellation) =>
        PartOwners.UnusableAsync(db, [.. items.SelectMany(item => RowsOf(item).Select(row => (row, item.Id)))], [.. items.Select(WholeOf)], cancellation);

    public static IEnumerable<object> RowsOf(EquipmentItem item) => [item, .. item.Certificates];

    /// <summary>All certificates of it.</summary>
    public static string WholeOf(EquipmentItem item) => RegisterParts.Of(nameof(TraceabilityCertificate), item.Id.ToString(CultureInfo.InvariantCulture));
}

namespace Metrology.Procedures;

/// <summary>The tariffs that a run may be opened with: those that come with the product, and the laboratory's own.</summary>
/// <param name="own">Its own as they are now; one of the same id takes the place of a shipped one.</param>
public sealed class TariffShelf(Func<IReadOnlyList<ShippedTariff>> own)
{
    public IReadOnlyList<ShippedTariff> All => [.. own().Concat(TariffCatalog.All).DistinctBy(one => one.Id).OrderBy(one => one.Id, StringComparer.Ordinal)];

    public ShippedTariff? Find(string id) => All.FirstOrDefault(one => one.Id == id);
}

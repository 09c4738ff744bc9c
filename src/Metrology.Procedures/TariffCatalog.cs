using Metrology.Core.Fares;

namespace Metrology.Procedures;

/// <summary>The city tariffs that come with the product. All are copies from public pages, none confirmed.</summary>
public static class TariffCatalog
{
    private const string Folder = "tariffs/";

    private static readonly Lazy<IReadOnlyList<ShippedTariff>> Loaded = new(() =>
    [
        .. typeof(TariffCatalog).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(name => Load(name[Folder.Length..])),
    ]);

    public static IReadOnlyList<ShippedTariff> All => Loaded.Value;

    /// <summary>The tariff of an id such as "beijing-2013", or null.</summary>
    public static Tariff? Find(string id) => All.FirstOrDefault(shipped => shipped.Id == id)?.Tariff;

    /// <summary>The newest tariff of a city by its English name, or null.</summary>
    public static Tariff? OfCity(string cityEn) =>
        All.Select(shipped => shipped.Tariff).Where(tariff => tariff.Origin.CityEn == cityEn).MaxBy(tariff => tariff.Origin.Date ?? DateOnly.MinValue);

    private static ShippedTariff Load(string id)
    {
        var bytes = ProcedureCatalog.Bytes(Folder + id);
        var load = TariffFile.Load(bytes);
        return load.Value is { } tariff ? new(id, tariff, System.Text.Encoding.UTF8.GetString(bytes)) : throw new InvalidDataException($"The shipped tariff {id} is wrong: {string.Join("; ", load.Problems)}");
    }
}

/// <param name="Id">"beijing-2013".</param>
/// <param name="Text">Its file.</param>
public sealed record ShippedTariff(string Id, Tariff Tariff, string Text);

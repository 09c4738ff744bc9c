namespace Metrology.Adapters.Modbus;

/// <summary>The register maps at hand: a laboratory's own, as its files are now, before those that come with the program.</summary>
public sealed class RegisterMapShelf(Func<IReadOnlyList<RegisterMap>> own)
{
    public static RegisterMapShelf Shipped { get; } = new(() => []);

    public IReadOnlyList<RegisterMap> All =>
        [.. own().Concat(RegisterMaps.All).DistinctBy(map => map.Model, StringComparer.OrdinalIgnoreCase).OrderBy(map => map.Model, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The map of an instrument as the register writes it; its maker's name may stand before the model or not. Null when there is none.</summary>
    public RegisterMap? Of(string manufacturer, string model) => Find($"{manufacturer} {model}") ?? Find(model);

    /// <summary>By model or id, in any case.</summary>
    public RegisterMap? Find(string name)
    {
        var all = All;
        return all.FirstOrDefault(map => Same(map.Model, name)) ?? all.FirstOrDefault(map => Same(map.Id, name));
    }

    private static bool Same(string one, string other) => string.Equals(one, other.Trim(), StringComparison.OrdinalIgnoreCase);
}

namespace Metrology.Adapters.Payloads;

/// <summary>The mappings at hand: those of a laboratory's own files, as they are now, before those that come with the program.</summary>
public sealed class PayloadShelf(Func<IReadOnlyList<PayloadMapping>> own)
{
    public static PayloadShelf Shipped { get; } = new(() => []);

    public IReadOnlyList<PayloadMapping> All => [.. own().Concat(PayloadMappings.All).DistinctBy(mapping => mapping.Id, StringComparer.OrdinalIgnoreCase)];

    /// <summary>By id; null when there is none.</summary>
    public PayloadMapping? Find(string id) => All.FirstOrDefault(mapping => string.Equals(mapping.Id, id, StringComparison.OrdinalIgnoreCase));
}

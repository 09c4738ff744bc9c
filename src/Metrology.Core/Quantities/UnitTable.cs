using System.Collections.Frozen;

namespace Metrology.Core.Quantities;

/// <summary>The units of a unit file in its order, each found by its symbol and by every other spelling of it.</summary>
internal sealed class UnitTable(IReadOnlyList<Unit> all, IReadOnlyDictionary<string, Unit> bySpelling)
{
    public static readonly UnitTable Empty = new([], new Dictionary<string, Unit>());

    private readonly FrozenDictionary<string, Unit> bySpelling = bySpelling.ToFrozenDictionary(StringComparer.Ordinal);

    public IReadOnlyList<Unit> All => all;

    public IEnumerable<string> Spellings => bySpelling.Keys.Order(StringComparer.Ordinal);

    public Unit? Find(string symbol) => bySpelling.GetValueOrDefault(symbol);
}

using Metrology.Core.Files;
using Metrology.Core.Words;

namespace Metrology.Core.Quantities;

/// <summary>The units that the product knows, with exact factors: those of <c>units.json</c>. A unit that code speaks of is named here; all others are data alone.</summary>
public static class Units
{
    private static readonly UnitTable Table = CoreData.Of("units.json", UnitFile.Load);

    public static readonly Unit One = Table.Find("1")!;
    public static readonly Unit Percent = Table.Find("%")!;
    public static readonly Unit Second = Table.Find("s")!;
    public static readonly Unit Volt = Table.Find("V")!;
    public static readonly Unit Amp = Table.Find("A")!;
    public static readonly Unit KilowattHour = Table.Find("kWh")!;
    public static readonly Unit Yuan = Table.Find("CNY")!;

    public static IReadOnlyList<Unit> All => Table.All;

    /// <summary>Every text that <see cref="Find"/> knows.</summary>
    public static IEnumerable<string> Spellings => Table.Spellings;

    /// <summary>The unit of this symbol or of another spelling of it, or null.</summary>
    public static Unit? Find(string symbol) => Table.Find(symbol);

    /// <summary>A known unit, or a product of known ones, "kg·m²/s³"; otherwise what is wrong and at which character.</summary>
    public static Outcome<Unit> Parse(string text) => UnitText.Parse(text);
}

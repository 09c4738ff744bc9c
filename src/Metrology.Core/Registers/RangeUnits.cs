using Metrology.Core.Files;
using Metrology.Core.Quantities;

namespace Metrology.Core.Registers;

/// <summary>A unit that registers print and the product does not convert.</summary>
/// <param name="IsConventional">The zero of its scale is a convention (pH, HRC, dB), so that a share of a value means nothing.</param>
/// <param name="Quantity">What is measured in it, where the unit alone tells; else null.</param>
public sealed record RangeUnit(string Symbol, bool IsConventional, string? Quantity);

/// <summary>Units of ranges of standards: those that are converted and their products, and those of <c>range-units.json</c> and products with them.</summary>
public static class RangeUnits
{
    private const int LargestFile = 64 * 1024;

    private static readonly IReadOnlyDictionary<string, RangeUnit> Printed = CoreData.Of("range-units.json", Load);

    /// <summary>The unit that values can be converted to and from; null for others.</summary>
    public static Unit? Converted(string text) => Units.Find(text) ?? (Units.Parse(text) is { IsRefused: false, Value: var product } ? product : null);

    /// <summary>A unit that is read and not converted, μSv/h also as a quotient of known ones; null for others.</summary>
    public static RangeUnit? Find(string text) => Printed.GetValueOrDefault(text) ?? (IsProduct(text) ? new(text, false, null) : null);

    public static bool IsKnown(string text) => Converted(text) is not null || Find(text) is not null;

    private static bool IsProduct(string text) => text.Length <= UnitText.LongestText && text.AsSpan().ContainsAny('/', '·', '⋅') && text.Split('/').Length <= 2
        && text.Split('/', '·', '⋅').All(part => part.TrimEnd([.. RangeCell.Exponents, '⁻']) is { Length: > 0 } one && (Printed.ContainsKey(one) || Converted(one) is not null));

    private static FileLoad<Dictionary<string, RangeUnit>> Load(ReadOnlySpan<byte> file) => StrictJson.Load(file, LargestFile, root => root.Object(Read), _ => []);

    private static Dictionary<string, RangeUnit> Read(JsonCursor root)
    {
        root.Text("note");
        var all = new Dictionary<string, RangeUnit>(StringComparer.Ordinal);
        root.Required("groups", groups => groups.List(at => at.Object(group =>
        {
            group.Text("what");
            group.Text("source");
            group.Required("confirmed", one => one.AsFlag(), false);
            var isConventional = group.Text("scale") == "conventional";
            return group.Required("units", units => units.List(one => one.Object(unit => Add(new(unit.Text("symbol"), isConventional, unit.Optional("quantity")?.AsText()), unit))), []).Count;
        })), []);
        return all;

        bool Add(RangeUnit unit, JsonCursor at)
        {
            if (!all.TryAdd(unit.Symbol, unit))
                at.Problem($"单位「{unit.Symbol}」重复", $"the unit “{unit.Symbol}” occurs twice");
            return true;
        }
    }
}

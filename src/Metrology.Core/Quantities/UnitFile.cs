using Metrology.Core.Files;

namespace Metrology.Core.Quantities;

/// <summary>
/// Bytes of a unit file → units, strictly: exact decimal factors, dimensions as exponents of the base quantities, and every problem at once. The format is
/// described in <c>docs/formats/units.md</c>.
/// </summary>
internal sealed class UnitFile
{
    private const int LargestFile = 256 * 1024;
    private const int LargestExponent = 9;

    /// <summary>Factors beyond these bounds could leave the range of decimals when two are multiplied.</summary>
    private const decimal SmallestFactor = 0.000_000_000_001m;
    private const decimal LargestFactor = 1_000_000_000_000m;

    private const int LongestSymbol = 20;

    private readonly Dictionary<string, Prefix> prefixes = [];
    private readonly List<Unit> units = [];
    private readonly Dictionary<string, Unit> bySpelling = new(StringComparer.Ordinal);

    private UnitFile()
    {
    }

    public static FileLoad<UnitTable> Load(ReadOnlySpan<byte> file) => StrictJson.Load(file, LargestFile, root => new UnitFile().Read(root), _ => []);

    /// <summary>The units that a procedure brings of its own: each with its dimension and source, none that the product knows, and no prefixes.</summary>
    public static UnitTable ReadOwn(JsonCursor list)
    {
        var own = new UnitFile();
        list.List(at => at.Object(unit =>
        {
            Source(unit);
            return own.ReadMembers(unit, unit.Required("dimension", ReadDimension, Dimension.One), Units.Find);
        }));
        return new(own.units, own.bySpelling);
    }

    private UnitTable Read(JsonCursor file) => file.Object(root =>
    {
        root.Required("prefixes", prefixes => prefixes.Object(group => Source(group) + group.Required("list", list => list.List(ReadPrefix), []).Count), "");
        root.Required("groups", groups => groups.List(ReadGroup), []);
        return new UnitTable(units, bySpelling);
    });

    private Prefix ReadPrefix(JsonCursor at) => at.Object(prefix =>
    {
        var read = new Prefix(prefix.Text("symbol"), Factor(prefix, "factor"), Aliases(prefix).ConvertAll(alias => alias.Text));
        if (!prefixes.TryAdd(read.Symbol, read))
            prefix.Problem("词头重复", "this prefix occurs twice");
        return read;
    });

    private bool ReadGroup(JsonCursor at) => at.Object(group =>
    {
        Source(group);
        var dimension = group.Required("dimension", ReadDimension, Dimension.One);
        return group.Required("units", list => list.List(unit => ReadUnit(unit, dimension)), []).Count > 0;
    });

    private static string Source(JsonCursor group) => group.Text("source");

    private static Dimension ReadDimension(JsonCursor at) => at.Object(exponents =>
    {
        int Of(string quantity) => exponents.Optional(quantity)?.AsWhole(-LargestExponent, LargestExponent) ?? 0;
        return new Dimension(
            Of("length"), Of("mass"), Of("time"), Of("current"), Of("temperature"), Of("amount"), Of("luminosity"), Of("money"));
    });

    private bool ReadUnit(JsonCursor at, Dimension dimension) => at.Object(unit => ReadMembers(unit, dimension, _ => null));

    private bool ReadMembers(JsonCursor unit, Dimension dimension, Func<string, Unit?> known)
    {
        var symbol = unit.Required("symbol", Symbol, "");
        var offset = unit.Optional("offset")?.AsNumber(-LargestFactor, LargestFactor) ?? 0m;
        var read = new Unit(symbol, dimension, Factor(unit, "factor"), offset, unit.Optional("divisor") is null ? 1m : Factor(unit, "divisor"));
        List<(string Text, JsonCursor At)> spellings = [(symbol, unit), .. Aliases(unit)];
        foreach (var (text, at) in spellings.Where(one => one.Text.Length > 0 && known(one.Text) is not null))
            at.Problem($"单位「{text}」已有定义", $"the unit “{text}” is defined already");
        Add(read, [.. spellings]);
        foreach (var name in unit.Optional("prefixes")?.List(prefix => prefix) ?? [])
        {
            if (name.TextOrNull is not { } text || !prefixes.TryGetValue(text, out var prefix))
                name.Problem("未知的词头", "unknown prefix");
            else if (read.IsAffine)
                name.Problem("零点为约定的单位没有词头", "a unit whose zero is conventional takes no prefix");
            else
                Add(read with { Symbol = prefix.Symbol + symbol, Factor = prefix.Factor * read.Factor }, [.. Spellings(prefix, spellings, name)]);
        }

        return true;
    }

    private static string Symbol(JsonCursor at)
    {
        var symbol = at.AsText();
        if (symbol.Length > LongestSymbol || symbol.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            at.Problem($"单位符号不含空白，不超过 {LongestSymbol} 个字符", $"a symbol has no white space and at most {LongestSymbol} characters");
        return symbol;
    }

    /// <summary>Every spelling of the prefix before every spelling of the unit.</summary>
    private static IEnumerable<(string Text, JsonCursor At)> Spellings(Prefix prefix, List<(string Text, JsonCursor At)> unit, JsonCursor at) =>
        prefix.Aliases.Prepend(prefix.Symbol).SelectMany(before => unit.Select(one => (before + one.Text, at)));

    private void Add(Unit unit, IReadOnlyList<(string Text, JsonCursor At)> spellings)
    {
        units.Add(unit);
        foreach (var (text, at) in spellings)
        {
            if (!bySpelling.TryAdd(text, unit))
                at.Problem($"写法「{text}」重复", $"the spelling “{text}” occurs twice");
        }
    }

    /// <summary>Other spellings; the empty one is allowed, because a number without a unit is in unit one.</summary>
    private static List<(string Text, JsonCursor At)> Aliases(JsonCursor at)
    {
        var aliases = new List<(string, JsonCursor)>();
        foreach (var alias in at.Optional("aliases")?.List(alias => alias) ?? [])
        {
            if (alias.TextOrNull is { } text)
                aliases.Add((text, alias));
            else
                alias.Problem("此处应为文字", "a text is expected here");
        }

        return aliases;
    }

    private static decimal Factor(JsonCursor at, string name) => at.Required(name, factor => factor.AsNumber(SmallestFactor, LargestFactor), 1m);

    private sealed record Prefix(string Symbol, decimal Factor, IReadOnlyList<string> Aliases);
}

using Metrology.Core.Files;

namespace Metrology.Core.Quantities;

/// <summary>JSON members → measurands, those of the core and those that a procedure declares.</summary>
internal static class MeasurandReader
{
    public static FileLoad<IReadOnlyList<Measurand>> Load(ReadOnlySpan<byte> file) => StrictJson.Load(
        file, 64 * 1024, cursor => cursor.Object(root => root.Required("measurands", list => Read(list, [], Units.Find), [])), _ => []);

    /// <param name="known">Measurands that may not be declared again.</param>
    /// <param name="find">The unit of a symbol.</param>
    public static IReadOnlyList<Measurand> Read(JsonCursor list, IReadOnlyList<Measurand> known, Func<string, Unit?> find)
    {
        var ids = known.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        return list.List(at => at.Object(measurand =>
        {
            var read = new Measurand(
                measurand.Required("id", id => Id(id, ids), ""),
                measurand.Bilingual("label"),
                measurand.RequiredOrNull("unit") is { } unit ? UnitOf(unit, find) : null,
                measurand.Optional("minimum")?.AsDecimal(),
                measurand.Optional("maximum")?.AsDecimal());
            if (read.Minimum > read.Maximum)
                measurand.Problem("下限大于上限", "the minimum is above the maximum");
            return read;
        }));
    }

    private static string Id(JsonCursor at, HashSet<string> ids)
    {
        var id = at.AsText();
        if (id.Length > 60 || id.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('.' or '-')))
            at.Problem("标识应为小写字母、数字、点和连字符，不超过 60 个字符", "an id has small letters, digits, dots and hyphens, at most 60");
        else if (id.Length > 0 && !ids.Add(id))
            at.Problem($"被测量「{id}」已有定义", $"the measurand “{id}” is defined already");
        return id;
    }

    private static Unit? UnitOf(JsonCursor at, Func<string, Unit?> find)
    {
        var symbol = at.AsText();
        if (find(symbol) is { } unit)
            return unit;
        at.Problem($"未知的单位「{symbol}」", $"unknown unit “{symbol}”");
        return null;
    }
}

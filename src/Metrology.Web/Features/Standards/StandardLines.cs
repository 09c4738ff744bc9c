using System.Globalization;
using Metrology.App.Standards;
using Metrology.Core.Quantities;
using Metrology.Core.Registers;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Standards;

/// <summary>Lists that are typed or pasted as lines with columns apart by "|" or tab: one field shows all of it, and a spreadsheet can be pasted.</summary>
internal static class StandardLines
{
    private const string Responsible = "负责人";
    private static readonly Dictionary<string, AccuracyKind> Kinds = new(StringComparer.OrdinalIgnoreCase) { ["U"] = AccuracyKind.Uncertainty, ["级"] = AccuracyKind.Class, ["class"] = AccuracyKind.Class, ["MPE"] = AccuracyKind.Mpe };

    public static string Of(IEnumerable<StandardParameter> parameters) => Lines(parameters.Select(one => new[]
    {
        one.Quantity, Text(one.Lower), Text(one.Upper), one.Unit, Word(one.Kind), one.Accuracy, one.AccuracyUnit, Text(one.CoverageFactor),
    }));

    public static string Of(IEnumerable<StandardScope> scopes) => Lines(scopes.Select(one => new[] { one.Instrument, one.Procedure }));

    public static string Of(IEnumerable<StandardPerson> people) => Lines(people.Select(one => new[] { one.Name, one.Proof, one.IsResponsible ? Responsible : "" }));

    public static string Word(AccuracyKind kind) => kind switch { AccuracyKind.Uncertainty => "U", AccuracyKind.Class => "级", AccuracyKind.Mpe => "MPE" };

    public static IReadOnlyList<StandardParameter> Parameters(string? typed, FieldErrors errors) => Each(typed, (cells, line) =>
    {
        if (!Kinds.TryGetValue(cells(4), out var kind))
            Wrong(errors, nameof(StandardForm.Parameters), line, new("第 5 列写 U、级 或 MPE", "column 5 is U, class or MPE"));
        return new StandardParameter(cells(0), Number(cells(1)), Number(cells(2)), cells(3), kind, cells(5), cells(6), Number(cells(7)));

        decimal? Number(string text)
        {
            if (text.Length > 0 && QuantityText.ParseNumber(text) is null)
                Wrong(errors, nameof(StandardForm.Parameters), line, new($"“{text}”不是数", $"“{text}” is no number"));
            return QuantityText.ParseNumber(text);
        }
    });

    public static IReadOnlyList<StandardScope> Scopes(string? typed, FieldErrors errors) => Each(typed, (cells, _) => new StandardScope(cells(0), cells(1)));

    public static IReadOnlyList<StandardPerson> People(string? typed, FieldErrors errors) => Each(typed, (cells, line) =>
    {
        if (cells(2) is not ("" or Responsible or "responsible"))
            Wrong(errors, nameof(StandardForm.People), line, new($"第 3 列写“{Responsible}”或留空", "column 3 is “responsible” or empty"));
        return new StandardPerson(cells(0), cells(1), cells(2).Length > 0);
    });

    private static List<T> Each<T>(string? typed, Func<Func<int, string>, int, T> read) =>
    [
        .. (typed ?? "").Split('\n').Select(line => line.Trim('\r', ' ')).Index().Where(line => line.Item.Trim().Length > 0).Select(line =>
        {
            string[] cells = [.. line.Item.Split('|', '\t').Select(cell => cell.Trim())];
            return read(i => i < cells.Length ? cells[i] : "", line.Index);
        }),
    ];

    private static void Wrong(FieldErrors errors, string field, int line, BilingualText text)
    {
        if (errors.Of(field) is null)
            errors.Add(field, new($"第 {line + 1} 行：{text.Zh}。请改正。", $"Line {line + 1}: {text.En}. Mend it."), "standard.bad-line");
    }

    private static string Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Lines(IEnumerable<string[]> rows) => string.Join('\n', rows.Select(cells => string.Join(" | ", cells).TrimEnd(' ', '|')));
}

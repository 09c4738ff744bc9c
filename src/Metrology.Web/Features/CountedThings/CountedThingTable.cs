using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Metrology.App.CountedThings;
using Metrology.App.Storage;

namespace Metrology.Web.Features.CountedThings;

/// <summary>What is seen, as a table for other programs, in the language of the person.</summary>
internal static class CountedThingTable
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>Names of the columns in JSON.</summary>
    private static readonly string[] Keys =
        ["id", "kind", "name", "code", "district", "from", "until", "definition", "numerator", "denominator", "source", "on", "standing", "countsWith", "enteredBy", "example"];

    /// <summary>The table as a list of objects.</summary>
    public static IResult Json(HttpContext context, SheetText table, string name) =>
        Results.File(JsonSerializer.SerializeToUtf8Bytes(table.Rows.Select(row => Keys.Zip(row).ToDictionary(cell => cell.First, cell => SheetText.Text(cell.Second))), Readable), "application/json", $"{name}.json");

    public static SheetText Of(IReadOnlyList<CountedThingQueries.Line> lines, DateOnly on, Words t) => new(
        t.CountedThings.Title,
        [
            "#", t.CountedThings.Kind, t.Planning.Name, t.CountedThings.Code, t.CountedThings.District, t.CountedThings.From, t.CountedThings.Until, t.CountedThings.Definition,
            t.CountedThings.Numerator, t.CountedThings.Denominator, t.CountedThings.Source, t.Planning.OnDay, t.Planning.Standing, t.CountedThings.OneThing, t.CountedThings.EnteredBy, t.Frame.Sample,
        ],
        [.. lines.Select(line => (IReadOnlyList<object?>)
        [
            line.Row.Id, t.CountedThings.KindName(line.Row.Kind), line.Row.Name, line.Row.Code, line.Row.District, line.Row.From, line.Row.Until, line.Row.Definition,
            line.Row.Numerator, line.Row.Denominator, line.Row.Source, on, line.Row.IsVoid ? t.CountedThings.VoidShort : t.Kit.Standing(line.Standing),
            string.Join(' ', line.CountsWith.Select(id => id.ToString(CultureInfo.InvariantCulture))), line.Row.EnteredBy, line.Row.IsDemonstration ? t.Frame.Sample : null,
        ])]);
}

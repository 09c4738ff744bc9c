using System.Xml;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Rebuilding;

/// <summary>The results of one item as a certificate of this system has them, with their order and names.</summary>
/// <param name="Results">The judged errors.</param>
/// <param name="Points">Names of the rows of <paramref name="Results"/> in one text.</param>
/// <param name="Readings">Single measurements.</param>
public sealed record OwnResult(ReadText Name, IReadOnlyList<OwnCheck> Checks, IReadOnlyList<OwnColumn> Results, ReadText Points, IReadOnlyList<OwnVerdict> Verdicts, IReadOnlyList<OwnColumn> Readings)
{
    /// <summary>Id of the item, from the ids of its values; null when it has none.</summary>
    public string? Item => (Results.Concat(Readings).SelectMany(column => column.Values).Select(value => value.Label).Concat(Checks.Select(check => check.Id)).FirstOrDefault(id => id is not null) ?? "").Split('/')[0] is { Length: > 0 } id ? id : null;

    /// <summary>Ids of the points, in the order of the rows.</summary>
    public IReadOnlyList<string> PointIds => Results.Count == 0 ? [] : [.. Results[0].Values.Select(value => (value.Label ?? "").Split('/').ElementAtOrDefault(1) ?? "")];
}

/// <param name="Id">Null where nobody answered.</param>
public sealed record OwnCheck(ReadText Name, string? Id, string? Status);

public sealed record OwnColumn(ReadText Name, string? RefType, IReadOnlyList<ReadValue> Values);

public sealed record OwnVerdict(string? Id, string Status);

/// <summary>Reads them from the file.</summary>
internal static class OwnResults
{
    public static IReadOnlyList<OwnResult> Of(XmlElement root) =>
        [.. (root.At("measurementResults", "measurementResult", "results")).Dcc("result").Select(Result)];

    private static OwnResult Result(XmlElement result)
    {
        var data = result.At("data");
        var lists = data.Dcc("list").ToList();
        var judged = lists.Find(list => Columns(list) is [{ Values: [{ Label: { } id }, ..] }, ..] && id.Count(letter => letter == '/') == 2);
        var readings = lists.Find(list => list != judged);
        return new(
            Texts.Of(result, "name"), [.. data.Dcc("quantity").Select(Check)], judged is null ? [] : Columns(judged), Texts.Of(judged, "description"),
            judged is null ? [] : Verdicts(judged), readings is null ? [] : Columns(readings));
    }

    private static OwnCheck Check(XmlElement quantity)
    {
        var meta = quantity.At("measurementMetaData", "metaData");
        return new(Texts.Of(quantity, "name"), Texts.Plain(meta, "reference"), Texts.Plain(meta, "conformity"));
    }

    private static List<OwnColumn> Columns(XmlElement list)
    {
        var columns = new List<OwnColumn>();
        foreach (var quantity in list.Dcc("quantity"))
        {
            var values = new List<ReadValue>();
            new QuantityReading(new DccProblem()).Read(quantity, [], null, values);
            columns.Add(new(Texts.Of(quantity, "name"), quantity.Attribute("refType"), values));
        }

        return columns;
    }

    private static List<OwnVerdict> Verdicts(XmlElement list)
    {
        var meta = list.At("measurementMetaData", "metaData");
        var ids = meta.Dcc("reference").Select(one => one.InnerText.Trim()).ToList();
        return [.. DsiText.List(Texts.Plain(meta, "conformityXMLList") ?? "").Select((status, i) => new OwnVerdict(i < ids.Count ? ids[i] : null, status))];
    }
}

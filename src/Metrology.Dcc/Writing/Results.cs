using System.Globalization;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Dcc.Writing;

/// <summary>The results of one item: answers of an inspection, the judged errors of its points, the single measurements.</summary>
internal static class Results
{
    public static readonly BilingualText Measurements = new("测量数据", "Measurements");

    /// <summary>Words before the names of the rows.</summary>
    public static BilingualText Points(ProcedurePurpose purpose) => new($"{PurposeWords.Point(purpose).Zh}：", "Test points: ");

    public static void Write(DccXml xml, ItemData item, ProcedurePurpose purpose)
    {
        xml.Fact("name", item.Title);
        xml.Element("data", () =>
        {
            foreach (var check in item.Checks)
                xml.Element("quantity", () => Check(xml, check));
            if (item.Results.Count > 0)
                xml.Element("list", () => Judged(xml, item, purpose));
            if (item.Readings.Count > 0)
                xml.Element("list", () => Readings(xml, item));
            if (item.Checks.Count == 0 && item.Results.Count == 0)
                xml.Element("text", () => xml.Contents(Phrases.Of(item.Verdict)));
        });
    }

    private static void Check(DccXml xml, CheckData check)
    {
        xml.Fact("name", check.Title);
        xml.Element("noQuantity", () => xml.Contents(Phrases.Conforms(check.Conforms)));
        if (check.Conforms is { } conforms)
        {
            MetaData(xml, RefTypes.Conformity, () =>
            {
                xml.Text("reference", check.Id);
                xml.Text("conformity", conforms ? "pass" : "fail");
            });
        }
    }

    private static void Judged(DccXml xml, ItemData item, ProcedurePurpose purpose)
    {
        xml.Words("name", PurposeWords.Results(purpose));
        xml.Fact("description", new($"{Points(purpose).Zh}{Rows(item, point => point.Zh)}", $"{Points(purpose).En}{Rows(item, point => point.En)}"));
        Columns(xml, item.Results, xml.Words);
        // As many verdicts as rows, or none: the list has no word for an undecided point.
        var verdicts = item.Verdicts.Select(one => Measurement.Of(one.Verdict)).ToList();
        if (verdicts.Count > 0 && !verdicts.Contains(null))
        {
            MetaData(xml, RefTypes.Conformity, () =>
            {
                foreach (var verdict in item.Verdicts)
                    xml.Text("reference", verdict.Id);
                xml.Text("conformityXMLList", string.Join(' ', verdicts));
            });
        }
    }

    private static void Readings(DccXml xml, ItemData item)
    {
        xml.Words("name", Measurements);
        Columns(xml, item.Readings, (name, title, _) => xml.Fact(name, title));
    }

    private static void Columns(DccXml xml, IReadOnlyList<PrintedColumn> columns, Action<string, BilingualText, string?> name)
    {
        foreach (var column in columns)
        {
            xml.Element("quantity", () =>
            {
                name("name", column.Title, null);
                Numbers.List(xml, column);
            }, RefTypes.Of(column.Role));
        }
    }

    public static void MetaData(DccXml xml, string? refType, Action content) =>
        xml.Element("measurementMetaData", () => xml.Element("metaData", content, refType));

    private static string Rows(ItemData item, Func<BilingualText, string> text) =>
        string.Join("; ", item.Points.Select((point, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1} {text(point)}")));
}

using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Metrology.App.Equipment;
using Metrology.Core.Words;

namespace Metrology.App.Exchange;

/// <summary>An instrument as an equipment register file states it.</summary>
/// <param name="NameZh">Empty where the file has no Chinese name.</param>
/// <param name="Reports">Calibrations of all its quantities and components.</param>
public sealed record MslEquipment(
    string Code, string Manufacturer, string Model, string SerialNumber, string NameZh, string NameEn, string Status, bool IsSimulated, bool IsDemonstration, IReadOnlyList<MslReport> Reports);

/// <summary>A calibration report of a register file, as far as a certificate of traceability can be made of it.</summary>
/// <param name="Quantity">As the file names it.</param>
/// <param name="StandardUncertainty">Of a constant; null where the file has an equation, a table or a file instead.</param>
/// <param name="Own">What a file of this product says beside it; null in files of others.</param>
public sealed record MslReport(string Quantity, string Component, string Number, string Issuer, DateOnly IssuedOn, decimal? StandardUncertainty, string Unit, MslReport.Facts? Own)
{
    /// <summary>Facts of a certificate that the format has no place for.</summary>
    public sealed record Facts(
        string Measurand, decimal ExpandedUncertainty, decimal CoverageFactor, string UncertaintyText, DateOnly? ValidUntil, bool IsSimulated, bool IsDemonstration);
}

/// <summary>
/// The equipment register format of the Measurement Standards Laboratory of New Zealand (github.com/MSLNZ/equipment-register-schema, 0.2.x): a register of instruments with their calibrations.
/// Its lists of teams, persons, rooms, quantities and numbers are those of that laboratory; a file of ours has our own words in these places and is of that form otherwise.
/// What the format has no place for stands in elements of our own namespace where the format allows any.
/// </summary>
public static class MslRegister
{
    /// <summary>Bytes of a file.</summary>
    public const int LargestFile = 8 * 1024 * 1024;

    /// <summary>Instruments of a file.</summary>
    public const int MostItems = 5_000;

    private const string Elsewhere = "Not at MSL";
    private const double DaysOfYear = 365.25;

    private static readonly XNamespace Msl = "https://measurement.govt.nz/equipment-register";
    private static readonly XNamespace Ours = "urn:metrology:equipment:1";

    /// <summary>Quantities that both sides name; others keep our own id.</summary>
    private static readonly Dictionary<string, string> Quantities = new(StringComparer.Ordinal)
    {
        ["frequency"] = "Frequency",
        ["environment.temperature"] = "Temperature",
        ["environment.relative-humidity"] = "Humidity",
        ["pressure"] = "Pressure",
        ["distance"] = "Length",
    };

    public static readonly Refusal NotReadable = new(
        "equipment-import.not-readable",
        new("读不出设备登记：须为 MSL 设备登记格式的 XML 文件（根元素 register）。", "No register can be read: the file must be XML in the equipment register format of MSL (root element register)."), "file");

    public static readonly Refusal TooLarge = new(
        "equipment-import.too-large", new($"文件过大：至多 8 MB、{MostItems} 台设备。请分成几个文件。", $"The file is too large: at most 8 MB and {MostItems} instruments. Divide it."), "file");

    public static readonly Refusal TooManyItems = Refusal.Of(
        "equipment-import.too-many", $"一个文件最多 {MostItems} 台设备。请先用筛选条件缩小范围。", $"A file holds at most {MostItems} instruments. Narrow the list by its filter.");

    public static readonly Refusal Empty = new("equipment-import.empty", new("文件中没有设备。", "There is no instrument in the file."), "file");

    /// <param name="team">Whose register it is.</param>
    /// <param name="person">Who writes it out.</param>
    public static byte[] Write(IEnumerable<EquipmentItem> items, string team, string person)
    {
        var register = new XElement(Msl + "register", new XAttribute("team", team), new XAttribute(XNamespace.Xmlns + "own", Ours), items.Select(item => Equipment(item, person)));
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new() { Indent = true, CheckCharacters = true }))
            new XDocument(register).Save(writer);
        return bytes.ToArray();
    }

    public static Outcome<IReadOnlyList<MslEquipment>> Read(byte[] file)
    {
        if (file.Length > LargestFile)
            return TooLarge;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file, writable: false), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LargestFile });
            if (XDocument.Load(reader).Root is not { } root || root.Name != Msl + "register")
                return NotReadable;
            var items = root.Elements(Msl + "equipment").ToList();
            return items.Count == 0 ? Empty : items.Count > MostItems ? TooLarge : items.ConvertAll(Equipment);
        }
        catch (ImpossibleDayException impossible)
        {
            return ImpossibleDay(impossible.Report, impossible.Text);
        }
        catch (Exception wrong) when (wrong is XmlException or FormatException or OverflowException)
        {
            return NotReadable;
        }
    }

    private static XElement Equipment(EquipmentItem item, string person) => new(
        Msl + "equipment",
        new XAttribute("enteredBy", person),
        new XElement(Msl + "id", item.Code),
        new XElement(Msl + "manufacturer", Token(item.Manufacturer)),
        new XElement(Msl + "model", Token(item.Model)),
        new XElement(Msl + "serial", Token(item.SerialNumber)),
        new XElement(Msl + "description", Token(item.NameEn.Length > 0 ? item.NameEn : item.NameZh)),
        new XElement(
            Msl + "specifications",
            new XElement(Ours + "equipment", new XAttribute("nameZh", item.NameZh), new XAttribute("nameEn", item.NameEn), new XAttribute("simulated", item.IsSimulated), new XAttribute("example", item.IsDemonstration))),
        new XElement(Msl + "location", Elsewhere),
        new XElement(Msl + "status", "Active"),
        new XElement(Msl + "loggable", false),
        new XElement(Msl + "traceable", item.Certificates.Count > 0),
        new XElement(Msl + "calibrations", item.Certificates.GroupBy(one => one.Measurand).Select(group => new XElement(
            Msl + "measurand",
            new XAttribute("quantity", Quantities.GetValueOrDefault(group.Key, group.Key)),
            new XAttribute("calibrationInterval", Interval(group.MaxBy(one => one.IssuedOn)!)),
            new XElement(Msl + "component", new XAttribute("name", ""), group.OrderBy(one => one.IssuedOn).Select(one => Report(one, person)))))),
        new XElement(Msl + "maintenance"),
        new XElement(Msl + "alterations"),
        new XElement(Msl + "firmware"),
        new XElement(Msl + "specifiedRequirements"),
        new XElement(Msl + "referenceMaterials"),
        new XElement(Msl + "qualityManual"));

    /// <summary>The register knows no days of measurement, and the format asks for them: the day of issue stands there, and our own element says so.</summary>
    private static XElement Report(TraceabilityCertificate one, string person)
    {
        var certificate = new XElement(
            Ours + "certificate",
            new XAttribute("measurand", one.Measurand), new XAttribute("expandedUncertainty", Text(one.ExpandedUncertainty)), new XAttribute("coverageFactor", Text(one.CoverageFactor)),
            new XAttribute("uncertaintyText", one.UncertaintyText), new XAttribute("simulated", one.IsSimulated), new XAttribute("example", one.IsDemonstration), new XAttribute("measured", "not recorded, the day of issue stands there"));
        if (one.ValidUntil is { } until)
            certificate.Add(new XAttribute("validUntil", Text(until)));
        return new(
            Msl + "report",
            new XAttribute("id", one.Number), new XAttribute("enteredBy", person),
            new XElement(Msl + "reportIssueDate", Text(one.IssuedOn)),
            new XElement(Msl + "measurementStartDate", Text(one.IssuedOn)),
            new XElement(Msl + "measurementStopDate", Text(one.IssuedOn)),
            new XElement(Msl + "issuingLaboratory", Token(one.Issuer)),
            new XElement(Msl + "technicalProcedure"),
            new XElement(Msl + "conditions", certificate),
            new XElement(Msl + "acceptanceCriteria"),
            new XElement(
                Msl + "equation",
                new XElement(Msl + "value", new XAttribute("variables", "x"), "x"),
                new XElement(Msl + "uncertainty", new XAttribute("variables", ""), Text(one.ExpandedUncertainty / one.CoverageFactor)),
                new XElement(Msl + "unit", Token(one.Unit)),
                new XElement(Msl + "ranges")));
    }

    /// <summary>Years between issue and last day; 0 is "on demand", also where no last day is known.</summary>
    private static string Interval(TraceabilityCertificate newest) => newest.ValidUntil is { } until
        ? Math.Round((until.DayNumber - newest.IssuedOn.DayNumber + 1) / DaysOfYear, 2).ToString(CultureInfo.InvariantCulture) : "0";

    private static MslEquipment Equipment(XElement one)
    {
        var own = one.Element(Msl + "specifications")?.Element(Ours + "equipment");
        var description = Text(one, "description");
        return new(
            Text(one, "id"), Text(one, "manufacturer"), Text(one, "model"), Text(one, "serial"), own?.Attribute("nameZh")?.Value ?? "", own?.Attribute("nameEn")?.Value ?? description, Text(one, "status"),
            Is(own, "simulated"), Is(own, "example"),
            [
                .. from measurand in one.Elements(Msl + "calibrations").Elements(Msl + "measurand")
                   from component in measurand.Elements(Msl + "component")
                   from report in component.Elements(Msl + "report")
                   select Report(measurand.Attribute("quantity")?.Value ?? "", component.Attribute("name")?.Value ?? "", report),
            ]);
    }

    private static MslReport Report(string quantity, string component, XElement one)
    {
        var (own, equation) = (one.Element(Msl + "conditions")?.Element(Ours + "certificate"), one.Element(Msl + "equation"));
        var uncertainty = equation?.Element(Msl + "uncertainty");
        decimal? constant = uncertainty?.Attribute("variables")?.Value.Trim().Length == 0
            && decimal.TryParse(uncertainty.Value.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new(
            quantity, component, one.Attribute("id")?.Value.Trim() ?? "", Text(one, "issuingLaboratory"), Day(Text(one, "reportIssueDate"), one), constant, equation is null ? "" : Text(equation, "unit"),
            own is null ? null : new(
                own.Attribute("measurand")?.Value ?? "", Number(own, "expandedUncertainty"), Number(own, "coverageFactor"), own.Attribute("uncertaintyText")?.Value ?? "",
                own.Attribute("validUntil") is { } until ? Day(until.Value, one) : null, Is(own, "simulated"), Is(own, "example")));
    }

    private static string Text(XElement parent, string child) => parent.Element(Msl + child)?.Value.Trim() ?? "";

    private static bool Is(XElement? element, string attribute) => element?.Attribute(attribute)?.Value is "true" or "1";

    private static decimal Number(XElement element, string attribute) => decimal.Parse(element.Attribute(attribute)?.Value ?? "", NumberStyles.Float, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text, XElement report) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new ImpossibleDayException(report.Attribute("id")?.Value.Trim() ?? "", text);

    private static Refusal ImpossibleDay(string report, string text) => new(
        "equipment-import.impossible-day", new($"报告「{report}」的日期「{text}」不是日历上的一天（须写成 年-月-日）。请改正文件。", $"The day “{text}” of the report “{report}” is in no calendar (write year-month-day). Correct the file."), "file");

    private sealed class ImpossibleDayException(string report, string text) : Exception
    {
        public string Report => report;

        public string Text => text;
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.Iso();

    /// <summary>One blank between words and none around, as the format has it; what is empty is a dash.</summary>
    private static string Token(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } token ? token : "—";
}

using System.Globalization;
using System.Xml;
using Metrology.Core.Words;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Reading;

/// <summary>First ring of a certificate, and the frame of the second.</summary>
internal sealed class CertificateReading(DccProblem problem)
{
    public ReadDcc Read(XmlElement root, string version)
    {
        var administration = Required(root, "administrativeData");
        var core = Required(administration, "coreData");
        var results = new ResultReading(problem);
        foreach (var ring in root.Dcc("measurementResults"))
            results.Read(ring);
        if (root.At("measurementResults", "measurementResult") is null)
            problem.Missing("measurementResult");
        return new()
        {
            SchemaVersion = version,
            UniqueIdentifier = RequiredText(core, "uniqueIdentifier"),
            Software = [.. administration.At("dccSoftware").Dcc("software").Select(one => new ReadSoftware(Texts.Of(one, "name"), Texts.Plain(one, "release") ?? ""))],
            Laboratory = RequiredName(administration.At("calibrationLaboratory", "contact"), "calibrationLaboratory"),
            LaboratoryAddress = Texts.Of(administration.At("calibrationLaboratory", "contact", "location"), "further"),
            LaboratoryTelephone = Texts.Plain(administration.At("calibrationLaboratory", "contact"), "phone"),
            Customer = RequiredName(administration.At("customer"), "customer"),
            CustomerAddress = Texts.Of(administration.At("customer", "location"), "further"),
            Items = Items(administration),
            ReceivedOn = Date(core, "receiptDate"),
            BeganOn = RequiredDate(core, "beginPerformanceDate"),
            EndedOn = RequiredDate(core, "endPerformanceDate"),
            Location = Texts.Plain(core, "performanceLocation"),
            IssuedOn = Date(core, "issueDate"),
            Replaces = Succession(core.At("reportAmendedSubstituted")),
            Persons = [.. administration.At("respPersons").Dcc("respPerson").Select(Person)],
            Statements = [.. administration.At("statements").Dcc("statement").Select(Statement)],
            Methods = results.Methods,
            Equipment = results.Equipment,
            Conditions = results.Conditions,
            Values = results.Values,
            Conformities = results.Conformities,
            NotRead = results.NotRead,
            Check = root.At("comment").One(Namespaces.Own, "check") is { } check ? (check.GetAttribute("address"), check.GetAttribute("code")) : null,
            Paper = root.At("comment").One(Namespaces.Own, "paper") is { } paper ? new(paper.GetAttribute("edition"), Languages(paper.GetAttribute("languages"))) { HasPlots = paper.HasAttribute("plots") } : null,
            HasSignature = root.All(Namespaces.Signature, "Signature").Any(),
        };
    }

    private static List<Language> Languages(string codes) => codes switch
    {
        "zh" => [Language.Zh],
        "en" => [Language.En],
        "zh en" => [Language.Zh, Language.En],
        "en zh" => [Language.En, Language.Zh],
        _ => [],
    };

    private List<ReadItem> Items(XmlElement? administration)
    {
        var items = administration.At("items").Dcc("item").Select(one => new ReadItem(
            Texts.Of(one, "name"), one.At("manufacturer") is { } maker ? Texts.First(maker, "name") : null, Texts.Plain(one, "model"), Identifications(one))).ToList();
        if (items.Count == 0)
            problem.Missing("item");
        return items;
    }

    public static IReadOnlyList<ReadIdentification> Identifications(XmlElement parent) =>
        [.. parent.At("identifications").Dcc("identification")
            .Select(one => new ReadIdentification(Texts.Plain(one, "issuer") ?? "", Texts.Plain(one, "value") ?? "", Texts.Of(one, "name")))];

    private static ReadPerson Person(XmlElement element) => new(
        Texts.Of(element.At("person"), "name"), Texts.Plain(element, "role"), Texts.Plain(element, "mainSigner") is "true" or "1");

    private ReadStatement Statement(XmlElement element) => new(
        element.Attribute("id"), Texts.Of(element, "name"), Texts.Of(element, "declaration"), Texts.Plain(element, "reference"), Date(element, "date"),
        Texts.Plain(element, "conformity"));

    private static ReadSuccession? Succession(XmlElement? element) => element is null
        ? null
        : new(Texts.Plain(element, "replacedUniqueIdentifier") ?? "", Texts.Plain(element, "typeOfChange") ?? "");

    private XmlElement? Required(XmlElement? parent, string name)
    {
        var element = parent.At(name);
        if (element is null)
            problem.Missing(name);
        return element;
    }

    private string RequiredText(XmlElement? parent, string name)
    {
        var text = Texts.Plain(parent, name);
        if (text is null)
            problem.Missing(name);
        return text ?? "";
    }

    private ReadText RequiredName(XmlElement? parent, string owner)
    {
        var text = Texts.Of(parent, "name");
        if (text.IsEmpty)
            problem.Missing(owner);
        return text;
    }

    private DateOnly RequiredDate(XmlElement? parent, string name)
    {
        if (parent.At(name) is null)
            problem.Missing(name);
        return Date(parent, name) ?? default;
    }

    /// <summary>xs:date; an offset to UTC says nothing about the day and is passed over.</summary>
    private DateOnly? Date(XmlElement? parent, string name)
    {
        if (parent.At(name) is not { } element)
            return null;
        var text = element.Said() ?? "";
        var isDay = text.Length is 10 or 11 or 16 && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && (text.Length == 10 || text[10..] == "Z" || TimeOnly.TryParseExact(text[11..], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        if (isDay)
            return DateOnly.ParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        problem.Date(name, text);
        return null;
    }
}

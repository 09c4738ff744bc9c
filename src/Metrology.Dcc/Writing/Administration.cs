using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Writing;

/// <summary>First ring: who, what, when, by whose word.</summary>
internal static class Administration
{
    private static readonly BilingualText SerialNumber = new("出厂编号", "Serial No.");

    public static void Write(DccXml xml, CertificateDocument document, CertificateData data) => xml.Element("administrativeData", () =>
    {
        xml.Element("dccSoftware", () => Software(xml, data.Software));
        xml.Element("refTypeDefinitions", () => Definitions(xml));
        xml.Element("coreData", () => Core(xml, document, data));
        xml.Element("items", () => xml.Element("item", () => Item(xml, document, data.Item)));
        xml.Element("calibrationLaboratory", () => xml.Element("contact", () => Laboratory(xml, document.Institution)));
        xml.Element("respPersons", () =>
        {
            foreach (var signature in document.Signatures)
                xml.Element("respPerson", () => Person(xml, signature));
        });
        xml.Element("customer", () =>
        {
            xml.Fact("name", BilingualText.Same(data.Customer.Name));
            Location(xml, BilingualText.Same(data.Customer.Address));
        });
        xml.Element("statements", () => Statements.Write(xml, document, data));
    });

    /// <summary>"Metrology 0.1.0": name and version of the program that evaluated and wrote.</summary>
    public static void Software(DccXml xml, string software) => xml.Element("software", () =>
    {
        var last = software.Trim().LastIndexOf(' ');
        var (name, release) = last < 0 ? (software, "unknown") : (software.Trim()[..last], software.Trim()[(last + 1)..]);
        xml.Fact("name", BilingualText.Same(name));
        xml.Text("release", release);
        xml.Text("type", "application");
    });

    private static void Definitions(DccXml xml)
    {
        foreach (var (refType, meaning) in RefTypes.Own)
        {
            xml.Element("refTypeDefinition", () =>
            {
                xml.Words("name", meaning);
                xml.Text("namespace", "metrology");
                xml.Text("link", Namespaces.Own);
                xml.Text("value", refType);
            });
        }
    }

    private static void Core(DccXml xml, CertificateDocument document, CertificateData data)
    {
        xml.Text("countryCodeISO3166_1", "CN");
        xml.Text("usedLangCodeISO639_1", "zh");
        xml.Text("usedLangCodeISO639_1", "en");
        xml.Text("mandatoryLangCodeISO639_1", DccXml.CodeOf(document.Language));
        xml.Text("uniqueIdentifier", document.Number);
        if (data.ReceivedOn is { } received)
            xml.Date("receiptDate", received);
        xml.Date("beginPerformanceDate", data.WorkDate);
        xml.Date("endPerformanceDate", data.WorkDate);
        // Where the work was done stands in the statement on the place, in the words of the paper.
        xml.Text("performanceLocation", "other");
        xml.Date("issueDate", document.IssuedOn);
        if (data.Replaces is { } earlier)
        {
            xml.Element("reportAmendedSubstituted", () =>
            {
                // A certificate of ours is withdrawn whole and another comes in its place; none is amended.
                xml.Text("typeOfChange", "substituted");
                xml.Text("replacedUniqueIdentifier", earlier.Number);
            });
        }
    }

    private static void Item(DccXml xml, CertificateDocument document, ItemParticulars item)
    {
        xml.Fact("name", item.Name);
        if (item.Manufacturer.Trim().Length > 0)
            xml.Element("manufacturer", () => xml.Fact("name", BilingualText.Same(item.Manufacturer)));
        xml.Text("model", item.Model);
        xml.Element("identifications", () =>
        {
            // The schema wants one identification; an item without a serial number is known by its certificate.
            if (item.SerialNumber.Trim().Length > 0)
                Identification(xml, "manufacturer", item.SerialNumber, SerialNumber, RefTypes.SerialNumber);
            else
                Identification(xml, "calibrationLaboratory", document.Number, new("证书编号（无出厂编号）", "Certificate No. (no serial number)"), RefTypes.CertificateNumber);
        });
    }

    internal static void Identification(DccXml xml, string issuer, string value, BilingualText name, string refType)
    {
        if (value.Trim().Length == 0)
            return;
        xml.Element("identification", () =>
        {
            xml.Text("issuer", issuer);
            xml.Text("value", value);
            xml.Words("name", name);
        }, refType);
    }

    private static void Laboratory(DccXml xml, InstitutionParticulars institution)
    {
        xml.Words("name", institution.Name);
        xml.Text("phone", institution.Telephone);
        Location(xml, institution.Address);
    }

    private static void Person(DccXml xml, Signature signature)
    {
        xml.Element("person", () => xml.Fact("name", BilingualText.Same(signature.Name)));
        xml.Text("role", RoleOf(signature.Role));
        xml.Text("mainSigner", signature.Role == SignatureRole.Approver ? "true" : "false");
    }

    /// <summary>Words of a role, in both languages because the element has none of its own.</summary>
    public static string RoleOf(SignatureRole role) => role switch
    {
        SignatureRole.Verifier => "检定员 / Verifier",
        SignatureRole.Checker => "核验员 / Checker",
        SignatureRole.Approver => "批准人 / Approver",
    };

    private static void Location(DccXml xml, BilingualText address) => xml.Element("location", () =>
    {
        xml.Text("countryCode", "CN");
        xml.OptionalFact("further", address);
    });
}

using System.Xml;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Reading;

/// <summary>Second ring: walks everything that may hold a quantity.</summary>
internal sealed class ResultReading(DccProblem problem)
{
    /// <summary>Most numbers of one certificate.</summary>
    private const int MostValues = 200_000;

    private static readonly string[] Statuses = ["pass", "fail", "conditionalPass", "conditionalFail", "noPass", "noFail"];

    private readonly QuantityReading quantities = new(problem);

    public List<ReadMethod> Methods { get; } = [];
    public List<ReadEquipment> Equipment { get; } = [];
    public List<ReadValue> Conditions { get; } = [];
    public List<ReadValue> Values { get; } = [];
    public List<ReadConformity> Conformities { get; } = [];
    public List<string> NotRead => quantities.NotRead;

    public void Read(XmlElement ring)
    {
        Circumstances(ring);
        foreach (var result in ring.Dcc("measurementResult"))
        {
            Circumstances(result);
            foreach (var one in result.At("results").Dcc("result"))
                Data(one.At("data"), [Texts.Of(result, "name"), Texts.Of(one, "name")], Values);
        }
    }

    /// <summary>What may stand beside results, in the ring, a result, a list or a quantity.</summary>
    private void Circumstances(XmlElement owner)
    {
        Methods.AddRange(owner.At("usedMethods").Dcc("usedMethod").Select(one => new ReadMethod(
            Texts.Of(one, "name"), [.. one.Dcc("norm").Select(norm => norm.InnerText.Trim())], [.. one.Dcc("reference").Select(reference => reference.InnerText.Trim())])
        {
            Id = one.Attribute("id"),
            Description = Texts.Of(one, "description"),
        }));
        Equipment.AddRange(owner.At("measuringEquipments").Dcc("measuringEquipment").Select(one => new ReadEquipment(
            Texts.Of(one, "name"), Texts.Plain(one, "model"), CertificateReading.Identifications(one), Certificate(one.At("certificate")))
        {
            RefType = one.Attribute("refType"),
            Description = Texts.Of(one, "description"),
        }));
        foreach (var condition in owner.At("influenceConditions").Dcc("influenceCondition"))
            Data(condition.At("data"), [Texts.Of(condition, "name")], Conditions, condition.Attribute("refType"));
        foreach (var one in owner.At("measurementMetaData").Dcc("metaData"))
            Conformity(one);
    }

    private void Data(XmlElement? owner, IReadOnlyList<ReadText> within, List<ReadValue> into, string? refType = null)
    {
        foreach (var quantity in owner.Dcc("quantity"))
        {
            quantities.Read(quantity, within, refType, into);
            Circumstances(quantity);
            if (into.Count > MostValues)
            {
                problem.TooMany(MostValues);
                return;
            }
        }

        foreach (var list in owner.Dcc("list"))
        {
            Circumstances(list);
            Data(list, Texts.Of(list, "name") is { IsEmpty: false } name ? [.. within, name] : within, into, refType);
        }
    }

    private static ReadCertificate? Certificate(XmlElement? element) => element is null
        ? null
        : new(
            Texts.Of(element, "referral"), Texts.Plain(element, "referralID") ?? "",
            Texts.Plain(element, "value") is { } digest && digest != Writing.EquipmentList.NoDigest ? digest : null,
            Texts.Plain(element, "inValidityRange") is { } said ? said is "true" or "1" : null)
        {
            Description = Texts.Of(element, "description"),
        };

    private void Conformity(XmlElement element)
    {
        var (name, declaration) = (Texts.Of(element, "name"), Texts.Of(element, "declaration"));
        var references = element.Dcc("reference").Select(one => one.InnerText.Trim()).ToList();
        if (Texts.Plain(element, "conformity") is { } single)
            Add(references.Count > 0 ? references[0] : null, single);
        if (Texts.Plain(element, "conformityXMLList") is not { } list)
            return;
        var statuses = DsiText.List(list);
        if (references.Count > 0 && references.Count != statuses.Length)
            problem.Length("conformityXMLList");
        for (var i = 0; i < statuses.Length; i++)
            Add(i < references.Count ? references[i] : null, statuses[i]);

        void Add(string? reference, string status)
        {
            if (!Statuses.Contains(status))
                problem.Status(status);
            Conformities.Add(new(reference, name, status, declaration));
        }
    }
}

using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Writing;

namespace Metrology.Dcc.Checking;

/// <summary>What a digital certificate of this system says beside its numbers, as text by the paths of the paper.</summary>
internal sealed class XmlFacts(ReadDcc xml, Language language, PathValues values)
{
    public void Add()
    {
        Frame();
        Cover();
        foreach (var role in Enum.GetValues<SignatureRole>())
            values.Add(PaperIds.Signature(role), string.Join("; ", xml.Persons.Where(person => person.Role == Administration.RoleOf(role)).Select(person => Said(person.Name))));
        values.Add("place", Declared(Statements.Place));
        values.Add("authorisation", Declared(Statements.Authorisation));
        values.Add(PaperIds.Ledger, Declared(Statements.Ledger));
        values.Add("not-verified", Declared(Statements.NotVerified));
        var unconfirmed = xml.Statements.Where(one => one.Id?.StartsWith(Statements.Unconfirmed, StringComparison.Ordinal) == true).Select(one => one.Declaration.Both).ToList();
        if (unconfirmed.Count > 0)
            values.Add("unconfirmed", Phrases.Unconfirmed(unconfirmed, isCalibration: xml.Statement(Statements.VerificationKind) is null).In(language));
        foreach (var one in xml.Conformities.Where(one => one.Reference is { } id && !id.Contains('/', StringComparison.Ordinal)))
            values.Add($"{one.Reference}/decision", Said(one.Declaration));
        values.Add(PaperIds.Unjudged, Declared(Statements.Unjudged));
        values.Add(PaperIds.Sampling, Declared(Statements.Sampling));
        values.Add(PaperIds.External, Declared(Statements.External));
        Sentences(Statements.Remark, PaperIds.Remark);
        Sentences(Statements.Template, PaperIds.Statement);
        Equipment();
    }

    private void Sentences(string prefix, Func<int, string> id)
    {
        foreach (var (i, sentence) in xml.Statements.Where(one => one.Id?.StartsWith(prefix, StringComparison.Ordinal) == true).Index())
            values.Add(id(i), Said(sentence.Declaration));
    }

    private void Frame()
    {
        values.Add(PaperIds.Title, Said(xml.Statement(Statements.Kind)?.Name));
        values.Add(PaperIds.Institution, Said(xml.Laboratory));
        values.Add(PaperIds.Contact, Phrases.Contact(xml.LaboratoryAddress.Both, xml.LaboratoryTelephone ?? "").In(language));
        if (xml.Check is var (address, code))
        {
            values.Add(PaperIds.CheckCode, code);
            values.Add(PaperIds.CheckHint, Phrases.CheckHint(address).In(language));
        }

        var marks = xml.Statements.Where(one => one.Id?.StartsWith(Statements.Watermark, StringComparison.Ordinal) == true);
        values.Add(PaperIds.Watermarks, string.Join(' ', marks.Select(one => Said(one.Name))));
    }

    private void Cover()
    {
        Add("number", xml.UniqueIdentifier);
        Add("customer", Said(xml.Customer));
        Add("customer-address", Said(xml.CustomerAddress));
        var item = xml.Items[0];
        Add("item", Said(item.Name));
        Add("model", item.Model);
        Add("serial-number", item.SerialNumber);
        Add("manufacturer", item.Manufacturer);
        if (xml.Methods.FirstOrDefault(one => one.Id == "procedure") is { } method)
            Procedure(method);
        Add("kind", Declared(Statements.VerificationKind));
        Add("conclusion", Declared(Statements.Kind));
        Add("received-on", Day(xml.ReceivedOn));
        Add("work-date", Day(xml.EndedOn));
        Add("valid-until", Day(xml.ValidUntil));
        Add("issued-on", Day(xml.IssuedOn));
        if (xml.Replaces is { } old)
            Add("replaces", Phrases.Replaces(new(old.Number, Said(xml.Statement(Statements.Replaces)?.Declaration))).In(language));

        void Add(string field, string? text) => values.Add(PaperIds.Cover(field), text);
    }

    private void Procedure(ReadMethod method)
    {
        var designation = Phrases.Designation(method.Norms.FirstOrDefault() ?? "", method.Name.Both).In(language);
        values.Add(PaperIds.Cover("procedure"), designation);
        values.Add("procedure", designation);
        var hash = method.References.FirstOrDefault(one => one.StartsWith(Hash, StringComparison.Ordinal))?[Hash.Length..] ?? "";
        var software = xml.Software.Count == 0 ? "" : $"{Said(xml.Software[0].Name)} {xml.Software[0].Release}";
        values.Add("procedure/data", Phrases.ProcedureData(method.Description.Both, hash, software).In(language));
    }

    private const string Hash = "sha256:";

    private void Equipment()
    {
        var standards = xml.Equipment.Where(one => one.RefType == RefTypes.MeasurementStandard).ToList();
        foreach (var (i, standard) in standards.Index())
        {
            Add(i, "name", Said(standard.Name));
            Add(i, "description", standard.Description.In(language));
            Add(i, "certificate", standard.Certificate?.Number);
            Add(i, "public-certificate", standard.Identifications.FirstOrDefault()?.Value);
            Add(i, "valid-until", Until(standard));
        }

        foreach (var (i, equipment) in xml.Equipment.Except(standards).Index())
        {
            var path = $"equipment/{i + 1}";
            values.Add($"{path}/name", Said(equipment.Name));
            values.Add($"{path}/model", equipment.Model);
            values.Add($"{path}/serial-number", equipment.Identifications.FirstOrDefault()?.Value);
            values.Add($"{path}/uncertainty", Said(equipment.Description));
            values.Add($"{path}/certificate", equipment.Certificate?.Number);
            values.Add($"{path}/issuer", Said(equipment.Certificate?.Issuer));
            values.Add($"{path}/valid-until", Until(equipment));
            if (equipment.Certificate is { Digest: { } digest, Number: var number })
                values.Add(PaperIds.CertificateFile(i), Phrases.CertificateFile(number, digest).In(language));
        }

        void Add(int i, string part, string? text) => values.Add($"standards/{i + 1}/{part}", text);
    }

    private string Until(ReadEquipment equipment) => Without(EquipmentList.Until.In(language), Said(equipment.Certificate?.Description));

    private static string Without(string words, string said) => said.StartsWith(words, StringComparison.Ordinal) ? said[words.Length..] : said;

    private string? Declared(string id) => Said(xml.Statement(id)?.Declaration);

    private string Said(ReadText? text) => text is null ? "" : text.In(language);

    private string? Day(DateOnly? date) => date is { } day ? Phrases.Date(day).In(language) : null;
}

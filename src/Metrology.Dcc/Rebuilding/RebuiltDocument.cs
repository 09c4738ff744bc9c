using Metrology.Core.Certificates;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Dcc.Dsi;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Writing;

namespace Metrology.Dcc.Rebuilding;

/// <summary>
/// A document from its digital certificate. Only what the pages show is taken from the file, and that is compared with them; everything else follows from it.
/// Written again, the document gives the file it came from, or something was put into it that no page shows.
/// </summary>
internal sealed class RebuiltDocument(ReadDcc xml, IReadOnlyList<OwnResult> results)
{
    private const string Sha256 = "sha256:";

    public CertificateDocument Of(ReadPaper paper)
    {
        var kind = KindOf(xml);
        var statement = xml.Statement(Statements.Kind);
        return new()
        {
            Kind = kind,
            Number = xml.UniqueIdentifier,
            Language = paper.Languages[0],
            Institution = new(xml.Laboratory.Both, xml.LaboratoryAddress.Both, xml.LaboratoryTelephone ?? "", Declared(Statements.Authorisation)),
            Title = CertificateComposer.TitleOf(kind),
            Cover = statement is { Declaration.IsEmpty: false } ? [new("conclusion", Phrases.Dash, statement.Declaration.Both)] : [],
            Signatures = [.. xml.Persons.SelectMany(Signatures)],
            Sections = [new("results", Phrases.Dash, [.. RebuiltPlots.Of(xml, results).Select(one => one.Plot)])],
            Watermarks = [.. Numbered(Statements.Watermark).Select(one => Known(one.Name, [PaperMarks.Simulated, PaperMarks.Example]))],
            CheckAddress = xml.Check?.Address ?? "",
            CheckCode = xml.Check?.Code ?? "",
            IssuedOn = xml.IssuedOn ?? default,
            ValidUntil = xml.ValidUntil,
            Ledger = Unwrapped.Ledger(xml.Statement(Statements.Ledger)?.Declaration),
            Design = new("", 0, "", Languages(paper), [.. Numbered(Statements.Template).Select(one => one.Declaration.Both)], null, null),
            Data = Data(kind),
        };
    }

    /// <summary>By its title.</summary>
    public static CertificateKind KindOf(ReadDcc xml)
    {
        var title = xml.Statement(Statements.Kind)?.Name.In(Language.Zh);
        return Enum.GetValues<CertificateKind>().Cast<CertificateKind?>().FirstOrDefault(kind => CertificateComposer.TitleOf(kind!.Value).Zh == title) ?? CertificateKind.VerificationCertificate;
    }

    private CertificateData Data(CertificateKind kind)
    {
        var purpose = PurposeWords.Of(kind);
        var isByMethod = purpose != Core.Procedures.ProcedurePurpose.Verification;
        var method = xml.Methods.FirstOrDefault(one => one.Id == "procedure");
        var software = xml.Software.Count == 0 ? null : xml.Software[0];
        return new()
        {
            Software = software is null ? "" : $"{software.Name.Both.Zh} {software.Release}",
            Procedure = new(
                method?.Norms.FirstOrDefault() ?? "", method?.Name.Both ?? Phrases.Dash, Unwrapped.Number(method?.Description.In(Language.Zh) ?? ""),
                method?.References.FirstOrDefault() is { } hash && hash.StartsWith(Sha256, StringComparison.Ordinal) ? hash[Sha256.Length..] : ""),
            Customer = new(xml.Customer.Both.Zh, xml.CustomerAddress.Both.Zh),
            Item = new(xml.Items[0].Name.Both, xml.Items[0].Model ?? "", xml.Items[0].SerialNumber ?? "", xml.Items[0].Manufacturer ?? "", ""),
            Standards = [.. xml.Equipment.Where(IsStandard).Select(Standard)],
            Equipment = [.. xml.Equipment.Where(one => !IsStandard(one)).Select(Equipment)],
            Place = Declared(Statements.Place),
            WorkDate = xml.EndedOn,
            ReceivedOn = isByMethod ? xml.ReceivedOn : null,
            Sampling = isByMethod ? Optional(Statements.Sampling) : null,
            ExternalResults = isByMethod ? Optional(Statements.External) : null,
            Replaces = xml.Replaces is { } old ? new(old.Number, Declared(Statements.Replaces).Zh) : null,
            VerificationKind = xml.Statement(Statements.VerificationKind) is { } said ? Known(said.Declaration, [.. Enum.GetValues<Core.Procedures.VerificationKind>().Select(Phrases.Kind)]) : null,
            Conditions = [.. xml.Conditions.Select(Condition)],
            Items = RebuiltItems.Of(xml, results, purpose),
            NotVerified = Said(Statements.NotVerified, one => Phrases.NotVerified([one], isByMethod)),
            Unjudged = Said(Statements.Unjudged, one => Phrases.Unjudged([one], isByMethod)),
            Remarks = [.. Numbered(Statements.Remark).Select(one => one.Declaration.Both)],
            Unconfirmed = [.. Numbered(Statements.Unconfirmed).Select(one => new Core.Runs.UnconfirmedFact("", one.Declaration.Both))],
        };
    }

    private static PaperLanguages Languages(ReadPaper paper) => paper.Languages.Count > 1 ? PaperLanguages.Bilingual : paper.Languages[0] == Language.Zh ? PaperLanguages.Zh : PaperLanguages.En;

    private static IEnumerable<Signature> Signatures(ReadPerson person) =>
        Enum.GetValues<SignatureRole>().Where(role => Administration.RoleOf(role) == person.Role).Select(role => new Signature(role, person.Name.Both.Zh, default));

    private static bool IsStandard(ReadEquipment equipment) => equipment.RefType == RefTypes.MeasurementStandard;

    private static StandardParticulars Standard(ReadEquipment one)
    {
        var description = one.Description.Both.Zh;
        var end = description.IndexOf(EquipmentList.AfterRange, StringComparison.Ordinal);
        return new(
            one.Name.Both, end < 0 ? description : description[..end], end < 0 ? "" : description[(end + EquipmentList.AfterRange.Length)..],
            one.Certificate?.Number ?? "", one.Identifications.FirstOrDefault()?.Value ?? "", Until(one));
    }

    private static EquipmentParticulars Equipment(ReadEquipment one) => new(
        one.Name.Both, one.Model ?? "", one.Identifications.FirstOrDefault()?.Value ?? "", one.Description.Both.Zh, one.Certificate?.Number ?? "", one.Certificate?.Issuer.Both.Zh ?? "", Until(one))
    {
        CertificateHash = one.Certificate?.Digest,
    };

    private static DateOnly? Until(ReadEquipment one)
    {
        var said = Unwrapped.Of(one.Certificate?.Description ?? ReadText.None, day => new(EquipmentList.Until.Zh + day.Zh, EquipmentList.Until.En + day.En));
        return DateOnly.TryParseExact(said.En, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;
    }

    /// <summary>What a condition is follows from its unit where the good practice has a name for it.</summary>
    private static ConditionData Condition(ReadValue one) => new(
        one.Within.Count > 0 ? one.Within[0].Both : Phrases.Dash,
        (one.RefType, one.Unit.Notation) switch
        {
            (RefTypes.Temperature, @"\degreecelsius" or @"\kelvin") => Measurands.Temperature,
            (RefTypes.Humidity, @"\percent") => Measurands.RelativeHumidity,
            _ => null,
        },
        RebuiltItems.Number(one));

    private BilingualText Declared(string id) => xml.Statement(id)?.Declaration is { IsEmpty: false } said ? said.Both : BilingualText.Same("");

    private BilingualText? Optional(string id) => xml.Statement(id) is null ? null : Declared(id);

    private IReadOnlyList<BilingualText> Said(string id, Func<BilingualText, BilingualText> phrase) => xml.Statement(id) is { } one ? [Unwrapped.Of(one.Declaration, phrase)] : [];

    private IEnumerable<ReadStatement> Numbered(string prefix) => xml.Statements.Where(one => one.Id?.StartsWith(prefix, StringComparison.Ordinal) == true);

    /// <summary>Words of the product by their Chinese.</summary>
    private static BilingualText Known(ReadText said, IReadOnlyList<BilingualText> words) => words.FirstOrDefault(one => one.Zh == said.In(Language.Zh)) ?? new(said.In(Language.Zh), "");
}

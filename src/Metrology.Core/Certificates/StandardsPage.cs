using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Second page: who may verify, with which measurement standard, where and under which conditions.</summary>
internal static class StandardsPage
{
    public static IReadOnlyList<Section> Sections(RunPlan plan, Evaluation evaluation, CertificateParticulars particulars) =>
        Sections(plan, evaluation, particulars, SectionTitles.Of(CertificateComposer.PurposeOf(plan.Procedure, particulars.Calibration)));

    private static IReadOnlyList<Section> Sections(RunPlan plan, Evaluation evaluation, CertificateParticulars particulars, SectionTitles titles) =>
    [
        new("authorisation", new("授权说明", "Authorisation"), [new Paragraph(particulars.Institution.AuthorisationStatement, ValueId: "authorisation")], StartsNewPage: true),
        new("procedure", titles.Method,
        [
            new Paragraph(Phrases.Designation(plan.Procedure), ValueId: "procedure"),
            new Paragraph(
                Phrases.ProcedureData(Phrases.Transcription(plan.Procedure.Revision, particulars.Calibration is not null), plan.Procedure.ContentHash, particulars.Software), ValueId: "procedure/data"),
        ]),
        new("standards", titles.Standards, [Standards(particulars.Standards)]),
        new("equipment", titles.Equipment, [Equipment(particulars.Equipment), .. Files(particulars.Equipment)]),
        new("conditions", titles.Conditions, [Conditions(evaluation, particulars, titles), .. NotJudged(plan.Procedure, particulars.Calibration is not null)]),
        .. Provenance(particulars.Calibration),
        new("notes", new("说明", "Notes"), Notes(plan, evaluation, particulars.Calibration, titles)),
    ];

    /// <summary>Sampling and results of external providers, each where there is one (ISO/IEC 17025:2017 7.8.2.1 k and p).</summary>
    private static IEnumerable<Section> Provenance(CalibrationTerms? terms)
    {
        if (terms?.Sampling is { } sampling)
            yield return new("sampling", new("抽样", "Sampling"), [new Paragraph(sampling, ValueId: PaperIds.Sampling)]);
        if (terms?.ExternalResults is { } external)
            yield return new("external", new("外部提供者的结果", "Results from external providers"), [new Paragraph(Plain(external), ValueId: PaperIds.External)]);
    }

    private static Table Standards(IReadOnlyList<StandardParticulars> standards) => new(
        null,
        [
            new(new("名称", "Name"), 1.9), new(new("测量范围", "Range"), 1.7), new(new("不确定度/准确度等级/最大允许误差", "Uncertainty, class or MPE"), 1.8),
            new(new("考核证书编号", "Assessment certificate"), 2), new(new("社会公用计量标准证书编号", "Public standard certificate"), 2),
            new(new("有效期至", "Valid until"), 2),
        ],
        [.. standards.Select((one, i) => Row(
            $"standards/{i + 1}", ("name", one.Name), ("range", Plain(one.Range)), ("uncertainty", Plain(one.Uncertainty)),
            ("certificate", Plain(one.AssessmentCertificateNumber)), ("public-certificate", Plain(one.PublicCertificateNumber)), ("valid-until", Phrases.Date(one.ValidUntil))))]);

    private static Table Equipment(IReadOnlyList<EquipmentParticulars> equipment) => new(
        null,
        [
            new(new("名称", "Name"), 1.8), new(new("型号", "Model"), 1.4), new(new("编号", "Serial No."), 1.9),
            new(new("不确定度/准确度等级/最大允许误差", "Uncertainty, class or MPE"), 1.8), new(new("证书编号", "Certificate No."), 1.9),
            new(new("溯源机构", "Issued by"), 1.8), new(new("有效期至", "Valid until"), 2.1),
        ],
        [.. equipment.Select((one, i) => Row(
            $"equipment/{i + 1}", ("name", one.Name), ("model", Plain(one.Model)), ("serial-number", Plain(one.SerialNumber)), ("uncertainty", Plain(one.Uncertainty)),
            ("certificate", Plain(one.CertificateNumber)), ("issuer", Plain(one.Issuer)), ("valid-until", Phrases.Date(one.ValidUntil))))]);

    /// <summary>What ISO/IEC 17025:2017 7.8.2.1 l, 7.8.4.1 c and 7.8.6.2 ask to be said: to what the results relate, traceability, and the decision rule.</summary>
    private static IReadOnlyList<Block> Notes(RunPlan plan, Evaluation evaluation, CalibrationTerms? terms, SectionTitles titles) =>
    [
        new Paragraph(titles.Scope),
        new Paragraph(titles.Traceability),
        .. terms is { IntervalMonths: not null } ? [new Paragraph(AskedFor)] : Array.Empty<Paragraph>(),
        .. plan.Items.Where(item => item.Acceptance is not null && (terms is null or { StatesConformity: true })).Select((item, i) => Decision(i + (terms is { IntervalMonths: not null } ? 4 : 3), item.Id, DecisionWords.Of(plan, item, evaluation.Items.Single(one => one.Item == item.Id)))),
    ];

    /// <summary>7.8.4.3: an interval stands on the certificate only when the customer agreed.</summary>
    private static readonly BilingualText AskedFor = new("3. 下次校准日期按客户的要求给出。", "3. The date of the next calibration is stated because the customer asked for it.");

    private static Paragraph Decision(int number, string item, BilingualText rule) => new(new($"{number}. {rule.Zh}", $"{number}. {rule.En}"), ValueId: $"{item}/decision");

    private static FieldList Conditions(Evaluation evaluation, CertificateParticulars particulars, SectionTitles titles) => new(
    [
        new("place", titles.Place, particulars.Place),
        .. evaluation.Ambient.Select(one => new Field(Id(one), one.Label, Value(one))),
    ]);

    private static IEnumerable<Paragraph> NotJudged(Procedure procedure, bool isCalibration) =>
        Unjudged(procedure) is { Count: > 0 } unknown ? [new(Phrases.Unjudged(unknown, isCalibration), ValueId: PaperIds.Unjudged)] : [];

    /// <summary>A condition whose bounds nobody holds is recorded, which a reader must not take for judged.</summary>
    public static IReadOnlyList<BilingualText> Unjudged(Procedure procedure) =>
        [.. procedure.Environment.Where(one => one is { Minimum: null, Maximum: null, Confirmed: false }).Select(one => one.Label)];

    /// <summary>Digests of the files of certificates that are held: a stranger can tell whether he has the same.</summary>
    private static IEnumerable<Paragraph> Files(IReadOnlyList<EquipmentParticulars> equipment) => equipment.Index()
        .Where(one => one.Item is { CertificateHash: not null, CertificateNumber.Length: > 0 })
        .Select(one => new Paragraph(Phrases.CertificateFile(one.Item.CertificateNumber, one.Item.CertificateHash!), ValueId: PaperIds.CertificateFile(one.Index)));

    /// <summary>Id of the field of an ambient condition.</summary>
    public static string Id(AmbientResult ambient) => $"environment/{ambient.Id}";

    public static string? Digits(AmbientResult ambient) => ambient.Value is { } value ? ambient.Text ?? Phrases.Number(value) : null;

    private static BilingualText Value(AmbientResult ambient) => Digits(ambient) is { } digits ? Plain(Quantity.Written(digits, ambient.Unit)) : Phrases.Dash;

    private static IReadOnlyList<Cell> Row(string id, params (string Name, BilingualText Text)[] cells) =>
        [.. cells.Select(cell => new Cell(cell.Text.Zh.Length == 0 ? Phrases.Dash : cell.Text, $"{id}/{cell.Name}"))];

    private static BilingualText Plain(string text) => BilingualText.Same(text);
}

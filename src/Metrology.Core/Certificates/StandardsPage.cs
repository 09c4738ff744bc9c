using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Second page: who may verify, with which measurement standard, where and under which conditions.</summary>
internal static class StandardsPage
{
    public static IReadOnlyList<Section> Sections(RunPlan plan, Evaluation evaluation, CertificateParticulars particulars) =>
    [
        new("authorisation", new("授权说明", "Authorisation"), [new Paragraph(particulars.Institution.AuthorisationStatement)], StartsNewPage: true),
        new("procedure", new("检定所依据的计量技术法规", "Regulation"),
        [
            new Paragraph(Phrases.Designation(plan.Procedure)),
            new Paragraph(new(
                $"规程数据：第 {plan.Procedure.Revision} 次转录，SHA-256 {plan.Procedure.ContentHash}；数据处理软件：{particulars.Software}",
                $"Procedure data: transcription {plan.Procedure.Revision}, SHA-256 {plan.Procedure.ContentHash}; evaluated with {particulars.Software}")),
        ]),
        new("standards", new("检定使用的计量标准", "Measurement standards used"), [Standards(particulars.Standards)]),
        new("equipment", new("检定使用的标准器及主要配套设备", "Reference instruments and main ancillary equipment"), [Equipment(particulars.Equipment)]),
        new("conditions", new("检定地点及环境条件", "Place and ambient conditions"), [Conditions(evaluation, particulars)]),
    ];

    private static Table Standards(IReadOnlyList<StandardParticulars> standards) => new(
        null,
        [
            new(new("名称", "Name"), 2), new(new("测量范围", "Range"), 2), new(new("不确定度/准确度等级/最大允许误差", "Uncertainty, class or MPE"), 2),
            new(new("考核证书编号", "Assessment certificate"), 2), new(new("社会公用计量标准证书编号", "Public standard certificate"), 2),
            new(new("有效期至", "Valid until"), 1.5),
        ],
        [.. standards.Select(one => Row(
            one.Name, Plain(one.Range), Plain(one.Uncertainty), Plain(one.AssessmentCertificateNumber), Plain(one.PublicCertificateNumber),
            Phrases.Date(one.ValidUntil)))]);

    private static Table Equipment(IReadOnlyList<EquipmentParticulars> equipment) => new(
        null,
        [
            new(new("名称", "Name"), 2), new(new("型号", "Model"), 1.5), new(new("编号", "Serial No."), 1.5),
            new(new("不确定度/准确度等级/最大允许误差", "Uncertainty, class or MPE"), 2), new(new("证书编号", "Certificate No."), 2),
            new(new("溯源机构", "Issued by"), 2), new(new("有效期至", "Valid until"), 1.5),
        ],
        [.. equipment.Select(one => Row(
            one.Name, Plain(one.Model), Plain(one.SerialNumber), Plain(one.Uncertainty), Plain(one.CertificateNumber), Plain(one.Issuer),
            Phrases.Date(one.ValidUntil)))]);

    private static FieldList Conditions(Evaluation evaluation, CertificateParticulars particulars) => new(
    [
        new("place", new("检定地点", "Place"), particulars.Place),
        .. evaluation.Ambient.Select(one => new Field($"environment/{one.Id}", one.Label, Value(one))),
    ]);

    private static BilingualText Value(AmbientResult ambient) => ambient.Value is { } value
        ? Plain($"{ambient.Text ?? Phrases.Number(value)} {ambient.Unit}")
        : Phrases.Dash;

    private static IReadOnlyList<Cell> Row(params BilingualText[] cells) => [.. cells.Select(text => new Cell(text.Zh.Length == 0 ? Phrases.Dash : text))];

    private static BilingualText Plain(string text) => BilingualText.Same(text);
}

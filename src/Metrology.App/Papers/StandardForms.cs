using Metrology.App.Standards;
using Metrology.App.Standards.Life;
using Metrology.Core.Certificates;
using Metrology.Core.Planning.Life;
using Metrology.Core.Words;

namespace Metrology.App.Papers;

/// <summary>Drafts of the forms, with the fields that the official ones have.</summary>
internal static class StandardForms
{
    private static readonly Section Opinions = new("opinions", new("意见", "Opinions"),
    [
        new FieldList(
        [
            new("own", new("建标单位意见", "Of the institution"), PaperFacts.Blank), new("upper", new("建标单位主管部门意见", "Of the department above"), PaperFacts.Blank),
            new("presiding", new("主持考核的人民政府计量行政部门意见", "Of the presiding department"), PaperFacts.Blank),
        ])
        { StaysTogether = true },
    ]);

    public static IReadOnlyList<Section> Application(PaperFacts facts)
    {
        var standard = facts.Standard;
        return
        [
            new("head", new("计量标准", "The standard"),
            [
                PaperFacts.Skeleton, facts.Head(),
                new FieldList(
                [
                    new("kind", new("申请类别", "Kind"), facts.IsNew ? new("■新建 □复查", "■ assessment as new  □ re-examination") : new("□新建 ■复查", "□ assessment as new  ■ re-examination")),
                    PaperFacts.Field("value", "计量标准原值（万元）", "Value (10⁴ CNY)", standard.OriginalValue?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                    new("category", new("计量标准类别", "Category"), standard.Category is { } category ? Category(category) : PaperFacts.Blank),
                    PaperFacts.Field("responsible", "计量标准负责人", "Responsible person", standard.People.Find(person => person.IsResponsible)?.Name),
                ]),
            ]),
            new("equipment", new("计量标准器及主要配套设备", "Equipment"), [facts.Equipment(EquipmentRole.Main), facts.Equipment(EquipmentRole.Auxiliary)]),
            new("scope", new("开展的检定或校准项目", "Items"),
            [
                new Table(
                    null, [PaperFacts.Column("项目名称", "Instrument"), PaperFacts.Column("技术依据编号及名称", "Regulation")],
                    standard.Scopes.Count > 0 ? [.. standard.Scopes.Select(one => (IReadOnlyList<Cell>)[PaperFacts.Text(one.Instrument), PaperFacts.Text(one.Procedure)])] : [[new(PaperFacts.Blank), new(PaperFacts.Blank)]]),
            ]),
            new("people", new("检定或校准人员", "Persons"),
            [
                new Table(
                    null, [PaperFacts.Column("姓名", "Name"), PaperFacts.Column("能力证明", "Proof")],
                    standard.People.Count > 0 ? [.. standard.People.Select(one => (IReadOnlyList<Cell>)[PaperFacts.Text(one.Name), PaperFacts.Text(one.Proof)])] : [[new(PaperFacts.Blank), new(PaperFacts.Blank)]]),
            ]),
            Opinions,
        ];
    }

    /// <param name="act">Null while none is recorded.</param>
    public static IReadOnlyList<Section> Replacement(PaperFacts facts, StandardEvent? act)
    {
        return
        [
            new("head", new("计量标准", "The standard"), [PaperFacts.Skeleton, facts.Head()]),
            new("before", new("更换前", "Before"), [Instruments(act?.Replacement?.Before)]),
            new("after", new("更换后", "After"), [Instruments(act?.Replacement?.After)]),
            new("change", new("更换的情况", "The replacement"),
            [
                new FieldList(
                [
                    PaperFacts.Field("day", "更换日期", "Day", PaperFacts.Day(act?.On)),
                    new("situations", new("更换的情况", "Situation"), Ticked(act?.Replacement?.Situations, ReplacementWords.Label)),
                    new("causes", new("更换的原因", "Cause"), Ticked(act?.Replacement?.Causes, ReplacementWords.Label)),
                    new("effect", new("更换后测量范围、不确定度及开展项目的变化情况", "What changes"), act?.Effect?.Label() ?? PaperFacts.Blank), PaperFacts.Field("reason", "说明", "Remarks", act?.Reason),
                    PaperFacts.Field("document", "依据文件", "Document", act?.Document),
                ]),
            ]),
            Opinions,
        ];
    }

    public static IReadOnlyList<Section> Suspension(PaperFacts facts)
    {
        var act = facts.Standard.Events.Where(row => row.Act is StandardAct.Suspended or StandardAct.Withdrawn).MaxBy(row => row.On);
        return
        [
            new("head", new("计量标准", "The standard"), [PaperFacts.Skeleton, facts.Head()]),
            new("request", new("申请", "Request"),
            [
                new FieldList(
                [
                    new("kind", new("申请类型", "Kind"), act?.Act.Label() ?? new("□封存 □撤销（未登记）", "□ suspension □ withdrawal (not recorded)")), PaperFacts.Field("reason", "原因", "Why", act?.Reason),
                    PaperFacts.Field("from", "申请停用时间 自", "From", PaperFacts.Day(act?.On)), PaperFacts.Field("until", "申请停用时间 至", "Until", PaperFacts.Day(act?.Until)),
                ]),
            ]),
            Opinions,
        ];
    }

    /// <summary>The boxes of the official form, ticked as the act says; none ticked while nothing is recorded.</summary>
    private static BilingualText Ticked<T>(IReadOnlyList<T>? ticked, Func<T, BilingualText> label)
        where T : struct, Enum
    {
        var boxes = Enum.GetValues<T>().Select(one => (Mark: ticked?.Contains(one) == true ? "■" : "□", Text: label(one))).ToList();
        return new(string.Join(' ', boxes.Select(box => box.Mark + box.Text.Zh)), string.Join("  ", boxes.Select(box => $"{box.Mark} {box.Text.En}")));
    }

    private static Table Instruments(IReadOnlyList<ReplacedInstrument>? rows) => new(
        null,
        [
            PaperFacts.Column("名称", "Name"), PaperFacts.Column("型号", "Model"), PaperFacts.Column("测量范围", "Measuring range"), PaperFacts.Column("不确定度或准确度等级或最大允许误差", "Uncertainty, class or MPE"),
            PaperFacts.Column("制造厂及出厂编号", "Maker and number"), PaperFacts.Column("检定或校准机构及证书号", "Issuer and certificate"),
        ],
        rows is { Count: > 0 }
            ? [.. rows.Select(one => (IReadOnlyList<Cell>)[new(one.Name), PaperFacts.Text(one.Model), new(PaperFacts.Blank), PaperFacts.Text(one.Uncertainty), PaperFacts.Text(one.MakerAndSerial), PaperFacts.Text(one.IssuerAndCertificate)])]
            : [[.. Enumerable.Repeat(new Cell(PaperFacts.Blank), 6)]]);

    private static BilingualText Category(StandardCategory category) => category switch
    {
        StandardCategory.Public => new("社会公用", "public"),
        StandardCategory.PublicAuthorised => new("（社会公用）计量授权", "public, authorised"),
        StandardCategory.Department => new("部门最高", "highest of a department"),
        StandardCategory.DepartmentAuthorised => new("（部门）计量授权", "department, authorised"),
        StandardCategory.Enterprise => new("企事业最高", "highest of an enterprise"),
        StandardCategory.EnterpriseAuthorised => new("（企事业）计量授权", "enterprise, authorised"),
    };
}

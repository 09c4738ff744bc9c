using System.Globalization;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Planning;
using Metrology.Core.Words;

namespace Metrology.App.Reports;

/// <summary>One change of a standard since the report before.</summary>
public sealed record ReportChange(BilingualText Name, BilingualText What, BilingualText Before, BilingualText After);

/// <summary>What a report says, before it is set on pages or sheets.</summary>
/// <param name="Since">Day of the report that changes are counted from; null where there is none.</param>
/// <param name="Changes">Null where there is no report before.</param>
internal sealed record ReportFacts(
    DateOnly From, DateOnly Until, DateOnly? Since, IReadOnlyList<ReportLine> Lines, IReadOnlyList<ReportChange>? Changes, IReadOnlyList<(BilingualText Kind, BilingualText Text)> Risks)
{
    private static readonly BilingualText Basis = new(
        "只列社会公用计量标准（统计类别 A、B）。状态按登记册中考核证书和社会公用计量标准证书的日期、封存和撤销计算；日期未知的单列，不算有效。登记册此后的更正不改变本报告。",
        "Public measurement standards alone are listed (counting classes A and B). The status is computed from the dates of the assessment certificate and of the public standard certificate, suspensions and withdrawals in the register; unknown dates stand apart and are never in force. What the register learns later does not change this report.");

    /// <summary>Whether the report is of a standard: as targets count public ones.</summary>
    public static bool IsOf(MeasurementStandard standard) => CountingClasses.Public.Contains(standard.OwnerClass.ToString());

    private static readonly BilingualText First = new("没有更早的报告，无从比较。", "There is no earlier report to compare with.");

    private static readonly BilingualText None = new("无", "none");

    public static BilingualText Title { get; } = new("社会公用计量标准监督报告", "Supervision report on public measurement standards");

    private static readonly BilingualText Status = new("计量标准状态表", "Status of standards"), Changed = new("与上次报告相比的变化", "Changes since the last report"), AtRisk = new("风险", "Risks"), Summary = new("概况", "Summary");

    private static readonly BilingualText[] StatusHeading =
    [
        new("序号", "No."), new("计量标准", "Standard"), new("代码", "Code"), new("类别", "Class"), new("考核证书", "Assessment certificate"), new("有效期至", "Until"), new("社会公用证书", "Public certificate"), new("有效期至", "Until"),
        new("状态", "Status"),
    ];

    private static readonly BilingualText[] ChangeHeading = [new("计量标准", "Standard"), new("变化", "Change"), new("原来", "Was"), new("现在", "Is")];

    private static readonly BilingualText[] RiskHeading = [new("类别", "Kind"), new("内容", "What")];

    /// <summary>What differs between two reports, in the order of the register.</summary>
    public static IReadOnlyList<ReportChange> Compare(IReadOnlyList<ReportLine> before, IReadOnlyList<ReportLine> now)
    {
        var known = before.ToDictionary(line => line.Id);
        var changes = new List<ReportChange>();
        foreach (var line in now)
        {
            if (!known.TryGetValue(line.Id, out var was))
            {
                changes.Add(new(line.Name, new("新登记", "entered"), Same(null), Same(line.AssessmentNumber)));
                continue;
            }

            if (was.Standing != line.Standing)
                changes.Add(new(line.Name, new("状态", "status"), Word(was.Standing), Word(line.Standing)));
            if (was.AssessmentUntil != line.AssessmentUntil || was.AssessmentNumber != line.AssessmentNumber)
                changes.Add(new(line.Name, new("考核证书", "assessment certificate"), Same($"{was.AssessmentNumber} {Day(was.AssessmentUntil)}".Trim()), Same($"{line.AssessmentNumber} {Day(line.AssessmentUntil)}".Trim())));
            if (was.PublicUntil != line.PublicUntil || was.PublicNumber != line.PublicNumber)
                changes.Add(new(line.Name, new("社会公用证书", "public certificate"), Same($"{was.PublicNumber} {Day(was.PublicUntil)}".Trim()), Same($"{line.PublicNumber} {Day(line.PublicUntil)}".Trim())));
        }

        return changes;
    }

    public IReadOnlyList<Section> Sections()
    {
        List<Section> sections =
        [
            new("summary", Summary, [new Paragraph(Basis), new FieldList([new("period", new("期间", "Period"), BilingualText.Same($"{Day(From)} – {Day(Until)}")), .. Counts().Select(one => new Field(one.Standing.ToString(), one.Word, BilingualText.Same(one.Count.ToString(CultureInfo.InvariantCulture))))])]),
            new("status", Status, [TableOf(StatusHeading, StatusRows(), [0.6, 2.1, 1.15, 0.75, 1.5, 1.4, 1.5, 1.4, 1.2])]),
            new("changes", Changed, [Changes is null ? new Paragraph(First) : new Paragraph(Since is { } day ? new($"自 {Day(day)} 以来", $"since {Day(day)}") : First), .. Changes is { Count: > 0 } ? new Block[] { TableOf(ChangeHeading, ChangeRows(), [2, 1.2, 2, 2]) } : Changes is { } ? [new Paragraph(None)] : []]),
            new("risks", AtRisk, Risks.Count > 0 ? [TableOf(RiskHeading, RiskRows(), [1, 4])] : [new Paragraph(None)]),
        ];
        return sections;
    }

    public IReadOnlyList<SheetText> Sheets(Language language) =>
    [
        new(Summary.In(language), [Title.In(language), $"{Day(From)} – {Day(Until)}"],
        [
            .. Counts().Select(one => (IReadOnlyList<object?>)[one.Word.In(language), one.Count]), [Basis.In(language)], [Changes is null ? First.In(language) : Since is { } day ? $"{Changed.In(language)}: {Day(day)}" : ""],
        ]),
        Sheet(Status, StatusHeading, StatusRows(), language),
        Sheet(Changed, ChangeHeading, Changes is null ? [] : ChangeRows(), language),
        Sheet(AtRisk, RiskHeading, RiskRows(), language),
    ];

    /// <summary>As on the screens: what is in force includes what lapses soon, and "of these" says so.</summary>
    private IEnumerable<(StandardStanding Standing, BilingualText Word, int Count)> Counts()
    {
        int Of(StandardStanding standing) => Lines.Count(line => line.Standing == standing);
        foreach (var standing in Enum.GetValues<StandardStanding>())
        {
            yield return standing switch
            {
                StandardStanding.Valid => (standing, Word(standing), Of(standing) + Of(StandardStanding.Expiring)),
                StandardStanding.Expiring => (standing, new("其中 60 天内到期", "of these lapsing within 60 days"), Of(standing)),
                _ => (standing, Word(standing), Of(standing)),
            };
        }
    }

    private IEnumerable<IReadOnlyList<BilingualText>> StatusRows() => Lines.Select((line, i) => (IReadOnlyList<BilingualText>)
    [
        Same((i + 1).ToString(CultureInfo.InvariantCulture)), line.Name, Same(line.Code), Same(line.OwnerClass.ToString()), Same(line.AssessmentNumber), DayOrUnknown(line.AssessmentNumber, line.AssessmentUntil),
        Same(line.PublicNumber), DayOrUnknown(line.PublicNumber, line.PublicUntil), Word(line.Standing),
    ]);

    private IEnumerable<IReadOnlyList<BilingualText>> ChangeRows() => Changes!.Select(change => (IReadOnlyList<BilingualText>)[change.Name, change.What, change.Before, change.After]);

    private IEnumerable<IReadOnlyList<BilingualText>> RiskRows() => Risks.Select(risk => (IReadOnlyList<BilingualText>)[risk.Kind, risk.Text]);

    private static Table TableOf(BilingualText[] heading, IEnumerable<IReadOnlyList<BilingualText>> rows, double[] weights) => new(
        null, [.. heading.Zip(weights, (name, weight) => new Column(name, weight))], [.. rows.Select(row => (IReadOnlyList<Cell>)[.. row.Select(text => new Cell(text))])]);

    private static SheetText Sheet(BilingualText name, BilingualText[] heading, IEnumerable<IReadOnlyList<BilingualText>> rows, Language language) =>
        new(name.In(language), [.. heading.Select(one => one.In(language))], [.. rows.Select(row => (IReadOnlyList<object?>)[.. row.Select(text => (object?)text.In(language))])]);

    private static BilingualText Same(string? text) => BilingualText.Same(string.IsNullOrEmpty(text) ? "—" : text);

    private static BilingualText DayOrUnknown(string? number, DateOnly? day) => number is null ? Same(null) : day is { } known ? Same(Day(known)) : new("未知", "unknown");

    private static string Day(DateOnly? day) => day?.Iso() ?? "";

    private static BilingualText Word(StandardStanding standing) => standing switch
    {
        StandardStanding.Valid => new("有效", "In force"),
        StandardStanding.Expiring => new("有效，60 天内到期", "In force, lapsing within 60 days"),
        StandardStanding.Expired => new("已过期", "Expired"),
        StandardStanding.Suspended => new("已封存", "Suspended"),
        StandardStanding.Withdrawn => new("已撤销", "Withdrawn"),
        StandardStanding.Unknown => new("未知", "Unknown"),
        StandardStanding.NotYet => new("未建立", "Not yet"),
    };
}

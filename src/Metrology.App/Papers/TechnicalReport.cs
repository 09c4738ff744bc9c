using System.Globalization;
using Metrology.App.Chains;
using Metrology.App.Keeping;
using Metrology.App.Standards;
using Metrology.Core.Certificates;
using Metrology.Core.Keeping;
using Metrology.Core.Registers;
using Metrology.Core.Words;

namespace Metrology.App.Papers;

/// <summary>The parts of a technical report (计量标准技术报告) in the order that JJF 1033 is remembered to have.</summary>
internal static class TechnicalReport
{
    private static readonly Paragraph Empty = new(PaperFacts.Blank);

    public static IReadOnlyList<Section> Sections(PaperFacts facts) =>
    [
        new("purpose", new("建立计量标准的目的", "Purpose"), [PaperFacts.Skeleton, facts.Head(), Empty]),
        new("principle", new("工作原理及其组成", "Principle and parts"), [Empty]),
        new("equipment", new("计量标准器及主要配套设备", "Equipment"), [facts.Equipment(EquipmentRole.Main), facts.Equipment(EquipmentRole.Auxiliary)]),
        new("features", new("主要技术指标", "Main features"), [Features(facts.Standard)]),
        new("environment", new("环境条件", "Environment"), [Empty]),
        new("trace", new("量值溯源和传递框图", "Diagram of traceability"), [Diagram(facts)]),
        Kept("stability", new("稳定性考核", "Stability"), facts, KeepingKind.StabilityNew, KeepingKind.StabilityYearly, KeepingKind.ControlChart),
        Kept("repeatability", new("检定或校准结果的重复性试验", "Repeatability"), facts, KeepingKind.Repeatability),
        new("budget", new("测量不确定度评定", "Uncertainty"), Budget(facts.Budget)),
        Kept("verification", new("检定或校准结果的验证", "Verification of results"), facts, KeepingKind.Transfer, KeepingKind.Comparison),
        new("conclusion", new("结论", "Conclusion"), [Empty]),
        new("notes", new("附加说明", "Notes"), [Empty]),
    ];

    private static Table Features(MeasurementStandard standard) => new(
        null, [PaperFacts.Column("量", "Quantity"), PaperFacts.Column("测量范围", "Range"), PaperFacts.Column("不确定度、等级或最大允许误差", "Accuracy")],
        standard.Parameters.Count == 0
            ? [[new(PaperFacts.Blank), PaperFacts.Text(standard.RangeText), PaperFacts.Text(standard.UncertaintyText)]]
            : [.. standard.Parameters.Select(one => (IReadOnlyList<Cell>)
            [
                PaperFacts.Text(one.Quantity), PaperFacts.Text(SpanText.Of(one.Lower, one.Upper, one.Unit)),
                PaperFacts.Text($"{(one.Kind == AccuracyKind.Uncertainty ? "U = " : one.Kind == AccuracyKind.Mpe ? "MPE ±" : "")}{one.Accuracy} {one.AccuracyUnit}".TrimEnd()),
            ])]);

    private static TraceDiagram Diagram(PaperFacts facts)
    {
        var own = new TraceLevel(
            new("本级计量标准", "This standard"), [[facts.Standard.Name, PaperFacts.Said(facts.Standard.RangeText), PaperFacts.Said(facts.Standard.UncertaintyText)]]);
        List<TraceLevel> above = [];
        for (var level = facts.Chain?.Up.Next ?? []; level.Count > 0; level = [.. level.SelectMany(node => node.Next).DistinctBy(node => (node.Kind, node.Name))])
        {
            // The instruments are the standard itself.
            if (level[0].Kind != ChainKind.Equipment)
                above.Insert(0, new(above.Count == 0 ? new("上一级计量器具", "Above it") : new("更上一级", "Further above"), [.. level.Select(node => (IReadOnlyList<BilingualText>)[node.Name, PaperFacts.Said(node.Detail)])]));
        }

        var below = new TraceLevel(
            new("下一级计量器具", "Below it"),
            facts.Standard.Scopes.Count == 0 ? [[PaperFacts.Blank]] : [.. facts.Standard.Scopes.Select(one => (IReadOnlyList<BilingualText>)[BilingualText.Same(one.Instrument), BilingualText.Same(one.Procedure)])]);
        return new(new("量值溯源和传递框图", "Diagram of traceability"), [.. above.Count == 0 ? [new TraceLevel(new("上一级计量器具", "Above it"), [[PaperFacts.Blank]])] : above, own, below]);
    }

    private static Section Kept(string id, BilingualText title, PaperFacts facts, params KeepingKind[] kinds)
    {
        var runs = facts.Runs.Where(run => kinds.Contains(run.Kind) && !run.Finding.IsRefused).GroupBy(run => run.Kind).Select(group => group.First()).ToList();
        return new(id, title, runs.Count == 0 ? [Empty] : [.. runs.SelectMany(Kept)]);
    }

    private static IEnumerable<Block> Kept(KeepingRun run)
    {
        var finding = run.Finding.Value;
        var label = run.Kind.Label();
        yield return new Table(
            new($"{label.Zh}：{run.Subject}，{run.Point}（{run.Unit}），{PaperFacts.Day(run.On)}", $"{label.En}: {run.Subject}, {run.Point} ({run.Unit}), {PaperFacts.Day(run.On)}"),
            [PaperFacts.Column("日期", "Day"), PaperFacts.Column("读数", "Readings", 6)],
            [.. run.Groups.Select(group => (IReadOnlyList<Cell>)[PaperFacts.Text(PaperFacts.Day(group.On)), PaperFacts.Text(string.Join("  ", group.Values.Select(value => value.ToString(CultureInfo.InvariantCulture))))])]);
        foreach (var plot in Plots(run))
            yield return plot;
        yield return new FieldList(
        [
            .. finding.Figures.Select((figure, i) => new Field($"{run.Id}/{i}", figure.Name, BilingualText.Same(KeepingDigits.Shown(figure.Value, run.Groups).ToString("0.############", CultureInfo.InvariantCulture)))),
            new($"{run.Id}/decision", new("结论", "Decision"), finding.Decision?.Label() ?? new("不判断", "not decided")), new($"{run.Id}/consequence", new("处置", "What follows"), finding.Consequence),
            new($"{run.Id}/rules", new("判据", "Rules"), new($"{run.Edition}（未确认）", $"{run.Edition} (not confirmed)")),
        ]);
    }

    private static IEnumerable<ErrorPlot> Plots(KeepingRun run)
    {
        if (run.Finding.Value.Chart is not { } chart)
        {
            if (Plot(run) is { } plot)
                yield return plot;
            yield break;
        }

        var isRange = run.Terms.Spread == SpreadKind.Range;
        yield return ChartPlot(run, chart.Means, new("平均值图：各组平均值与中心线之差", "Chart of means: group means from the centre line"));
        yield return ChartPlot(run, chart.Spreads, isRange ? new("极差图：各组极差与中心线之差", "Chart of ranges: group ranges from the centre line") : new("标准偏差图：各组标准偏差与中心线之差", "Chart of deviations: group standard deviations from the centre line"));
    }

    /// <summary>A control chart as deviations from its centre line, with its control limits.</summary>
    private static ErrorPlot ChartPlot(KeepingRun run, ChartOf chart, BilingualText title) => new(
        title, run.Unit, [.. chart.Points.Select(point => new PlottedPoint(From(point - chart.Centre), From(chart.Lower - chart.Centre), From(chart.Upper - chart.Centre), null))])
    {
        Said = new(
            $"{title.Zh}/{run.Unit}；虚线：控制限 {Digits(run, chart.Lower)} 和 {Digits(run, chart.Upper)}，中心线 {Digits(run, chart.Centre)}；横轴：上表中的顺序",
            $"{title.En}/{run.Unit}; dashed: control limits {Digits(run, chart.Lower)} and {Digits(run, chart.Upper)}, centre line {Digits(run, chart.Centre)}; horizontal axis: order in the table above"),
    };

    private static string Digits(KeepingRun run, double value) => KeepingDigits.Shown(value, run.Groups).ToString("0.############", CultureInfo.InvariantCulture);

    private static decimal From(double value) => decimal.Round((decimal)value, 12);

    /// <summary>Deviations from the mean of all: readings of one group, or the means of several.</summary>
    private static ErrorPlot? Plot(KeepingRun run)
    {
        decimal[] values = run.Groups.Count == 1 ? [.. run.Groups[0].Values] : [.. run.Groups.OrderBy(group => group.On).Select(group => group.Values.Average())];
        if (run.Kind is KeepingKind.Transfer or KeepingKind.IntermediateCheck && run.Terms.Reference is { } reference)
            return FromReference(run, values, reference);
        if (values.Length < 2)
            return null;
        var mean = values.Average();
        decimal? reach = run.Kind switch
        {
            KeepingKind.StabilityNew or KeepingKind.StabilityYearly => run.Terms.Limit,
            KeepingKind.Comparison => Limit(run),
            _ => null,
        };
        var label = run.Kind.Label();
        return new(new($"{label.Zh}：与平均值之差", $"{label.En}: deviations from the mean"), run.Unit, [.. values.Select(value => new PlottedPoint(decimal.Round(value - mean, 12), -reach, reach, null))])
        {
            Said = new($"纵轴：与平均值之差/{run.Unit}；横轴：上表中的顺序{(reach is null ? "" : "；虚线：限值")}", $"vertical axis: deviation from the mean/{run.Unit}; horizontal axis: order in the table above{(reach is null ? "" : "; dashed: limit")}"),
        };
    }

    /// <summary>Own results against what they are verified by: the reference is the zero line, its limits are dashed.</summary>
    private static ErrorPlot FromReference(KeepingRun run, decimal[] values, decimal reference)
    {
        var (label, reach) = (run.Kind.Label(), Limit(run));
        var said = Digits(run, (double)reference);
        return new(new($"{label.Zh}：与参考值之差", $"{label.En}: deviations from the reference"), run.Unit, [.. values.Select(value => new PlottedPoint(decimal.Round(value - reference, 12), -reach, reach, null))])
        {
            Said = new(
                $"纵轴：与参考值 {said} 之差/{run.Unit}（零线为参考值）；横轴：上表中的顺序{(reach is { } zh ? $"；虚线：限值 ±{Digits(run, (double)zh)}" : "")}",
                $"vertical axis: deviation from the reference {said}/{run.Unit} (the zero line is the reference); horizontal axis: order in the table above{(reach is { } en ? $"; dashed: limit ±{Digits(run, (double)en)}" : "")}"),
        };
    }

    /// <summary>The limit that it was decided by; null where there is none.</summary>
    private static decimal? Limit(KeepingRun run) => run.Finding.Value.Figures.FirstOrDefault(figure => figure.Name.En == "limit") is { } limit ? decimal.Round(limit.Value, 12) : null;

    private static IReadOnlyList<Block> Budget(LatestBudget.Found? found)
    {
        if (found is not { Point.Budget: { } budget } one)
            return [Empty];
        return
        [
            new Table(
                new($"取自记录 {one.Number}：{one.Item.Zh}，{one.Point.Label.Zh}", $"from the record {one.Number}: {one.Item.En}, {one.Point.Label.En}"),
                [PaperFacts.Column("来源", "Source", 3), PaperFacts.Column("类型", "Type"), PaperFacts.Column("分布", "Distribution"), PaperFacts.Column("u", "u"), PaperFacts.Column("c", "c"), PaperFacts.Column("|c|u", "|c|u")],
                [.. budget.Components.Select(row => (IReadOnlyList<Cell>)[new(row.Description), PaperFacts.Text(row.Type), PaperFacts.Text(row.Distribution), PaperFacts.Text(Short(row.StandardUncertainty)), PaperFacts.Text(Short(row.Sensitivity)), PaperFacts.Text(Short(Math.Abs(row.Contribution)))])]),
            new FieldList([new("uc", BilingualText.Same("u_c"), BilingualText.Same($"{Short(budget.Combined)} {budget.Unit}")), new("u", BilingualText.Same("U"), BilingualText.Same($"{Short(budget.Expanded)} {budget.Unit}, k = {budget.FactorText}"))]),
        ];
    }

    private static string Short(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}

using Metrology.Core.Words;

namespace Metrology.Core.Keeping;

/// <summary>A test of a standard → its numbers, decision and consequence, by the rules of an edition. Never stored as the truth: computed from the readings whenever it is shown.</summary>
public static class KeepingEvaluation
{
    private static readonly BilingualText Good = new("符合，继续使用。", "Conforms; the standard stays in use.");

    private static readonly BilingualText Bad = new(
        "不符合：先停用（封存）并查明原因，再评估它影响的证书（“标准失准评估”）。", "Does not conform: take it out of use (suspension), find the cause, then look at the certificates that it touches (“what if it was wrong”).");

    private static readonly BilingualText Again = new(
        "s 大于技术报告所用的值：用新的 s 重新评定不确定度；仍满足要求的，新的 s 成为以后比较的值，不满足的为不符合。",
        "s is larger than in the technical report: evaluate the uncertainty again with it; when the requirement is still met it becomes the value to compare with, otherwise the standard does not conform.");

    private static readonly BilingualText First = new("没有可比较的 s：这个 s 写入技术报告，作为不确定度的一个分量。", "There is no s to compare with: this one goes into the technical report as a component of uncertainty.");
    private static readonly BilingualText More = new("数据不足，不能判断：请补做。", "There is not enough to decide by: measure more.");

    public static Outcome<KeepingFinding> Of(KeepingQuestion question, KeepingRules rules) => question.Kind switch
    {
        KeepingKind.Repeatability => OfRepeatability(question, rules),
        KeepingKind.StabilityNew => OfNewStability(question, rules),
        KeepingKind.StabilityYearly => OfYearlyStability(question, rules),
        KeepingKind.ControlChart => OfChart(question, rules),
        KeepingKind.Transfer => OfTransfer(question, rules),
        KeepingKind.Comparison => OfComparison(question, rules),
        KeepingKind.IntermediateCheck => OfCheck(question),
    };

    private static Outcome<KeepingFinding> OfRepeatability(KeepingQuestion question, KeepingRules rules)
    {
        var computed = Repeatability.Of([.. question.Groups.SelectMany(group => group.Values)], rules);
        if (computed.Refusal is { } refusal)
            return refusal;
        var one = computed.Value;
        List<KeepingFigure> figures = [Figure("次数 n", "observations n", one.Count), Figure("平均值", "mean", one.Mean), Figure("s", "s", one.StandardDeviation), Figure("s/√n", "s/√n", one.OfMean)];
        if (question.Terms.Resolution is { } resolution)
        {
            var component = one.Component(resolution);
            figures.Add(Figure("分辨力分量", "component of the resolution", component.OfResolution));
            figures.Add(Figure("采用的分量", "component used", component.Used));
        }

        if (!one.IsSufficient)
            return new KeepingFinding(null, figures, More, [new($"只有 {one.Count} 次观测，要求至少 {rules.Observations.Value} 次。", $"{one.Count} observations only; at least {rules.Observations.Value} are asked for.")]);
        var decision = question.Terms.Deviation is { } reference ? one.Against(reference) : (KeepingDecision?)null;
        return new KeepingFinding(decision, figures, decision switch { null => First, KeepingDecision.Conforms => Good, _ => Again }, []);
    }

    private static Outcome<KeepingFinding> OfNewStability(KeepingQuestion question, KeepingRules rules)
    {
        if (question.Terms.Limit is not { } limit)
            return KeepingRefusals.NoLimit;
        var groups = question.Groups.OrderBy(group => group.On).ToList();
        if (groups.Exists(group => group.Values.Count == 1))
            return KeepingRefusals.GroupOfOne;
        var computed = Stability.OfNew([.. groups.Select(group => group.Values)], limit, rules);
        if (computed.Refusal is { } refusal)
            return refusal;
        var one = computed.Value;
        var close = groups.Skip(1).Where((group, i) => group.On <= groups[i].On.AddMonths(1)).Select(group => group.On).ToList();
        KeepingFigure[] figures = [Figure("组数 m", "groups m", groups.Count), .. one.GroupMeans.Select((mean, i) => Figure($"第 {i + 1} 组平均值", $"mean of group {i + 1}", mean)), Figure("稳定性", "stability", one.Value), Figure("限值", "limit", limit)];
        if (close.Count > 0)
        {
            var days = string.Join(", ", close.Select(day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
            return new KeepingFinding(KeepingDecision.TooFewGroups, figures, More, [new($"组间隔应大于一个月，{days} 离前一组太近。", $"Groups are more than a month apart; {days} is too close to the one before.")]);
        }

        return Finding(one.Decision, figures);
    }

    private static Outcome<KeepingFinding> OfYearlyStability(KeepingQuestion question, KeepingRules rules)
    {
        if (question.Terms.Limit is not { } limit)
            return KeepingRefusals.NoLimit;
        if (question.Groups.Count != 2 || question.Groups.Any(group => group.Values.Count == 0))
            return KeepingRefusals.TwoYears;
        if (question.Groups.Any(group => group.Values.Count == 1))
            return KeepingRefusals.GroupOfOne;
        var groups = question.Groups.OrderBy(group => group.On).ToList();
        if (groups[1].On < groups[0].On.AddMonths(rules.YearApartMonths.Value))
            return KeepingRefusals.TooCloseYears(rules.YearApartMonths.Value);
        var means = groups.ConvertAll(group => group.Values.Average());
        var one = Stability.OfExisting(means[0], means[1], limit);
        return Finding(one.Decision, [Figure("上一年平均值", "mean of last year", means[0]), Figure("本年平均值", "mean of this year", means[1]), Figure("稳定性", "stability", one.Value), Figure("限值", "limit", limit)]);
    }

    private static Outcome<KeepingFinding> OfChart(KeepingQuestion question, KeepingRules rules)
    {
        var groups = question.Groups.OrderBy(group => group.On).ToList();
        var computed = ControlChart.Of([.. groups.Select(group => group.Values)], question.Terms.Spread ?? SpreadKind.StandardDeviation);
        if (computed.Refusal is { } refusal)
            return refusal;
        var (means, spreads) = (computed.Value.Means, computed.Value.Spreads);
        KeepingFigure[] figures =
        [
            Figure("中心线", "centre line", Round(means.Centre)), Figure("控制下限", "lower control limit", Round(means.Lower)), Figure("控制上限", "upper control limit", Round(means.Upper)),
            Figure("离散的中心线", "centre line of the spread", Round(spreads.Centre)), Figure("离散的控制上限", "upper control limit of the spread", Round(spreads.Upper)),
            Figure("异常点数", "signals", means.Signals.Count + spreads.Signals.Count),
        ];
        var isIn = computed.Value.IsInControl;
        // It stands for a test of stability, so it says as much of time: a point that is its own centre line is never out. Groups that lie closer are charted and count once.
        var apart = Apart(groups.Select(group => group.On));
        if (isIn && apart < rules.Groups.Value)
        {
            return new KeepingFinding(
                KeepingDecision.TooFewGroups, figures, More,
                [new($"间隔大于一个月的组只有 {apart} 组，代替稳定性考核至少要 {rules.Groups.Value} 组（与新建标准的稳定性考核相同，未确认）。", $"{apart} groups are more than a month apart; to stand for a test of stability it takes {rules.Groups.Value} (as of a new standard, not confirmed).")])
            { Chart = computed.Value };
        }

        return new KeepingFinding(
            KeepingDecisions.Of(isIn), figures,
            isIn ? new("处于统计控制状态：不必另做稳定性考核。", "Under statistical control: stability needs no test of its own.") : new("有异常点：查明原因，这期间稳定性须另行考核。", "There are signals: find the cause; meanwhile stability is tested by itself."), [])
        { Chart = computed.Value };
    }

    /// <summary>How many days, in ascending order, lie more than a month after the last one that counts.</summary>
    private static int Apart(IEnumerable<DateOnly> days)
    {
        var (count, last) = (0, (DateOnly?)null);
        foreach (var day in days.Where(day => last is not { } before || day > before.AddMonths(1)))
            (count, last) = (count + 1, day);
        return count;
    }

    private static Outcome<KeepingFinding> OfTransfer(KeepingQuestion question, KeepingRules rules)
    {
        if (question.Terms is not { Own: { } own, Reference: { } reference, ReferenceUncertainty: { } expanded } || Mean(question) is not { } value)
            return KeepingRefusals.NoTransfer;
        var one = TransferComparison.Of((value, own), (reference, expanded), rules);
        return Finding(one.Decision, [Figure("本机构结果", "own result", value), Figure("参考值", "reference value", reference), Figure("差的绝对值", "difference", one.Difference), Figure("限值", "limit", one.Limit)]);
    }

    private static Outcome<KeepingFinding> OfComparison(KeepingQuestion question, KeepingRules rules)
    {
        if (question.Terms.Own is not { } own)
            return KeepingRefusals.NoOwnUncertainty;
        // The first result is the laboratory's own.
        var computed = LaboratoryComparison.Of([.. question.Groups.SelectMany(group => group.Values)], 0, own, rules);
        return computed.Refusal is { } refusal ? refusal : Finding(
            computed.Value.Decision,
            [Figure("各实验室平均值", "mean of all", computed.Value.Mean), Figure("差的绝对值", "difference", computed.Value.Difference), Figure("限值", "limit", computed.Value.Limit)]);
    }

    private static Outcome<KeepingFinding> OfCheck(KeepingQuestion question)
    {
        if (question.Terms is not { Limit: { } limit, Reference: { } reference } || Mean(question) is not { } value)
            return KeepingRefusals.NoCheck;
        var difference = Math.Abs(value - reference);
        return new KeepingFinding(
            KeepingDecisions.Of(difference <= limit),
            [Figure("核查值", "value of the check", value), Figure("核查标准的值", "value of the check standard", reference), Figure("差的绝对值", "difference", difference), Figure("限值", "limit", limit)],
            difference <= limit ? Good : Bad, [new("判据由本机构的核查方法规定，不出自 JJF 1033。", "The criterion is that of the laboratory's own method, not of JJF 1033.")]);
    }

    private static Outcome<KeepingFinding> Finding(KeepingDecision decision, IReadOnlyList<KeepingFigure> figures) =>
        new KeepingFinding(decision, figures, decision switch { KeepingDecision.Conforms => Good, KeepingDecision.DoesNotConform => Bad, _ => More }, []);

    private static decimal? Mean(KeepingQuestion question) => question.Groups.SelectMany(group => group.Values).ToList() is { Count: > 0 } values ? values.Average() : null;

    private static decimal Round(double value) => decimal.Round((decimal)value, 12);

    /// <summary>Twelve decimals are more than any reading has; zeros behind them say nothing. Decisions are made before, on exact fractions.</summary>
    private static KeepingFigure Figure(string zh, string en, decimal value) => new(new(zh, en), decimal.Round(value, 12) / 1.0000000000000000000000000000m);
}

using Metrology.Core.Words;

namespace Metrology.Core.Intervals;

/// <summary>Interval analysis: request → figures and the interval in force.</summary>
public static class IntervalAnalysis
{
    public static Outcome<IntervalFindings> Run(IntervalRequest request) => request switch
    {
        IntervalRequest.Test test => Decide(request, Figures(IntervalTest.Of(test.Input)), IntervalTest.Of(test.Input).NewInterval),
        IntervalRequest.Stairs stairs => Run(stairs),
        IntervalRequest.Pattern pattern => Run(pattern),
        IntervalRequest.Cap cap => Decide(request, [], cap.Computed),
        IntervalRequest.Fit fit => With(fit.Data, model => new IntervalFindings(Figures(model), null)),
        IntervalRequest.UncertaintyTarget target => With(target.Data, model =>
            Decide(request, Figures(model), Days(DriftTarget.Uncertainty(model, target.Initial, target.Target)))),
        IntervalRequest.ReliabilityTarget target => With(target.Data, model =>
        {
            var (k, days) = DriftTarget.Reliability(model, target.Initial, target.Start, target.Limits);
            return Decide(request, [.. Figures(model), CoverageFactor(k)], Days(days));
        }),
        IntervalRequest.Binomial binomial => Run(binomial),
        IntervalRequest.Trend trend => Run(trend),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request, "A method without a case."),
    };

    private static Outcome<IntervalFindings> Run(IntervalRequest.Stairs stairs)
    {
        var after = stairs.Settings.After(stairs.ErrorsOverLimit, stairs.CurrentInterval);
        return Decide(stairs, [Of("interval_after_each_d", "每次校准后的间隔/d", "Interval after each calibration / d", new FigureValue.Series(after))], after[^1]);
    }

    private static Outcome<IntervalFindings> Run(IntervalRequest.Pattern pattern)
    {
        var (letters, factor, interval) = pattern.Settings.After(pattern.InTolerance, pattern.CurrentInterval);
        return Decide(
            pattern,
            [
                Of("pattern", "最近三次（I 合格，O 超差）", "Last three (I in, O out of tolerance)", new FigureValue.Word(letters)),
                Of("factor", "系数", "Factor", new FigureValue.Exact(factor)),
            ],
            interval);
    }

    private static Outcome<IntervalFindings> Run(IntervalRequest.Binomial binomial)
    {
        var fit = ReliabilityFit.Of(binomial.Groups, binomial.Target, binomial.Model);
        if (fit.IsRefused)
            return fit.Refusal!;
        IEnumerable<IntervalFigure> others = fit.Value.Fits.Select(one => Of(
            $"interval_d.{one.Model}", $"{one.Model} 的间隔/d", $"Interval by {one.Model} / d", Optional(one.Days)));
        return Decide(
            binomial,
            [
                Of("model", "选用模型", "Model chosen", new FigureValue.Word(fit.Value.Best.Model)),
                Real("log_likelihood", "对数似然", "Log-likelihood", fit.Value.Best.LogLikelihood),
                Real("deviance", "偏差统计量", "Deviance", fit.Value.Best.Deviance),
                .. others,
            ],
            Days(fit.Value.Best.Days));
    }

    private static Outcome<IntervalFindings> Run(IntervalRequest.Trend trend)
    {
        var found = ErrorTrend.Of(trend.Days, trend.Errors, trend.Limits);
        if (found.IsRefused)
            return found.Refusal!;
        var line = found.Value;
        return Decide(
            trend,
            [
                Real("intercept", "截距", "Intercept", line.Intercept), Real("slope", "每天变化", "Slope per day", line.Slope),
                Real("s", "残差标准偏差", "Residual standard deviation", line.Residual), CoverageFactor(line.K),
                Of("out_of_control", "失控点序号", "Points out of control", new FigureValue.Series([.. line.OutOfControl.Select(i => (decimal)(i + 1))])),
            ],
            Days(line.Days));
    }

    private static Outcome<IntervalFindings> With(DriftData data, Func<DriftModel, Outcome<IntervalFindings>> then)
    {
        var model = DriftModel.Fit(data.Days, data.Deviations, data.Order);
        return model.IsRefused ? model.Refusal! : then(model.Value);
    }

    private static Outcome<IntervalFindings> Decide(IntervalRequest request, IReadOnlyList<IntervalFigure> figures, decimal? computed)
    {
        var decision = IntervalDecision.Of(computed, request.IsVerification ? request.RegulationCycle : null, request.Override);
        if (decision.IsRefused)
            return decision.Refusal!;
        IntervalFigure[] ends =
        [
            Of("computed_interval_d", "计算间隔/d", "Computed interval / d", Optional(computed)),
            Of("interval_d", "执行间隔/d", "Interval in force / d", Optional(decision.Value.InForce)),
        ];
        return new IntervalFindings([.. figures, .. ends], decision.Value);
    }

    private static IReadOnlyList<IntervalFigure> Figures(IntervalTest test) =>
    [
        Real("observed_reliability", "观测可靠性", "Observed reliability", test.ObservedReliability),
        Real("binomial_cdf", "二项分布累积概率", "Binomial distribution", test.BinomialCdf),
        Real("rejection_confidence_Q", "拒绝置信度 Q", "Rejection confidence Q", test.RejectionConfidence),
        Real("reliability_lower", "可靠性下限", "Lower limit of reliability", test.LowerReliability),
        Real("reliability_upper", "可靠性上限", "Upper limit of reliability", test.UpperReliability),
        Real("candidate_interval_d", "候选间隔/d", "Candidate / d", test.Candidate),
        Of("changed", "是否调整", "Changed", new FigureValue.Flag(test.IsChanged)),
        Of("new_interval_d", "新间隔/d", "New interval / d", new FigureValue.Exact(test.NewInterval)),
    ];

    private static IReadOnlyList<IntervalFigure> Figures(DriftModel model) =>
    [
        .. model.Coefficients.Select((b, i) => Real($"b{i + 1}", $"系数 b{i + 1}", $"Coefficient b{i + 1}", b)),
        .. from i in Enumerable.Range(0, model.Coefficients.Count)
           from j in Enumerable.Range(i, model.Coefficients.Count - i)
           select Real($"c{i + 1}{j + 1}", $"协方差 c{i + 1}{j + 1}", $"Covariance c{i + 1}{j + 1}", model.Covariance[i][j]),
        Real("s", "残差标准偏差", "Residual standard deviation", model.Residual),
        Of("degrees_of_freedom", "自由度", "Degrees of freedom", new FigureValue.Exact(model.DegreesOfFreedom)),
    ];

    private static IntervalFigure CoverageFactor(double k) => Real("k", "包含因子", "Coverage factor", k);

    private static IntervalFigure Real(string id, string zh, string en, double value) => Of(id, zh, en, new FigureValue.Real(value));

    private static IntervalFigure Of(string id, string zh, string en, FigureValue value) => new(id, new(zh, en), value);

    private static FigureValue Optional(decimal? days) => days is { } value ? new FigureValue.Exact(value) : new FigureValue.None();

    private static FigureValue Optional(double? days) => days is { } value ? new FigureValue.Real(value) : new FigureValue.None();

    private static decimal? Days(double? days) => days is { } value ? (decimal)value : null;
}

using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Decisions;

/// <summary>Quantities of a decision as they are typed: with a unit each, or without one, which then is the unit of the result.</summary>
public sealed record DecisionTexts(string Result, string? Expanded, string? MaximumPermissibleError, string? Lower, string? Upper);

/// <summary>One result, its uncertainty, its limits and the rule that is to decide; everything in one unit.</summary>
/// <param name="Expanded">U; zero when none is given.</param>
/// <param name="CoverageFactor">k of U.</param>
public sealed record DecisionQuestion(string Rule, Quantity Result, decimal Expanded, ToleranceLimits Limits, decimal CoverageFactor)
{
    private static readonly Dictionary<string, GuardBandRule> Guards = new()
    {
        [Simple] = GuardBandRule.None,
        ["guard-band"] = GuardBandRule.Expanded,
        ["rss"] = GuardBandRule.RootSumSquare,
        ["dobbert"] = GuardBandRule.Dobbert,
        ["rp-10"] = GuardBandRule.Rp10,
    };

    private const string Simple = "simple";
    private const string NonBinary = "ilac-g8-non-binary";

    /// <summary>The rule of JJF 1094, which is stated for symmetric limits.</summary>
    public const string ThreeWay = "jjf1094";

    /// <summary>Stable ids of the rules.</summary>
    public static IReadOnlyList<string> RuleIds { get; } = [Simple, ThreeWay, "guard-band", NonBinary, "rss", "dobbert", "rp-10"];

    /// <summary>Whether the rule decides with the expanded uncertainty.</summary>
    public static bool UsesUncertainty(string rule) => rule != Simple;

    /// <summary>Whether the rule has a multiplier r of U.</summary>
    public static bool HasMultiplier(string rule) => rule is NonBinary || Guards.GetValueOrDefault(rule) == GuardBandRule.Expanded;

    /// <summary>Whether the rule is stated for a lower and an upper limit together.</summary>
    public static bool NeedsTwoLimits(string rule) => rule == ThreeWay || Guards.GetValueOrDefault(rule) is GuardBandRule.RootSumSquare or GuardBandRule.Dobbert or GuardBandRule.Rp10;

    /// <summary>Whether the rule is stated for U of about 95 %: U95 of JJF 1094-2002 5.3.1, or U (k = 2) of the rules with a test uncertainty ratio.</summary>
    public static bool IsStatedForU95(string rule) => NeedsTwoLimits(rule);

    /// <summary>Whether U with this k is such a U: k = 2, or the k of a probability that is said.</summary>
    public static bool IsU95(double? coverageFactor, double? probability) => probability is >= 0.95 and <= 0.9545 || (probability is null && coverageFactor is 2);

    /// <summary>A rule in words, as a certificate names it.</summary>
    public static BilingualText NameOf(string rule) => rule switch
    {
        Simple => new("简单接受（不计测量不确定度）", "simple acceptance (without the uncertainty)"),
        ThreeWay => new("JJF 1094-2002 第 5.3.1 条，介于两限之间时待定", "JJF 1094-2002 5.3.1, not decided between its two limits"),
        "guard-band" => new("保护带 w = r·U（ILAC-G8:09/2019 第 4.2.2 条）", "guard band w = r·U (ILAC-G8:09/2019 4.2.2)"),
        NonBinary => new("非二元判定，保护带 w = r·U（ILAC-G8:09/2019 第 4.2.3 条）", "non-binary, guard band w = r·U (ILAC-G8:09/2019 4.2.3)"),
        "rss" => new("保护带，方和根", "guard band by root sum of squares"),
        "dobbert" => new("保护带，ANSI/NCSL Z540.3 方法 6", "guard band by ANSI/NCSL Z540.3 method 6"),
        "rp-10" => new("保护带，NCSLI RP-10", "guard band by NCSLI RP-10"),
        _ => BilingualText.Same(rule),
    };

    /// <summary>r of w = r·U.</summary>
    public decimal Multiplier { get; init; } = 1m;

    /// <summary>The question from texts, or the first thing that is wrong with them.</summary>
    public static Outcome<DecisionQuestion> Of(string rule, DecisionTexts texts, string? coverageFactor = null, string? multiplier = null, string? probability = null)
    {
        var (question, problems) = Read(rule, texts, coverageFactor, multiplier, probability);
        return question is null ? problems[0] : question;
    }

    /// <summary>The question from texts, or everything that is wrong with them, each with its field.</summary>
    /// <param name="probability">p that k was chosen for, where a k other than 2 gives about 95 %.</param>
    public static (DecisionQuestion? Question, IReadOnlyList<Refusal> Problems) Read(
        string rule, DecisionTexts texts, string? coverageFactor = null, string? multiplier = null, string? probability = null)
    {
        var result = QuantityText.Parse(texts.Result);
        var read = new DecisionReader(result.IsRefused ? null : result.Value.Unit);
        if (result.Refusal is { } wrong)
            read.Note(wrong, "result");
        var (expanded, mpe) = (read.Interval("expanded", texts.Expanded), read.Interval("mpe", texts.MaximumPermissibleError));
        var (lower, upper) = (read.Value("lower", texts.Lower), read.Value("upper", texts.Upper));
        var (k, r, p) = (read.Factor("k", coverageFactor), read.Factor("r", multiplier), read.Probability("p", probability));
        if (texts.MaximumPermissibleError is not null && (texts.Lower is not null || texts.Upper is not null))
            read.Note(DecisionRefusals.TwoKindsOfLimits, "mpe");
        if (UsesUncertainty(rule) && texts.Expanded is null)
            read.Note(DecisionRefusals.NoUncertainty, "expanded");
        if (multiplier is not null && !HasMultiplier(rule))
            read.Note(DecisionRefusals.NoMultiplier, "r");
        if (coverageFactor is not null && texts.Expanded is null)
            read.Note(DecisionRefusals.FactorOfNothing, "k");
        if (probability is not null && !IsStatedForU95(rule))
            read.Note(DecisionRefusals.ProbabilityOfNothing, "p");
        if (texts.Expanded is not null && IsStatedForU95(rule) && !read.HasProblem("k", "p") && !IsU95((double)(k ?? 2m), (double?)p))
            read.Note(DecisionRefusals.NotU95, p is null ? "k" : "p");
        var limits = texts.MaximumPermissibleError is not null ? ToleranceLimits.Symmetric(mpe ?? 0m) : ToleranceLimits.Of(lower, upper);
        if (limits.Refusal is { } none && !read.HasProblem("lower", "upper"))
            read.Note(none, null);
        return read.Problems.Count > 0 ? (null, read.Problems) : (new(rule, result.Value, expanded ?? 0m, limits.Value, k ?? 2m) { Multiplier = r ?? 1m }, []);
    }

    /// <summary>The result with its uncertainty as a statement; null when none was given.</summary>
    public MeasurementResult? Statement => Expanded > 0m ? new(Result, Expanded, CoverageFactor) : null;

    /// <summary>The verdict, or why the rule has none for this question.</summary>
    public Outcome<DecisionAnswer> Answer()
    {
        if (Rule == ThreeWay)
            return Limits.Upper is { } mpe && Limits.Lower == -mpe ? ThreeWayAnswer(mpe) : DecisionRefusals.Symmetric;
        var width = GuardBand.Width(Rule == NonBinary ? GuardBandRule.Expanded : Guards[Rule], Limits, Expanded, Multiplier);
        if (width.Refusal is { } refusal)
            return refusal;
        var acceptance = Limits.Guarded(width.Value);
        if (Rule == NonBinary)
        {
            var statement = IlacG8.NonBinary(Result.Value, Limits, width.Value);
            return Said(statement.AsVerdict(), acceptance, width.Value) with { Statement = statement };
        }

        return Said(IlacG8.Binary(Result.Value, Limits, width.Value), acceptance, width.Value);
    }

    private Outcome<DecisionAnswer> ThreeWayAnswer(decimal limit)
    {
        var decided = Jjf1094.Decide(Result.Value, Expanded, limit);
        return Said(decided.Verdict, ToleranceLimits.Symmetric(decided.AcceptanceLimit), decided.UncertaintyIsNegligible ? 0m : Expanded);
    }

    private DecisionAnswer Said(Verdict verdict, ToleranceLimits acceptance, decimal width)
    {
        double? probability = Expanded > 0m
            ? Decisions.ConformanceProbability.Of((double)Result.Value, (double)(Expanded / CoverageFactor), Limits).Value
            : null;
        return new(verdict, acceptance, width, probability, Result.Unit);
    }
}

/// <param name="Acceptance">Results that pass.</param>
/// <param name="GuardBand">w inside the limits.</param>
/// <param name="ConformanceProbability">JCGM 106:2012 clause 7, normal; null without uncertainty.</param>
public sealed record DecisionAnswer(Verdict Verdict, ToleranceLimits Acceptance, decimal GuardBand, double? ConformanceProbability, Unit Unit)
{
    /// <summary>Of the non-binary rule.</summary>
    public ConformityStatement? Statement { get; init; }

    /// <summary>The verdict in words.</summary>
    public BilingualText Words => Statement switch
    {
        ConformityStatement.ConditionalPass => new("有条件合格", "conditional pass"),
        ConformityStatement.ConditionalFail => new("有条件不合格", "conditional fail"),
        _ => Verdict switch
        {
            Verdict.Pass => new("合格", "pass"),
            Verdict.Indeterminate => new("待定", "not decided"),
            _ => new("不合格", "fail"),
        },
    };
}

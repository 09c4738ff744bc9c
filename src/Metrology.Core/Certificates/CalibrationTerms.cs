using System.Text.Json.Serialization;
using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>What was agreed with the customer before a calibration (校准) or a test (检测); a verification (检定) has no such agreement, its regulation says everything.</summary>
/// <param name="StatesConformity">The certificate judges by the decision rule of the method (ISO/IEC 17025:2017 7.8.6); else it holds results and no judgement.</param>
/// <param name="IntervalMonths">The interval that the customer wanted to be stated; null states none (7.8.4.3).</param>
public sealed record CalibrationTerms(bool StatesConformity = false, int? IntervalMonths = null)
{
    public const int LongestInterval = 120;

    /// <summary>Day of receipt of the item, where somebody thinks it critical (ISO/IEC 17025:2017 7.8.2.1 h); null states none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? ReceivedOn { get; init; }

    /// <summary>Who took the sample; by which plan or method and on which day stands beside it (7.8.2.1 k, 7.8.5). All three or none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SampledBy { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SamplingMethod { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? SampledOn { get; init; }

    /// <summary>Which results come from whom outside, in a sentence that the paper marks as such (7.8.2.1 p); null where none do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExternalResults { get; init; }

    /// <summary>The sampling in a sentence; null where none was made.</summary>
    [JsonIgnore]
    public BilingualText? Sampling => SampledBy is { } person && SamplingMethod is { } method && SampledOn is { } day ? Phrases.Sampling(person, method, day) : null;

    /// <summary>The same with texts as they are printed: without blanks around them, and an empty one left out.</summary>
    public CalibrationTerms Trimmed() => this with { SampledBy = Said(SampledBy), SamplingMethod = Said(SamplingMethod), ExternalResults = Said(ExternalResults) };

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Only a verification regulation (JJG) gives verifications; every other method has terms.</summary>
    public static bool AppliesTo(Procedure procedure) => procedure.Purpose != ProcedurePurpose.Verification;

    /// <summary>Day of the next calibration, when one is stated.</summary>
    public DateOnly? NextDue(DateOnly workDate) => IntervalMonths is { } months ? workDate.AddMonths(months) : null;
}

/// <summary>What the result pages show.</summary>
internal sealed record ResultsView(bool ShowsUncertainty, bool ShowsConformity, ProcedurePurpose Purpose, bool ShowsReadings, bool ShowsMean, bool ShowsChart)
{
    /// <param name="plan">The run.</param>
    /// <param name="terms">Null for a verification.</param>
    /// <param name="columns">What a template leaves out; null is nothing.</param>
    public static ResultsView Of(Runs.RunPlan plan, CalibrationTerms? terms, TemplateColumns? columns = null)
    {
        var (layout, shown) = (plan.Procedure.Layout, columns ?? new());
        var showsReadings = layout.ShowsReadings && shown.Readings;
        var purpose = CertificateComposer.PurposeOf(plan.Procedure, terms);
        // A calibration states U (ISO/IEC 17025:2017 7.8.4.1 a), and a test where it bears on a statement of conformity (7.8.3.1 c).
        var needsUncertainty = purpose == ProcedurePurpose.Calibration || (purpose == ProcedurePurpose.Test && terms!.StatesConformity);
        return new(needsUncertainty || (layout.ShowsUncertainty && shown.Uncertainty), terms is null || terms.StatesConformity, purpose, showsReadings, shown.Mean, shown.Chart);
    }

    /// <summary>Not by a regulation of verification.</summary>
    public bool IsByMethod => Purpose != ProcedurePurpose.Verification;

    /// <summary>Of the facts that nobody has confirmed, those that this paper uses: without a period it has none of a period, without a judgement none of limits.</summary>
    public IReadOnlyList<Runs.UnconfirmedFact> Unconfirmed(Runs.Evaluation evaluation) => [.. evaluation.UnconfirmedFacts.Where(fact => Uses(fact) && (!IsOfValidity(fact.Path) || !evaluation.FailedItems.Any()))];

    private bool Uses(Runs.UnconfirmedFact fact) => !IsByMethod
        || (!IsOfValidity(fact.Path) && !fact.Path.EndsWith(".kinds", StringComparison.Ordinal) && (ShowsConformity || !IsOfJudgement(fact.Path)));

    private static bool IsOfValidity(string path) => path is "periodMonths" or "validUntil";

    private static bool IsOfJudgement(string path) =>
        path.StartsWith("references.", StringComparison.Ordinal) || path.Contains(".acceptance.limits.", StringComparison.Ordinal)
        || path.EndsWith(".acceptance.decide", StringComparison.Ordinal) || path.EndsWith(".acceptance.rule", StringComparison.Ordinal) || path.EndsWith(".resolutionShareOfLimit", StringComparison.Ordinal);

    public BilingualText Point => PurposeWords.Point(Purpose);

    public BilingualText Results => PurposeWords.Results(Purpose);
}

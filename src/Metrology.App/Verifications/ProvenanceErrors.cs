using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>Why what an order says of receipt, sampling and external providers cannot stand on a paper.</summary>
public static class ProvenanceErrors
{
    public static readonly Refusal ReceivedLater = new(
        "receipt.after-work",
        new("接收日期不能晚于检定日期。请核对两个日期后再开单。", "The item is not received after the work date. Check both dates and open again."),
        nameof(CalibrationTerms.ReceivedOn));

    public static readonly Refusal SampledLater = new(
        "sampling.after-work",
        new("抽样日期不能晚于检定日期。请核对两个日期后再开单。", "The sample is not taken after the work date. Check both dates and open again."),
        nameof(CalibrationTerms.SampledOn));

    /// <param name="field">The first part that is missing.</param>
    public static Refusal SamplingIncomplete(string field) => new(
        "sampling.incomplete",
        new("写抽样时，抽样人、抽样计划或方法、抽样日期都要填写；没有抽样则都留空。", "Sampling is stated by who took the sample, by which plan or method, and on which day. Fill in all three, or leave all three empty."),
        field);

    /// <param name="terms">With texts trimmed.</param>
    internal static Refusal? Of(CalibrationTerms terms, DateOnly workDate)
    {
        (string Field, bool IsThere)[] sampling =
            [(nameof(terms.SampledBy), terms.SampledBy is not null), (nameof(terms.SamplingMethod), terms.SamplingMethod is not null), (nameof(terms.SampledOn), terms.SampledOn is not null)];
        if (sampling.Any(part => part.IsThere) && sampling.FirstOrDefault(part => !part.IsThere) is { Field: { } missing })
            return SamplingIncomplete(missing);
        return Validation.Optional(Texts(terms))
            ?? Validation.Plausible((nameof(terms.ReceivedOn), terms.ReceivedOn), (nameof(terms.SampledOn), terms.SampledOn))
            ?? (terms.ReceivedOn > workDate ? ReceivedLater : terms.SampledOn > workDate ? SampledLater : null);
    }

    /// <summary>What the paper says of them, with the field that each was typed in.</summary>
    internal static (string Field, string? Text)[] Texts(CalibrationTerms terms) =>
        [(nameof(terms.SampledBy), terms.SampledBy), (nameof(terms.SamplingMethod), terms.SamplingMethod), (nameof(terms.ExternalResults), terms.ExternalResults)];
}

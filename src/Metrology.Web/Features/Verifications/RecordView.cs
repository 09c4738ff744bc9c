using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Verifications;

/// <summary>What the page of a record shows: the committed rows and what follows from them.</summary>
public sealed record RecordView(RunRecord Record, Evaluation Evaluation, IReadOnlyList<RunEventRow> Events, string? CertificateNumber)
{
    private readonly HashSet<int> superseded = SupersededOf(Record.State);

    /// <summary>Hash of the record as it is, to compare signatures with; null while nobody has signed.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Why the certificate of the record cannot be used, or null.</summary>
    public Refusal? UnusableCertificate { get; init; }

    /// <summary>Why what the registers say of its instrument, customer and equipment cannot be believed, or null.</summary>
    public Refusal? UnusableRegister { get; init; }

    public Verification Verification => Record.Verification;

    /// <summary>The signature is of the record as it is; null when the move is no signature, or when it was of what has been returned since.</summary>
    public bool? IsOfThis(Transition move) =>
        move.SignedHash is null || Verification.Transitions.Exists(later => later.Sequence > move.Sequence && later.Action == VerificationStates.Return) ? null : move.SignedHash == ContentHash;

    public BilingualText Label(StepKey step) =>
        Record.State.Plan.Steps.FirstOrDefault(one => one.Key == step)?.Label ?? BilingualText.Same(step.ToString());

    public bool IsSuperseded(Observation observation) => superseded.Contains(observation.Sequence);

    /// <summary>Its step was taken back after it was done.</summary>
    public bool IsTakenBack(Observation observation) => Record.State.Withdrawals.Any(back => back.Is(observation));

    /// <summary>Why an observation no longer counts: the reason of what took it back, or of what came instead of it.</summary>
    public string? WhySuperseded(Observation observation) =>
        Record.State.Withdrawals.FirstOrDefault(back => back.Is(observation))?.Reason ??
        Record.State.Observations.FirstOrDefault(one => one.Supersedes == observation.Sequence)?.Reason ?? ReasonOf(Record.State, observation.Step);

    /// <summary>Readings of an earlier attempt are out, whether the new attempt has been read already or not.</summary>
    private static HashSet<int> SupersededOf(RunState state)
    {
        var attempts = state.Plan.Steps.Zip(state.Steps).ToDictionary(pair => pair.First.Key, pair => pair.Second.Attempt);
        return [.. state.Observations.Where(one => one.Supersedes is not null).Select(one => one.Supersedes!.Value),
            .. state.Observations.Where(one => one.Attempt < attempts[one.Step]).Select(one => one.Sequence)];
    }

    private static string? ReasonOf(RunState state, StepKey step) =>
        state.Plan.Steps.Zip(state.Steps).FirstOrDefault(pair => pair.First.Key == step).Second?.Reason;
}

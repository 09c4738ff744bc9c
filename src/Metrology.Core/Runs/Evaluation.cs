using Metrology.Core.Decisions;
using Metrology.Core.Quantities;
using Metrology.Core.Uncertainty;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>Everything that follows from the observations of a run under its procedure. Computed, never stored as the truth.</summary>
/// <param name="UnconfirmedFacts">Facts used here that nobody has confirmed against the regulation's text, for screen and paper.</param>
public sealed record Evaluation(
    Verdict Verdict,
    IReadOnlyList<ItemResult> Items,
    IReadOnlyList<AmbientResult> Ambient,
    IReadOnlyList<UnconfirmedFact> UnconfirmedFacts)
{
    /// <summary>The evaluation as records up to format 3 hold it: a budget was stated although an input of it was uncovered, and reasons had other words.</summary>
    internal Evaluation Before()
    {
        var items = Items.Select(item => item with { Points = [.. item.Points.Select(point => point.Before ?? point)] }).ToList();
        if (!Items.Any(item => item.Points.Any(point => point.Before is not null)))
            return this;
        items = items.ConvertAll(item => item.Points.Count == 0 ? item : item with { Verdict = Verdicts.Worst([.. item.Points.Select(point => point.Verdict)]) });
        return this with
        {
            Items = items,
            Verdict = Verdict == Verdict.Aborted ? Verdict.Aborted : Verdicts.Worst([.. items.Select(item => item.Verdict), .. Ambient.Select(one => one.Verdict)]),
        };
    }

    public IEnumerable<ItemResult> FailedItems => Items.Where(item => item.Verdict >= Verdict.Indeterminate);
}

public sealed record ItemResult(string Item, BilingualText Title, Verdict Verdict, IReadOnlyList<PointResult> Points, IReadOnlyList<CheckResult> Checks);

/// <param name="Errors">Signed error of each accepted repeat, unrounded, in <paramref name="Unit"/>.</param>
/// <param name="Mean">Arithmetic mean of the errors, unrounded.</param>
/// <param name="Rounded">The judged value rounded once to <paramref name="RoundingInterval"/> by GB/T 8170.</param>
/// <param name="RoundingInterval">Zero when it is not known yet.</param>
/// <param name="Limit">Magnitude of the maximum permissible error, the smaller side where they differ; zero when it is not known. <see cref="Zone"/> has the signed sides.</param>
public sealed record PointResult(
    string Point,
    BilingualText Label,
    string Unit,
    IReadOnlyList<RepeatResult> Repeats,
    decimal? Mean,
    decimal? Rounded,
    decimal RoundingInterval,
    decimal Limit,
    UncertaintyBudget? Budget,
    Verdict Verdict)
{
    /// <summary>The value that is judged, unrounded: the mean, or what the procedure makes of the repeats instead.</summary>
    public decimal? Result { get; init; }

    /// <summary>Signed limits.</summary>
    public PermissibleZone Zone { get; init; } = new(-Limit, Limit, true);

    /// <summary>Why the point is not decided, when it is not.</summary>
    public BilingualText? Remark { get; init; }

    /// <summary>Inputs of the error that nobody knows the uncertainty of; while there is one, <see cref="Budget"/> is null.</summary>
    public IReadOnlyList<string> Uncovered { get; init; } = [];

    /// <summary>Why no U is stated, and what to do; null when one is, or when nothing asks for one.</summary>
    public BilingualText? WhyNoUncertainty { get; init; }

    /// <summary>What a reader should know beside the numbers: why the point is not decided or has no U, and what to beware of in a U that is stated; each thing once.</summary>
    public IEnumerable<BilingualText> Notes
    {
        get
        {
            List<BilingualText> notes = [.. Remark is null ? [] : new[] { Remark }, .. WhyNoUncertainty is null ? [] : new[] { WhyNoUncertainty }, .. Budget?.Warnings.Select(warning => warning.Text) ?? []];
            return notes.Where((note, i) => i == 0 || !notes[0].En.Contains(note.En, StringComparison.Ordinal));
        }
    }

    /// <summary>What records up to format 3 say of the point, where they say something else.</summary>
    internal PointResult? Before { get; init; }

    public IEnumerable<decimal> Errors => Repeats.Where(repeat => repeat.Error is not null).Select(repeat => repeat.Error!.Value);
}

/// <param name="Values">Value of each variable and derived quantity, by name, in the unit of its rule; one that is missing is left out.</param>
/// <param name="ResolutionBound">Largest part of the error that quantisation can cause, in the unit of the error.</param>
public sealed record RepeatResult(StepKey Step, int Attempt, IReadOnlyDictionary<string, decimal> Values, decimal? Error, decimal? ResolutionBound, bool GateIsOpen)
{
    /// <summary>All names of the formulas with their quantities.</summary>
    internal ItemScope? Scope { get; init; }

    /// <summary>The values of the variables, with what their decimals cannot hold.</summary>
    internal IReadOnlyDictionary<string, ExactNumber> Numbers { get; init; } = ItemScope.NoValues;

    /// <summary>The error that decides; null when there is none.</summary>
    internal ExactNumber? Computed { get; init; }

    /// <summary>Why there is no error.</summary>
    internal Refusal? NoError { get; init; }
}

public sealed record CheckResult(string Check, BilingualText Label, bool? Conforms);

public sealed record AmbientResult(string Id, BilingualText Label, decimal? Value, string? Text, string Unit, Verdict Verdict);

/// <param name="Text">The fact itself; that it is not confirmed is said by whoever shows it.</param>
public sealed record UnconfirmedFact(string Path, BilingualText Text);

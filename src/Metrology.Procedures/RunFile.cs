using System.Globalization;
using Metrology.Core.Files;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Procedures;

/// <summary>Nameplate, references and readings of one run as a file; the format is described in <c>docs/formats/run-file.md</c>.</summary>
public sealed record RunFile
{
    /// <summary>Largest file that is read, bytes.</summary>
    public const int LargestFile = 4 * 1024 * 1024;

    private static readonly DateTimeOffset ReadAt = new(2026, 8, 21, 9, 0, 0, TimeSpan.FromHours(8));

    public string Title { get; init; } = "";

    /// <summary>Where expected values come from, when the file expects any.</summary>
    public string Origin { get; init; } = "";

    public required IReadOnlyDictionary<string, string> Nameplate { get; init; }
    public required string Kind { get; init; }
    public IReadOnlyList<ReferenceCapability> References { get; init; } = [];
    public required IReadOnlyList<GoldenSet> Sets { get; init; }
    public GoldenExpectation? Expect { get; init; }

    /// <summary>The run that the bytes are, or every problem of them with its place.</summary>
    /// <param name="procedure">Under which nameplate, references and readings must make sense; null when nobody knows it yet.</param>
    public static FileLoad<RunFile> Read(ReadOnlySpan<byte> file, Procedure? procedure = null) =>
        StrictJson.Load(file, LargestFile, RunFileReader.Read, (run, _) => procedure is null ? [] : RunFileCheck.Problems(run, procedure));

    /// <summary>A run that is known to be right, such as one that is shipped.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static RunFile Load(ReadOnlySpan<byte> file)
    {
        var load = Read(file);
        return load.Value ?? throw new InvalidDataException(string.Join('\n', load.Problems));
    }

    /// <summary>The run after its last set; the refusal has the path of the set in <see cref="Refusal.Field"/>. One that was read under the procedure is never refused.</summary>
    public Outcome<RunState> Replay(Procedure procedure)
    {
        var replayed = ReplayEvents(procedure);
        return replayed.Refusal is { } refusal ? refusal : replayed.Value.State;
    }

    /// <summary>The run with every event that led to it.</summary>
    public Outcome<ReplayedRun> ReplayEvents(Procedure procedure)
    {
        var plan = RunMachine.Plan(procedure, new(Nameplate), Enum.GetValues<VerificationKind>().Single(one => KebabCase.Of(one) == Kind));
        if (plan.Refusal is { } noPlan)
            return noPlan with { Field = "nameplate" };
        var (state, events) = (RunMachine.Begin(plan.Value), new List<RunEvent>());
        for (var i = 0; i < Sets.Count; i++)
        {
            if (state.CurrentStep is not { } step)
                return RunFileRefusals.NoStepLeft(Sets.Count - i) with { Field = string.Create(CultureInfo.InvariantCulture, $"sets[{i}]") };
            var next = Take(state, Sets[i], events);
            if (next.Refusal is { } refusal)
                return refusal with { Field = string.Create(CultureInfo.InvariantCulture, $"sets[{i}]"), Text = new($"{step.Key}：{refusal.Text.Zh}", $"{step.Key}: {refusal.Text.En}") };
            state = next.Value;
        }

        return new ReplayedRun(state, events);
    }

    /// <summary>Begins the step when it waits, takes the readings, and accepts when nothing more is to be read.</summary>
    private static Outcome<RunState> Take(RunState state, GoldenSet set, List<RunEvent> events)
    {
        if (set.Skipped is { } reason)
            return Advance(state, new RunEvent.Skipped(reason), events);
        if (RunMachine.Next(state) is Directive.AwaitBegin)
            state = Advance(state, new RunEvent.Begun(), events).Value;
        var readings = new List<ObservedReading>();
        foreach (var one in set.Readings)
        {
            var value = QuantityText.ParseNumber(one.Text)!.Value;
            // A bench may record more than a step asks for; a file that does is misspelt, and nobody would see that a reading counts for nothing.
            if (RunMachine.Expected(state) is { } expected && !expected.Readings.Any(wanted => wanted.Role == one.Role && wanted.Measurand == one.Measurand && wanted.Subject == one.Subject))
                return RunFileRefusals.Unexpected(one, expected);
            readings.Add(new(one.Role, one.Subject, new(one.Role, one.Measurand, one.Text, value, one.Unit, one.Resolution, "", null, ReadAt)));
        }

        var observed = Advance(state, new RunEvent.Observed(set.Stage, readings), events);
        if (observed.IsRefused || RunMachine.Next(observed.Value) is not Directive.AwaitAcceptance)
            return observed;
        return Advance(observed.Value, new RunEvent.Accepted(set.Reason), events);
    }

    private static Outcome<RunState> Advance(RunState state, RunEvent happened, List<RunEvent> events)
    {
        events.Add(happened);
        return RunMachine.Advance(state, happened);
    }
}

/// <param name="Events">Every event, in order.</param>
public sealed record ReplayedRun(RunState State, IReadOnlyList<RunEvent> Events);

/// <summary>Readings that were taken together, in the order of the run.</summary>
/// <param name="Reason">Reason of accepting against a closed gate.</param>
/// <param name="Skipped">Reason of skipping the step instead of reading it.</param>
public sealed record GoldenSet(Stage Stage, IReadOnlyList<GoldenReading> Readings, string? Reason = null, string? Skipped = null);

public sealed record GoldenReading(string Role, string Measurand, string Text, string Unit, string Subject = "", decimal Resolution = 0m);

/// <param name="Printed">Value id of a certificate cell → the text that it shows.</param>
/// <param name="Computed">Value id of the evaluation → number to the digits that matter, word, or null for none; see <see cref="EvaluationValues"/>.</param>
public sealed record GoldenExpectation(
    string Verdict, IReadOnlyDictionary<string, string>? Printed = null, IReadOnlyDictionary<string, string?>? Computed = null);

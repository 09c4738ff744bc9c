using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
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

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter<Stage>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    private static readonly DateTimeOffset ReadAt = new(2026, 8, 21, 9, 0, 0, TimeSpan.FromHours(8));

    public string Title { get; init; } = "";

    /// <summary>Where expected values come from, when the file expects any.</summary>
    public string Origin { get; init; } = "";

    public required IReadOnlyDictionary<string, string> Nameplate { get; init; }
    public required string Kind { get; init; }
    public IReadOnlyList<ReferenceCapability> References { get; init; } = [];
    public required IReadOnlyList<GoldenSet> Sets { get; init; }
    public GoldenExpectation? Expect { get; init; }

    /// <exception cref="JsonException">The file is no run.</exception>
    public static RunFile Load(ReadOnlySpan<byte> file)
    {
        if (file.Length > LargestFile)
            throw new JsonException($"The file is larger than {LargestFile} bytes.");
        var run = JsonSerializer.Deserialize<RunFile>(file, Strict) ?? throw new JsonException("A run is an object.");
        if (run.References.FirstOrDefault(one => Units.Find(one.Unit) is null || one.CoverageFactor <= 0m) is { } wrong)
            throw new JsonException($"The reference {wrong.Name} has no known unit or no positive coverage factor.");
        return run;
    }

    /// <summary>The run after its last set; the refusal names the step in <see cref="Refusal.Field"/>.</summary>
    public Outcome<RunState> Replay(Procedure procedure)
    {
        var replayed = ReplayEvents(procedure);
        return replayed.Refusal is { } refusal ? refusal : replayed.Value.State;
    }

    /// <summary>The run with every event that led to it.</summary>
    public Outcome<ReplayedRun> ReplayEvents(Procedure procedure)
    {
        VerificationKind? kind = Enum.GetValues<VerificationKind>().Where(one => KebabCase.Of(one) == Kind).Select(one => (VerificationKind?)one).FirstOrDefault();
        if (kind is null)
            return Refusal.Of("run-file.kind", $"未知的检定类别「{Kind}」。", $"“{Kind}” is no kind of verification.") with { Field = "kind" };
        var plan = RunMachine.Plan(procedure, new(Nameplate), kind.Value);
        if (plan.Refusal is { } noPlan)
            return noPlan with { Field = "nameplate" };
        var (state, events) = (RunMachine.Begin(plan.Value), new List<RunEvent>());
        for (var i = 0; i < Sets.Count; i++)
        {
            var next = Take(state, Sets[i], events);
            if (next.Refusal is { } refusal)
                return refusal with { Field = string.Create(CultureInfo.InvariantCulture, $"sets[{i}] ({state.CurrentStep?.Key})") };
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
            if (QuantityText.ParseNumber(one.Text) is not { } value)
                return Refusal.Of("run-file.number", $"「{one.Text}」不是数字。", $"“{one.Text}” is no number.");
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

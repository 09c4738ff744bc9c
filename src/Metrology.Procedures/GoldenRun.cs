using System.Text.Json;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Procedures;

/// <summary>
/// A recorded run that lies beside an edition: nameplate and readings, and what must be printed of them for ever. It goes the way of every run, event by
/// event, and is compared in the certificate.
/// </summary>
public sealed record GoldenRun
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter<Stage>(JsonNamingPolicy.KebabCaseLower) },
    };

    private static readonly DateTimeOffset ReadAt = new(2026, 8, 21, 9, 0, 0, TimeSpan.FromHours(8));

    public required string Title { get; init; }
    public required IReadOnlyDictionary<string, string> Nameplate { get; init; }
    public required string Kind { get; init; }
    public required IReadOnlyList<ReferenceCapability> References { get; init; }
    public required IReadOnlyList<GoldenSet> Sets { get; init; }
    public required GoldenExpectation Expect { get; init; }

    /// <exception cref="JsonException">The file is no golden run.</exception>
    public static GoldenRun Load(ReadOnlySpan<byte> file) =>
        JsonSerializer.Deserialize<GoldenRun>(file, Strict) ?? throw new JsonException("A golden run is an object.");

    /// <summary>Replays the run under the procedure; one line for everything that differs from what is expected.</summary>
    public IReadOnlyList<string> Differences(Procedure procedure)
    {
        var kind = Enum.GetValues<VerificationKind>().First(one => KebabCase.Of(one) == Kind);
        var plan = RunMachine.Plan(procedure, new(Nameplate), kind);
        if (plan.IsRefused)
            return [$"plan: {plan.Refusal!.Text.En}"];
        var state = RunMachine.Begin(plan.Value);
        foreach (var set in Sets)
        {
            foreach (var happened in Events(state, set))
            {
                var next = RunMachine.Advance(state, happened);
                if (next.IsRefused)
                    return [$"{state.CurrentStep?.Key}: {next.Refusal!.Code}: {next.Refusal.Text.En}"];
                state = next.Value;
            }
        }

        return Compare(plan.Value, Evaluator.Evaluate(state, References));
    }

    private static IEnumerable<RunEvent> Events(RunState state, GoldenSet set)
    {
        var isMeasured = set.Stage == Stage.Start || state.CurrentStep?.Verb == Verb.ClockCompare;
        if (isMeasured)
            yield return new RunEvent.Begun();
        yield return new RunEvent.Observed(set.Stage, [.. set.Readings.Select(Observe)]);
        if (set.Stage != Stage.Start)
            yield return new RunEvent.Accepted(set.Reason);
    }

    private static ObservedReading Observe(GoldenReading one)
    {
        var value = QuantityText.ParseNumber(one.Text) ?? throw new JsonException($"“{one.Text}” is no number.");
        return new(one.Role, one.Subject, new(one.Role, one.Measurand, one.Text, value, one.Unit, one.Resolution, "", null, ReadAt));
    }

    private IReadOnlyList<string> Compare(RunPlan plan, Evaluation evaluation)
    {
        var differences = new List<string>();
        if (KebabCase.Of(evaluation.Verdict) != Expect.Verdict)
            differences.Add($"verdict: expected {Expect.Verdict}, got {KebabCase.Of(evaluation.Verdict)}");
        if (!CertificateComposer.IsFinal(evaluation))
            return differences;
        var printed = CertificateComposer.Compose(plan, evaluation, GoldenParticulars.Example).Sections
            .SelectMany(section => section.Blocks).OfType<Table>().SelectMany(table => table.Rows).SelectMany(row => row)
            .Where(cell => cell.ValueId is not null).ToDictionary(cell => cell.ValueId!, cell => cell.Text.In(Language.En));
        foreach (var (id, expected) in Expect.Printed)
        {
            if (printed.GetValueOrDefault(id) != expected)
                differences.Add($"{id}: expected {expected}, got {printed.GetValueOrDefault(id) ?? "nothing"}");
        }

        return differences;
    }
}

/// <summary>Readings that were taken together, in the order of the run.</summary>
public sealed record GoldenSet(Stage Stage, IReadOnlyList<GoldenReading> Readings, string? Reason = null);

public sealed record GoldenReading(string Role, string Measurand, string Text, string Unit, string Subject = "", decimal Resolution = 0m);

/// <param name="Printed">Value id of a certificate cell → the text that it shows.</param>
public sealed record GoldenExpectation(string Verdict, IReadOnlyDictionary<string, string> Printed);

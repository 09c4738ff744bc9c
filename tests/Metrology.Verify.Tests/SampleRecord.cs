using System.Text.Json;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Procedures;

namespace Metrology.Verify.Tests;

/// <summary>A record as it would be exported, made from a golden run (示例). Unless it is made with bytes, every reading is one that somebody typed.</summary>
internal static class SampleRecord
{
    internal static readonly DateTimeOffset At = new(2026, 8, 21, 9, 0, 0, TimeSpan.FromHours(8));

    public static RecordBundle Bundle(string procedure = "electricity/jjg-1148/2022.json", string run = "class-1-first")
    {
        var (shipped, file) = Golden(procedure, run);
        return Bundle(shipped, file, new SampleBytes());
    }

    /// <summary>The same run as a bench measures it: energy of the reference by DL/T 645-2007, the pile by messages.</summary>
    public static RecordBundle BundleWithBytes(SampleBytes? bytes = null)
    {
        var (shipped, file) = Golden("electricity/jjg-1148/2022.json", "class-1-first");
        return Bundle(shipped, file, bytes ?? SampleBytes.OfBench());
    }

    /// <summary>A run of a taximeter on rollers whose circumference was typed wrongly, accepted, taken back and typed again (示例).</summary>
    public static RecordBundle BundleTakenBack()
    {
        var (shipped, file) = Golden("taximeter/jjg-517-installed/2016.json", "roller-974");
        return Bundle(shipped, file, new SampleBytes(), events =>
        {
            var typed = events.FindIndex(one => one is RunEvent.Observed { Readings: [{ Reading.Measurand: "length.circumference" }, ..] });
            var right = (RunEvent.Observed)events[typed];
            var wrong = right with { Readings = [.. right.Readings.Select(one => one with { Reading = one.Reading with { Text = "0.5000", Value = 0.5000m } })] };
            return [.. events[..typed], wrong, .. events[(typed + 1)..^1], new RunEvent.TakenBack(new("roller", "default", 1), "示例：周长抄错"), right, new RunEvent.Accepted(null), events[^1]];
        });
    }

    /// <summary>The same as <see cref="BundleWithBytes"/>, its first measuring step taken back and measured again by the instruments (示例).</summary>
    public static RecordBundle BundleMeasuredAgain()
    {
        var (shipped, file) = Golden("electricity/jjg-1148/2022.json", "class-1-first");
        return Bundle(shipped, file, SampleBytes.OfBench(), events =>
        {
            var begun = events.FindIndex(one => one is RunEvent.Begun);
            var accepted = events.FindIndex(begun, one => one is RunEvent.Accepted);
            return [.. events[..^1], new RunEvent.TakenBack(new("operating-error", "full", 1), "示例"), .. events[begun..(accepted + 1)], events[^1]];
        });
    }

    /// <summary>The same bundle with a manifest made anew, as somebody would who hides an edit.</summary>
    public static RecordBundle Resealed(this RecordBundle bundle) =>
        bundle with { Manifest = RecordManifest.Of(bundle.Record, bundle.Procedure, bundle.Evaluation).ToBytes() };

    /// <exception cref="InvalidOperationException">A part is malformed.</exception>
    public static Recomputation Recomputed(this RecordBundle bundle) => bundle.TryRecomputed() ?? throw new InvalidOperationException(string.Join('\n', bundle.Load().Problems));

    /// <summary>Null when a part is malformed.</summary>
    public static Recomputation? TryRecomputed(this RecordBundle bundle) => bundle.Load().Content is { } content ? Recompute.Run(content, TranscriptCodecs.All) : null;

    private static (Procedure Procedure, RunFile Run) Golden(string procedure, string run)
    {
        var shipped = ProcedureCatalog.All.Single(one => one.Path == procedure);
        return (shipped.Procedure, RunFile.Load(ProcedureCatalog.Bytes(shipped.GoldenRuns.Single(path => path.EndsWith($"/{run}.json", StringComparison.Ordinal)))));
    }

    private static RecordBundle Bundle(Procedure procedure, RunFile run, SampleBytes bytes, Func<List<RunEvent>, IReadOnlyList<RunEvent>>? change = null)
    {
        var replayed = run.ReplayEvents(procedure).Value;
        var (state, observations, events) = (RunMachine.Begin(replayed.State.Plan), new List<RecordedObservation>(), new List<RunEvent>());
        foreach (var happened in change?.Invoke([.. replayed.Events]) ?? replayed.Events)
        {
            events.Add(happened is RunEvent.Observed observed
                ? observed with { Readings = [.. observed.Readings.Select(one => one with { Reading = bytes.Taken(one.Role, one.Reading) })] }
                : happened);
            var next = RunMachine.Advance(state, events[^1]).Value;
            observations.AddRange(next.Observations.Skip(state.Observations.Count).Select(one => RecordedObservation.Of(one, events.Count)));
            state = next;
        }

        var evaluation = EvaluationJson.Of(RunEvaluation.Of(state, run.References).Value);
        return RecordBundle.Of(Document(procedure, run, state, evaluation) with
        {
            Events = [.. events.Select((one, i) => RecordedEvent.Of(one, i + 1, At.AddSeconds(i)))],
            Observations = observations,
            Sources = bytes.Sources,
            Transcript = bytes.Transcript,
        }, procedure.File, evaluation);
    }

    private static RecordDocument Document(Procedure procedure, RunFile run, RunState state, byte[] evaluation) => new()
    {
        Format = RecordDocument.CurrentFormat,
        Number = "MN-YS-2026-00001",
        State = "issued",
        Kind = state.Plan.Kind,
        Procedure = new(procedure.Designation, procedure.Revision, procedure.ContentHash),
        Nameplate = run.Nameplate,
        References = [.. run.References.Select(one => one with { CertifiedValue = 1.50m, CertifiedUnit = "m" })],
        Tariff = new("own", 480, "{ \"name\": \"示例\" }"),
        Unit = new("示例", "S-1", "SIM-0001", "示例"),
        Standard = "示例计量标准",
        Bench = "B1",
        WorkDate = new(2026, 8, 21),
        Place = "示例",
        IsSimulated = true,
        IsDemonstration = true,
        Software = "Metrology 0.1.0",
        Signatures = [new(1, "begin", "draft", "running", "示例检定员", At, null)],
        Events = [],
        Observations = [],
        Sources = [],
        Transcript = [],
        Evaluation = JsonSerializer.Deserialize<JsonElement>(evaluation),
    };
}

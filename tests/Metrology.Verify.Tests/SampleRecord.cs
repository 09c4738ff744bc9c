using System.Text.Json;
using Metrology.Core.Procedures;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Procedures;

namespace Metrology.Verify.Tests;

/// <summary>A record as it would be exported, made from a golden run (示例).</summary>
internal static class SampleRecord
{
    private static readonly DateTimeOffset At = new(2026, 8, 21, 9, 0, 0, TimeSpan.FromHours(8));

    public static RecordBundle Bundle(string procedure = "electricity/jjg-1148/2022.json", string run = "class-1-first")
    {
        var shipped = ProcedureCatalog.All.Single(one => one.Path == procedure);
        return Bundle(shipped.Procedure, RunFile.Load(ProcedureCatalog.Bytes(shipped.GoldenRuns.Single(path => path.EndsWith($"/{run}.json", StringComparison.Ordinal)))));
    }

    public static RecordBundle Bundle(Procedure procedure, RunFile run) =>
        RecordBundle.Of(Document(procedure, run), procedure.File, Canonical(procedure, run));

    /// <summary>The same bundle with a manifest made anew, as somebody would who hides an edit.</summary>
    public static RecordBundle Resealed(this RecordBundle bundle) =>
        bundle with { Manifest = RecordManifest.Of(bundle.Record, bundle.Procedure, bundle.Evaluation).ToBytes() };

    private static byte[] Canonical(Procedure procedure, RunFile run) => EvaluationJson.Of(Evaluator.Evaluate(run.Replay(procedure).Value, run.References));

    private static RecordDocument Document(Procedure procedure, RunFile run)
    {
        var replayed = run.ReplayEvents(procedure).Value;
        var (state, observations) = (RunMachine.Begin(replayed.State.Plan), new List<RecordedObservation>());
        for (var i = 0; i < replayed.Events.Count; i++)
        {
            var next = RunMachine.Advance(state, replayed.Events[i]).Value;
            observations.AddRange(next.Observations.Skip(state.Observations.Count).Select(one => RecordedObservation.Of(one, i + 1)));
            state = next;
        }

        return new()
        {
            Format = RecordDocument.CurrentFormat,
            Number = "MN-YS-2026-00001",
            State = "issued",
            Kind = state.Plan.Kind,
            Procedure = new(procedure.Designation, procedure.Revision, procedure.ContentHash),
            Nameplate = run.Nameplate,
            References = run.References,
            Unit = new("示例", "S-1", "SIM-0001", "示例"),
            Standard = "示例计量标准",
            Bench = "B1",
            WorkDate = new(2026, 8, 21),
            Place = "示例",
            IsSimulated = true,
            IsDemonstration = true,
            Software = "Metrology 0.1.0",
            Signatures = [new(1, "begin", "draft", "running", "示例检定员", At, null)],
            Events = [.. replayed.Events.Select((one, i) => RecordedEvent.Of(one, i + 1, At.AddSeconds(i)))],
            Observations = observations,
            Transcript = [new("tty", 0, TimeSpan.FromMilliseconds(12.5), "received", "68010000000000")],
            Evaluation = JsonSerializer.Deserialize<JsonElement>(Canonical(procedure, run)),
        };
    }
}

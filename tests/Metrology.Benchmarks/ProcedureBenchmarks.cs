using BenchmarkDotNet.Attributes;
using Metrology.Core.Procedures;
using Metrology.Core.Records;
using Metrology.Core.Runs;
using Metrology.Procedures;

namespace Metrology.Benchmarks;

/// <summary>Loading and checking a procedure; evaluating a run of about 100 observations; planning; the canonical JSON.</summary>
[MemoryDiagnoser]
public class ProcedureBenchmarks
{
    private readonly byte[] small = ProcedureCatalog.Bytes("electricity/jjg-1148/2022.json");
    private readonly byte[] large = ProcedureCatalog.Bytes("taximeter/jjg-517-bench/2016.json");
    private readonly LongRun run = LongRun.OfHundredObservations();
    private Evaluation evaluation = null!;

    [GlobalSetup]
    public void SetUp() => evaluation = Evaluate_100_observations();

    [Benchmark]
    public ProcedureLoad Load_JJG_1148() => ProcedureFile.Load(small);

    [Benchmark]
    public ProcedureLoad Load_JJG_517_bench() => ProcedureFile.Load(large);

    [Benchmark]
    public Evaluation Evaluate_100_observations() => RunEvaluation.Of(run.State, run.References).Value;

    [Benchmark]
    public byte[] Canonical_json_of_it() => EvaluationJson.Of(evaluation);
}

/// <summary>A first verification of a charger with several connectors, 示例: ambient conditions, checks, start and end registers, clock.</summary>
internal sealed record LongRun(RunState State, IReadOnlyList<ReferenceCapability> References)
{
    private static readonly DateTimeOffset At = new(2026, 8, 21, 9, 0, 0, TimeSpan.FromHours(8));

    public static LongRun OfHundredObservations()
    {
        var procedure = ProcedureCatalog.Find("JJG 1149-2022")!;
        var nameplate = new Dictionary<string, string>
        {
            ["accuracyClass"] = "1",
            ["nominalVoltage"] = "750",
            ["maximumCurrent"] = "250",
            ["registerResolution"] = "0.001",
            ["pulseConstant"] = "100",
            ["timeOfUse"] = "true",
            ["connectors"] = "12",
        };
        var state = RunMachine.Begin(RunMachine.Plan(procedure, new(nameplate), VerificationKind.First).Value);
        var register = 1000m;
        while (!state.IsFinished)
        {
            state = RunMachine.Advance(state, RunMachine.Next(state) switch
            {
                Directive.AwaitBegin => new RunEvent.Begun(),
                Directive.AwaitAcceptance => new RunEvent.Accepted(null),
                _ => Read(RunMachine.Expected(state)!, ref register),
            }).Value;
        }

        return new(state, [new(Roles.Reference, "energy.active.import", "示例", 0.06m, 2m, "%")]);
    }

    private static RunEvent Read(ExpectedSet expected, ref decimal register)
    {
        register += 5.01m;
        var (indicated, reference) = (register, register * 0.9985m);
        return new RunEvent.Observed(expected.Stage, [.. expected.Readings.Select(one => new ObservedReading(one.Role, one.Subject, new(
            one.Role, one.Measurand, "", Value(one, indicated, reference), one.Unit, 0.001m, "", null, At)))]);
    }

    private static decimal Value(ExpectedReading one, decimal indicated, decimal reference) => one.Measurand switch
    {
        "energy.active.import" => one.Role == Roles.Reference ? reference : indicated,
        "inspection.conforms" => 1m,
        _ => 20m,
    };
}

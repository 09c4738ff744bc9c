using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Procedures;

namespace Metrology.Core.Tests.Runs;

/// <summary>A pile and the readings of its bench, 示例.</summary>
internal static class Example
{
    private static readonly DateTimeOffset ReadAt = new(2026, 8, 21, 9, 0, 0, TimeSpan.FromHours(8));

    public static Procedure Procedure { get; } = ProcedureCatalog.Find("JJG 1148-2022")!;

    public static ReferenceCapability Reference { get; } = new(Roles.Reference, Measurands.ActiveEnergy, "示例标准表", 0.06m, 2m, "%");

    public static Nameplate Nameplate(string accuracyClass = "1", bool timeOfUse = false) => new(new Dictionary<string, string>
    {
        ["accuracyClass"] = accuracyClass,
        ["nominalVoltage"] = "220",
        ["maximumCurrent"] = "32",
        ["registerResolution"] = "0.001",
        ["pulseConstant"] = "1000",
        ["timeOfUse"] = timeOfUse ? "true" : "false",
    });

    public static RunPlan Plan(string accuracyClass = "1", bool timeOfUse = false) =>
        RunMachine.Plan(Procedure, Nameplate(accuracyClass, timeOfUse), VerificationKind.First).Value;

    public static RunEvent.Observed Environment(decimal insulation = 120m) => new(Stage.Single,
    [
        Read(Roles.Environment, Measurands.Temperature, 23.4m, "°C", "temperature"),
        Read(Roles.Environment, Measurands.RelativeHumidity, 45m, "%RH", "relative-humidity"),
        Read(Roles.Environment, Measurands.InsulationResistance, insulation, "MΩ", "insulation-resistance"),
    ]);

    public static RunEvent.Observed Answers(bool conforms = true) => new(Stage.Single,
        [.. Procedure.Items[0].Checks.Select(check => Read(Roles.Verifier, Measurands.Conforms, conforms ? 1m : 0m, "1", check.Id))]);

    public static RunEvent.Observed Registers(Stage stage, decimal indicated, decimal reference, string unit = "kWh", decimal resolution = 0.001m) => new(stage,
    [
        Read(Roles.UnitUnderTest, Measurands.ActiveEnergy, indicated, unit, "", resolution),
        Read(Roles.Reference, Measurands.ActiveEnergy, reference, unit, "", resolution / 100),
    ]);

    public static ObservedReading Read(string role, string measurand, decimal value, string unit, string subject, decimal resolution = 0.1m) => new(role, subject,
        new(role, measurand, value.ToString(System.Globalization.CultureInfo.InvariantCulture), value, unit, resolution, "", null, ReadAt));

    /// <summary>One measured repeat with this indicated energy at 10 kWh of the reference, accepted.</summary>
    public static RunState Repeat(this RunState state, decimal indicated, decimal reference = 10.000m) => state
        .After(new RunEvent.Begun(), Registers(Stage.Start, 100m, 0m), Registers(Stage.End, 100m + indicated, reference), new RunEvent.Accepted(null));

    public static RunState After(this RunState state, params RunEvent[] events)
    {
        foreach (var happened in events)
            state = RunMachine.Advance(state, happened) is { IsRefused: false } next ? next.Value : throw new InvalidOperationException(RunMachine.Advance(state, happened).Refusal!.Code);
        return state;
    }

    /// <summary>The run up to its first measuring step.</summary>
    public static RunState AtMeasuring(RunPlan plan) => RunMachine.Begin(plan)
        .After(Environment(), new RunEvent.Accepted(null), Answers(), new RunEvent.Accepted(null));

    public static RunState Finished(decimal indicated, string accuracyClass = "1") =>
        AtMeasuring(Plan(accuracyClass)).Repeat(indicated).Repeat(indicated).Repeat(indicated).Repeat(indicated);
}

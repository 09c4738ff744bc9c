using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.App.Verifications;

namespace Metrology.App.Tests.Support;

/// <summary>What a bench answers to a run that asks.</summary>
internal static class BenchAnswers
{
    private const decimal Start = 100m;

    /// <summary>The event that answers the machine; null at the end.</summary>
    public static RunEvent? Next(RunState state, decimal errorPercent, DateTimeOffset at) => RunMachine.Next(state) switch
    {
        Directive.AskEnvironment ask => new RunEvent.Observed(Stage.Single, [.. ask.Conditions.Select(one => Typed(Roles.Environment, one.Id, one.Measurand, 50m, one.Unit, at))]),
        Directive.AskChecks ask => new RunEvent.Observed(Stage.Single, [.. ask.Item.Checks.Select(one => Typed(Roles.Verifier, one.Id, Measurands.Conforms, 1m, "1", at))]),
        Directive.AwaitBegin => new RunEvent.Begun(),
        Directive.ReadRegisters => Registers(Stage.Start, Start, Start, at),
        Directive.ApplyLoad apply => Registers(
            Stage.End, Start + decimal.Round(apply.Settings["energy"].Value * (1 + (errorPercent / 100m)), 3), Start + apply.Settings["energy"].Value, at),
        Directive.AwaitAcceptance => new RunEvent.Accepted(null),
        Directive.Finish => null,
        var other => throw new InvalidOperationException($"No play for {other}."),
    };

    public static RunEvent.Observed Registers(Stage stage, decimal indicated, decimal reference, DateTimeOffset at) => new(stage,
    [
        new(Roles.UnitUnderTest, "", Read(Roles.UnitUnderTest, indicated, 0.001m, at)),
        new(Roles.Reference, "", Read(Roles.Reference, reference, 0.0001m, at)),
    ]);

    private static ObservedReading Typed(string role, string subject, string measurand, decimal value, string unit, DateTimeOffset at) =>
        new(role, subject, TypedReading.Of(measurand, value, unit, at));

    private static Reading Read(string instrument, decimal value, decimal resolution, DateTimeOffset at) => new(
        instrument, Measurands.ActiveEnergy, value.ToString(System.Globalization.CultureInfo.InvariantCulture), value, "kWh", resolution, new string('0', 64), at, at);
}

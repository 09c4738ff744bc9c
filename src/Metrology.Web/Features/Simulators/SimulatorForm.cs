using System.Globalization;
using Metrology.Simulators.Room;

namespace Metrology.Web.Features.Simulators;

/// <summary>An instrument to be played, as typed.</summary>
public sealed record SimulatorForm
{
    public string? Kind { get; init; }
    public string? Name { get; init; }
    public string? Address { get; init; }
    public string? Amperes { get; init; }
    public string? Seed { get; init; }
    public string? Map { get; init; }

    /// <summary>Lines of bytes.</summary>
    public string? Capture { get; init; }
}

/// <summary>What shall be wrong, as ticked.</summary>
public sealed record FaultsForm
{
    public string? Silent { get; init; }
    public string? Garbage { get; init; }
    public string? Damaged { get; init; }
    public string? Partial { get; init; }
    public string? Slow { get; init; }
    public string? NoFix { get; init; }
    public string? AnswersAs { get; init; }
    public string? TellsNumber { get; init; }
    public string? ClockDrift { get; init; }
    public string? ValueError { get; init; }
    public string? ValueNoise { get; init; }
    public string? ValueDrift { get; init; }
    public string? Coarse { get; init; }

    public static FaultsForm Of(LineFaults faults) => new()
    {
        Silent = Tick(faults.Silent),
        Garbage = Tick(faults.Garbage),
        Damaged = Tick(faults.Damaged),
        Partial = Tick(faults.Partial),
        Slow = Tick(faults.Slow),
        NoFix = Tick(faults.NoFix),
        AnswersAs = faults.AnswersAs,
        TellsNumber = faults.TellsNumber,
        ClockDrift = Number(faults.ClockDrift),
        ValueError = Number(faults.ValueError),
        ValueNoise = Number(faults.ValueNoise),
        ValueDrift = Number(faults.ValueDrift),
        Coarse = Tick(faults.Coarse),
    };

    internal LineFaults Read(FieldErrors errors)
    {
        return new()
        {
            Silent = Silent is not null,
            Garbage = Garbage is not null,
            Damaged = Damaged is not null,
            Partial = Partial is not null,
            Slow = Slow is not null,
            NoFix = NoFix is not null,
            AnswersAs = AnswersAs?.Trim() is { Length: > 0 } other ? other : null,
            TellsNumber = TellsNumber?.Trim() is { Length: > 0 } number ? number : null,
            ClockDrift = Typed(ClockDrift, SimulatorRefusals.Drift),
            ValueError = Typed(ValueError, SimulatorRefusals.ValueError),
            ValueNoise = Typed(ValueNoise, SimulatorRefusals.ValueError),
            ValueDrift = Typed(ValueDrift, SimulatorRefusals.ValueError),
            Coarse = Coarse is not null,
        };

        decimal Typed(string? text, Core.Words.Refusal otherwise)
        {
            var value = 0m;
            if (text?.Trim() is { Length: > 0 } typed && !decimal.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
                errors.Add(otherwise);
            return value;
        }
    }

    private static string? Number(decimal value) => value == 0 ? null : value.ToString(CultureInfo.InvariantCulture);

    private static string? Tick(bool isSet) => isSet ? "true" : null;
}

/// <summary>The number under which a played instrument enters the register.</summary>
public sealed record RegisterForm
{
    public string? Code { get; init; }
}

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
        ClockDrift = faults.ClockDrift == 0 ? null : faults.ClockDrift.ToString(CultureInfo.InvariantCulture),
    };

    internal LineFaults Read(FieldErrors errors)
    {
        var drift = 0m;
        if (ClockDrift?.Trim() is { Length: > 0 } typed && !decimal.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out drift))
            errors.Add(SimulatorRefusals.Drift);
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
            ClockDrift = drift,
        };
    }

    private static string? Tick(bool isSet) => isSet ? "true" : null;
}

/// <summary>The number under which a played instrument enters the register.</summary>
public sealed record RegisterForm
{
    public string? Code { get; init; }
}

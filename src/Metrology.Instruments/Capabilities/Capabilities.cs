using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Instruments.Capabilities;

/// <summary>
/// An instrument that a bench can use. <see cref="IdentifyAsync"/> is called first; <see cref="StandbyAsync"/> is called on the way out however the run ends
/// and must bring a source or load to its safe state (nothing applied). All members throw <see cref="Faults.InstrumentFault"/>.
/// </summary>
public interface IInstrument : IAsyncDisposable
{
    ValueTask<Identity> IdentifyAsync(CancellationToken cancellation);

    ValueTask StandbyAsync(CancellationToken cancellation);
}

/// <summary>Who answers: the number that must match the equipment register.</summary>
/// <param name="SerialNumber">Empty when the instrument tells none.</param>
public sealed record Identity(string Manufacturer, string Model, string SerialNumber, string? Firmware);

/// <summary>Reads measurands on request: a reference energy meter, the display of a pile.</summary>
public interface IMeter : IInstrument
{
    /// <summary>Measurands this instrument can give; see <see cref="Measurands"/>.</summary>
    IReadOnlyList<string> Offers { get; }

    ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation);
}

/// <summary>
/// A meter whose readings are documents of a session, signed at a time of their own: one that a step takes must be of that step. What it says when it is asked again may be what it said before.
/// </summary>
public interface ISessionMeter : IMeter
{
    /// <param name="point">Which value of the session the step asks for.</param>
    /// <param name="notBefore">When the step began, by the clock of the bench.</param>
    ValueTask<SessionReading> ReadAsync(string measurand, SessionPoint point, DateTimeOffset notBefore, CancellationToken cancellation);
}

/// <summary>Which value of a session a step asks for.</summary>
public enum SessionPoint
{
    /// <summary>Before the energy of the step flows.</summary>
    Begin,

    /// <summary>After it has flowed.</summary>
    End,

    /// <summary>As it stands.</summary>
    Now,
}

/// <param name="Remark">What the run says of it; null for nothing.</param>
public sealed record SessionReading(Reading Reading, BilingualText? Remark);

/// <summary>Changes what stands on the same line, on purpose and never within a run: a person says why, and the bytes are kept.</summary>
public interface IClockSetter : IInstrument
{
    /// <summary>Sets the clock of every instrument on the line.</summary>
    /// <param name="local">As they show it.</param>
    ValueTask SetClocksAsync(DateTimeOffset local, string reason, CancellationToken cancellation);

    /// <summary>Has the instrument keep its registers as they are now.</summary>
    ValueTask FreezeAsync(string reason, CancellationToken cancellation);
}

/// <summary>Applies a load until a preset energy has passed.</summary>
public interface ILoad : IInstrument
{
    /// <summary>Applies the settings ("current" A, "voltage" V, "energy" kWh) and returns when the energy has passed and the load is off again.</summary>
    ValueTask ApplyAsync(IReadOnlyDictionary<string, Quantity> settings, CancellationToken cancellation);
}

/// <summary>Supplies what is set. Nothing is at its output until it is switched on, and nothing after <see cref="IInstrument.StandbyAsync"/>.</summary>
public interface ISource : IInstrument
{
    /// <summary>What can be set, such as "voltage" and "current".</summary>
    IReadOnlyList<string> Sets { get; }

    /// <summary>Sets those of the settings that it has, and sees that the instrument took them; the output stays as it is.</summary>
    ValueTask SetAsync(IReadOnlyDictionary<string, Quantity> settings, CancellationToken cancellation);

    /// <summary>Switches the output and sees that it is switched: a reading of <see cref="Measurands.Conforms"/>, 1 for on, as the source said it.</summary>
    ValueTask<Reading> SwitchAsync(bool on, CancellationToken cancellation);
}

/// <summary>
/// Reads reference and unit under test at the same instants, which neither could alone: a roller bench latches its count at each jump of a taximeter's display. What applies the
/// settings of the step (<see cref="ILoad"/>) goes before.
/// </summary>
public interface ILatchingMeter : IMeter
{
    /// <summary>What was latched since the settings were applied last, in order; the last is the one that was waited for.</summary>
    /// <param name="unit">Identity that readings of the unit under test carry.</param>
    ValueTask<IReadOnlyList<Latch>> LatchesAsync(string unit, CancellationToken cancellation);
}

/// <summary>What was latched at one instant.</summary>
/// <param name="Number">From 1 since the settings were applied.</param>
public sealed record Latch(int Number, IReadOnlyList<LatchedReading> Readings);

/// <param name="Role">"reference" or "unit-under-test".</param>
public sealed record LatchedReading(string Role, Reading Reading);

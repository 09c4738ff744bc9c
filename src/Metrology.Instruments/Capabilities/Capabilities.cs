using Metrology.Core.Quantities;

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

/// <summary>Applies a load until a preset energy has passed.</summary>
public interface ILoad : IInstrument
{
    /// <summary>Applies the settings ("current" A, "voltage" V, "energy" kWh) and returns when the energy has passed and the load is off again.</summary>
    ValueTask ApplyAsync(IReadOnlyDictionary<string, Quantity> settings, CancellationToken cancellation);
}

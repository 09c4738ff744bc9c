using Metrology.App.Customers;
using Metrology.App.Verifications;
using Metrology.Core.Runs;
using Metrology.Instruments.Capabilities;

namespace Metrology.Station.Benches;

/// <summary>Reaches the instruments of a bench. Configuration decides which connector serves which bench code.</summary>
public interface IBenchConnector
{
    /// <exception cref="Instruments.Faults.InstrumentFault">An instrument cannot be reached.</exception>
    ValueTask<ConnectedBench> ConnectAsync(BenchRequest request, TranscriptBuffer transcript, CancellationToken cancellation);
}

/// <param name="BenchCode">Bench of the register.</param>
/// <param name="ReferenceSerial">Serial number that the reference must answer with.</param>
/// <param name="UnitSerial">Serial number that the unit under test must answer with.</param>
/// <param name="UnitMeter">The meter in the unit that signs; null where none is registered.</param>
public sealed record BenchRequest(string BenchCode, string ReferenceSerial, string UnitSerial, SigningMeter? UnitMeter = null);

/// <summary>What the register says of the meter in a unit that signs what it shows.</summary>
/// <param name="Key">Its public key.</param>
/// <param name="Number">As its records say it; null where the register does not.</param>
public sealed record SigningMeter(string Key, string? Number)
{
    public static SigningMeter? Of(UnitUnderTest unit) => unit.MeterKey is { } key ? new(key, unit.MeterNumber) : null;
}

/// <summary>The instruments of a run, open, by what they are on the bench; one instrument may be several. Disposing closes every link.</summary>
/// <param name="reference">Null, like unit and load, where persons read the bench and only instruments beside are linked.</param>
public sealed class ConnectedBench(IMeter? reference, IMeter? unit, ILoad? load, IAsyncDisposable? also = null) : IAsyncDisposable
{
    /// <summary>Reference, unit and load are linked.</summary>
    public bool IsDriven => reference is not null;

    /// <exception cref="Instruments.Faults.InstrumentFault">Persons read it.</exception>
    public IMeter Reference => reference ?? throw BenchFaults.NotWired(BenchRole.Reference);

    /// <inheritdoc cref="Reference"/>
    public IMeter Unit => unit ?? throw BenchFaults.NotWired(BenchRole.Unit);

    /// <inheritdoc cref="Reference"/>
    public ILoad Load => load ?? throw BenchFaults.NotWired(BenchRole.Load);

    /// <summary>The reference, when it latches readings of itself and of the unit; null when both are read at rest.</summary>
    public ILatchingMeter? Latching => reference as ILatchingMeter;

    /// <summary>Instruments beside these, each of another capability.</summary>
    public IReadOnlyList<BesideInstrument> Beside { get; init; } = [];

    /// <summary>Null when the clock of the station is what those of units are compared with.</summary>
    public ComparedClock? Clock { get; init; }

    public ISource? Source => Beside.FirstOrDefault(one => one.Role == BenchRole.Source)?.Instrument as ISource;

    /// <summary>What can hold something applied, in the order in which it is taken off.</summary>
    public IEnumerable<(BenchRole Role, IInstrument Instrument)> Applying =>
        [.. load is null ? [] : new[] { (BenchRole.Load, (IInstrument)load) }, .. Source is { } source ? new[] { (BenchRole.Source, (IInstrument)source) } : []];

    /// <summary>The instrument that measures this for a step: one beside reference and unit goes before them.</summary>
    public IMeter MeterOf(string role, string measurand) =>
        Beside.FirstOrDefault(one => BenchRoles.Beside[one.Role].Gives.Contains((role, measurand)))?.Instrument as IMeter ?? (role == Roles.Reference ? Reference : Unit);

    public async ValueTask DisposeAsync()
    {
        foreach (var instrument in new IInstrument?[] { Clock?.Meter, load, unit, reference }.Concat(Beside.Select(one => one.Instrument)).OfType<IInstrument>().Distinct())
            await instrument.DisposeAsync();
        if (also is not null)
            await also.DisposeAsync();
    }
}

/// <summary>An instrument beside reference, unit and load, and who it must be.</summary>
/// <param name="SerialNumber">Null where something else than a number says who it is: the key of a display that signs.</param>
public sealed record BesideInstrument(BenchRole Role, IInstrument Instrument, string? SerialNumber, bool IsKnownByPlate);

/// <summary>The reference clock of a bench, who it must be, and its time as the last comparison with the station gave it.</summary>
public sealed record ComparedClock(IMeter Meter, string SerialNumber, bool IsKnownByPlate, ReferenceTime Time);

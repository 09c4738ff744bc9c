using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Links;

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
public sealed record BenchRequest(string BenchCode, string ReferenceSerial, string UnitSerial);

/// <summary>The instruments of a run, open, by what they are on the bench; one instrument may be several. Disposing closes every link.</summary>
public sealed class ConnectedBench(IMeter reference, IMeter unit, ILoad load, IAsyncDisposable? also = null) : IAsyncDisposable
{
    public IMeter Reference { get; } = reference;

    public IMeter Unit { get; } = unit;

    public ILoad Load { get; } = load;

    /// <summary>The reference, when it latches readings of itself and of the unit; null when both are read at rest.</summary>
    public ILatchingMeter? Latching => Reference as ILatchingMeter;

    /// <summary>Null when persons read the ambient conditions.</summary>
    public AmbientProbe? Probe { get; init; }

    /// <summary>Null when the clock of the station is what those of units are compared with.</summary>
    public ComparedClock? Clock { get; init; }

    public async ValueTask DisposeAsync()
    {
        if (Clock is not null)
            await Clock.Meter.DisposeAsync();
        if (Probe is not null)
            await Probe.Meter.DisposeAsync();
        foreach (var instrument in new IInstrument[] { Load, Unit, Reference }.Distinct())
            await instrument.DisposeAsync();
        if (also is not null)
            await also.DisposeAsync();
    }
}

/// <summary>The probe of ambient conditions, and who it must be.</summary>
public sealed record AmbientProbe(IMeter Meter, string SerialNumber, bool IsKnownByPlate);

/// <summary>The reference clock of a bench, who it must be, and its time as the last comparison with the station gave it.</summary>
public sealed record ComparedClock(IMeter Meter, string SerialNumber, bool IsKnownByPlate, ReferenceTime Time)
{
    /// <summary>As what it stands among the identities of a bench.</summary>
    public const string Role = "clock";
}

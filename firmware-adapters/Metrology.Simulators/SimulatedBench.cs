using System.Globalization;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;
using Metrology.Simulators.Charging;
using Metrology.Simulators.Meter;
using Metrology.Simulators.Pile;

namespace Metrology.Simulators;

/// <summary>
/// A whole bench without hardware: a reference meter on a pseudo-terminal, a pile and a load on message links, all on one charging process. The same seed and the
/// same charges give the same registers at rest, however fast it ran.
/// </summary>
public sealed class SimulatedBench : IAsyncDisposable
{
    private readonly PtyPair pair = PtyPair.Open();
    private readonly IMessageLink pileLink;
    private readonly IMessageLink loadLink;
    private readonly ProcessPump pump;
    private readonly SimulatedPile pile;
    private readonly SimulatedLoad load;
    private readonly IAsyncDisposable meter;

    /// <param name="connect">Gives a message link for a client of that name; the bench disposes it.</param>
    /// <param name="process">One that went on before: a register does not go back when its meter is connected again. Null starts anew from the seed.</param>
    public SimulatedBench(SimulatedBenchSettings settings, Func<string, IMessageLink> connect, TimeProvider time, ChargingProcess? process = null)
    {
        Process = process ?? new(settings.Seed);
        meter = settings.Meter?.Invoke(pair.Master, Process)
            ?? new SimulatedDlt645Meter(pair.Master, new(settings.MeterAddress, settings.MeterNumber, settings.ReferenceError, settings.UtcOffset), Process, time);
        // Every start is another boot, whatever the seed: a receiver drops what it had before under the same boot and number.
        var boot = string.Create(CultureInfo.InvariantCulture, $"sim-{settings.Seed}-{time.GetUtcNow().UtcTicks}");
        pileLink = connect(settings.PileId);
        loadLink = connect(settings.LoadId);
        pile = new(pileLink, new(settings.PileId, boot, settings.PileError, settings.PileClockOffset, settings.Price, settings.PileSerial, settings.PileModel), Process, time);
        load = new(loadLink, new(settings.LoadId, boot) { MaximumVolts = settings.MaximumVolts, MaximumAmperes = settings.MaximumAmperes }, Process, time);
        pump = new(Process, settings.Speed, time);
        MeterAddress = pair.Address(TtySettings.Default);
    }

    /// <summary>Link address of the reference meter, "tty:/dev/pts/…".</summary>
    public string MeterAddress { get; }

    public ChargingProcess Process { get; }

    /// <summary>For its faults; only a bench whose meter is none of its own has it.</summary>
    public SimulatedDlt645Meter Meter => (SimulatedDlt645Meter)meter;

    public async ValueTask DisposeAsync()
    {
        await pump.DisposeAsync().ConfigureAwait(false);
        await load.DisposeAsync().ConfigureAwait(false);
        await pile.DisposeAsync().ConfigureAwait(false);
        await meter.DisposeAsync().ConfigureAwait(false);
        await pair.DisposeAsync().ConfigureAwait(false);
        await pileLink.DisposeAsync().ConfigureAwait(false);
        await loadLink.DisposeAsync().ConfigureAwait(false);
    }
}

/// <summary>A simulated bench; everything it names is a demonstration (示例).</summary>
/// <param name="Seed">Of all noise and of the registers before the first charge.</param>
/// <param name="PileError">Relative error of the pile's energy register: 0.0062 is +0.62 %.</param>
public sealed record SimulatedBenchSettings(ulong Seed, decimal PileError)
{
    /// <summary>Relative error of the reference meter.</summary>
    public decimal ReferenceError { get; init; } = 0.00008m;

    public TimeSpan PileClockOffset { get; init; } = TimeSpan.FromSeconds(1.8);

    /// <summary>Simulated seconds a second.</summary>
    public double Speed { get; init; } = 200;

    /// <summary>CNY a kWh.</summary>
    public decimal Price { get; init; } = 1.20m;

    public string MeterAddress { get; init; } = "000000000001";

    public string MeterNumber { get; init; } = "330000000002";

    /// <summary>Another reference meter than the usual DL/T 645 one, on the line that it is given.</summary>
    public Func<ILink, ChargingProcess, IAsyncDisposable>? Meter { get; init; }

    /// <summary>Limits of the load.</summary>
    public decimal MaximumVolts { get; init; } = 264m;

    public decimal MaximumAmperes { get; init; } = 63m;

    public string PileModel { get; init; } = "SIM-AC-7kW";

    public string PileId { get; init; } = "pile";

    /// <summary>Serial number that the pile answers with.</summary>
    public string PileSerial { get; init; } = "SIM-PILE-0001";

    public string LoadId { get; init; } = "load";

    /// <summary>Of the date and time that the meter shows.</summary>
    public TimeSpan UtcOffset { get; init; } = TimeSpan.FromHours(8);
}

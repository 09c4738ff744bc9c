using System.Globalization;
using Metrology.Adapters.Wire;
using Metrology.Core.Quantities;
using Metrology.Instruments.Links;
using Metrology.Simulators.Charging;

namespace Metrology.Simulators.Pile;

/// <summary>
/// The display of a charging pile on the wire contract: energy register with an injected error, amount of the last charge, its own clock. Live readings go out
/// twice a second; a "read" is answered with what is shown at that moment.
/// </summary>
public sealed class SimulatedPile : IAsyncDisposable
{
    public const decimal EnergyResolution = 0.001m, AmountResolution = 0.01m, ClockResolution = 0.1m;

    private static readonly TimeSpan LivePeriod = TimeSpan.FromMilliseconds(500);

    private readonly SimulatedPileSettings settings;
    private readonly ChargingProcess process;
    private readonly PileClock clock;
    private readonly WireServer server;
    private readonly PeriodicTimer live;
    private readonly Task showing;

    public SimulatedPile(IMessageLink link, SimulatedPileSettings settings, ChargingProcess process, TimeProvider time)
    {
        (this.settings, this.process) = (settings, process);
        clock = new(time, settings.ClockOffset);
        live = new(LivePeriod, time);
        server = new(link, new(settings.WireId, settings.Boot), clock, AnswerAsync);
        showing = ShowLiveAsync();
    }

    public async ValueTask DisposeAsync()
    {
        live.Dispose();
        await showing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>What the display shows now: the register cut off after its last digit, as displays do.</summary>
    public IReadOnlyList<WireValue> Shown()
    {
        var state = process.State;
        var energy = Register(state.Energy);
        var charged = energy - Register(state.ChargeFrom);
        var amount = decimal.Round(charged * settings.Price / AmountResolution, MidpointRounding.AwayFromZero) * AmountResolution;
        return
        [
            Value(Measurands.ActiveEnergy, energy, "kWh", EnergyResolution),
            Value(Measurands.Amount, amount, "CNY", AmountResolution),
            new(WireClock.Measurand, clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), WireClock.Unit, ClockResolution),
        ];
    }

    private async Task ShowLiveAsync()
    {
        while (await live.WaitForNextTickAsync(server.Stopping).ConfigureAwait(false))
            await server.ShowAsync(Shown(), answers: null, server.Stopping).ConfigureAwait(false);
    }

    private Task AnswerAsync(WireCommand command, CancellationToken cancellation) => command.Verb switch
    {
        WireCommand.Read => server.ShowAsync(Shown(), command.Id, cancellation),
        WireCommand.Identify => server.TellAsync(command, WireEvent.Identified, cancellation, happened => happened with { Identity = settings.Identity }),
        WireCommand.Standby => server.TellAsync(command, WireEvent.Standby, cancellation),
        _ => server.TellAsync(command, WireEvent.Refused, cancellation, happened => happened with
        {
            Refusal = new("not-supported", "该仪器不支持此命令。", "This instrument does not know that command."),
        }),
    };

    private decimal Register(decimal trueEnergy) =>
        decimal.Truncate((process.PileStart + ((process.PileElsewhere() + trueEnergy) * (1 + settings.RelativeError))) / EnergyResolution) * EnergyResolution;

    private static WireValue Value(string measurand, decimal value, string unit, decimal resolution) =>
        new(measurand, value.ToString(CultureInfo.InvariantCulture), unit, resolution);
}

/// <summary>A simulated pile.</summary>
/// <param name="RelativeError">Error of its energy register, for example 0.0062 for +0.62 %.</param>
/// <param name="ClockOffset">Its clock minus the true time.</param>
/// <param name="Price">CNY a kWh.</param>
public sealed record SimulatedPileSettings(string WireId, string Boot, decimal RelativeError, TimeSpan ClockOffset, decimal Price, string Serial = "SIM-PILE-0001", string Model = "SIM-AC-7kW")
{
    public WireIdentity Identity { get; } = new("示例充电设备厂", Model, Serial, "1.0");
}

/// <summary>The clock of a pile, wrong by a fixed amount.</summary>
internal sealed class PileClock(TimeProvider time, TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + offset;
}

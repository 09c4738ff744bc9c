using Metrology.Adapters.Wire;
using Metrology.Instruments.Links;
using Metrology.Simulators.Charging;

namespace Metrology.Simulators.Pile;

/// <summary>The load of the bench on the wire contract: "apply" runs a charge of the shared process and tells when the energy has passed, "standby" ends it.</summary>
public sealed class SimulatedLoad : IAsyncDisposable
{
    private readonly SimulatedLoadSettings settings;
    private readonly ChargingProcess process;
    private readonly WireServer server;
    private Task charging = Task.CompletedTask;

    public SimulatedLoad(IMessageLink link, SimulatedLoadSettings settings, ChargingProcess process, TimeProvider time)
    {
        (this.settings, this.process) = (settings, process);
        server = new(link, new(settings.WireId, settings.Boot), time, AnswerAsync);
    }

    public async ValueTask DisposeAsync()
    {
        process.Stop();
        await charging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.DisposeAsync().ConfigureAwait(false);
    }

    private Task AnswerAsync(WireCommand command, CancellationToken cancellation) => command.Verb switch
    {
        WireCommand.Apply => ApplyAsync(command, cancellation),
        WireCommand.Standby => StandbyAsync(command, cancellation),
        WireCommand.Identify => server.TellAsync(command, WireEvent.Identified, cancellation, happened => happened with { Identity = settings.Identity }),
        _ => RefuseAsync(command, new("not-supported", "该仪器不支持此命令。", "This instrument does not know that command."), cancellation),
    };

    private async Task ApplyAsync(WireCommand command, CancellationToken cancellation)
    {
        if (Charge(command) is not { } charge)
        {
            await RefuseAsync(command, new("bad-settings", "负载设定不在允许范围内。", "The settings are outside the range of the load."), cancellation).ConfigureAwait(false);
            return;
        }

        if (process.State.IsCharging)
        {
            await RefuseAsync(command, new("busy", "负载正在运行。请先待机。", "The load is running. Send it to standby first."), cancellation).ConfigureAwait(false);
            return;
        }

        var passed = process.Apply(charge);
        await server.TellAsync(command, WireEvent.Accepted, cancellation).ConfigureAwait(false);
        charging = TellDoneAsync(command, charge, passed);
    }

    private async Task TellDoneAsync(WireCommand command, ChargeSettings charge, Task<decimal> passed)
    {
        var energy = decimal.Round(await passed.ConfigureAwait(false), 6);
        if (energy >= charge.EnergyKilowattHours)
            await server.TellAsync(command, WireEvent.Done, server.Stopping, happened => happened with { Energy = energy }).ConfigureAwait(false);
        else
            await RefuseAsync(command, new("stopped", "负载在达到预置电量前停止。", "The load stopped before the energy had passed."), server.Stopping).ConfigureAwait(false);
    }

    private async Task StandbyAsync(WireCommand command, CancellationToken cancellation)
    {
        process.Stop();
        await server.TellAsync(command, WireEvent.Standby, cancellation).ConfigureAwait(false);
    }

    private Task RefuseAsync(WireCommand command, WireRefused refusal, CancellationToken cancellation) =>
        server.TellAsync(command, WireEvent.Refused, cancellation, happened => happened with { Refusal = refusal });

    private ChargeSettings? Charge(WireCommand command)
    {
        decimal? Setting(string name, string unit) => command.Settings.FirstOrDefault(setting => setting.Name == name && setting.Unit == unit)?.Value;
        return (Setting("voltage", "V"), Setting("current", "A"), Setting("energy", "kWh")) is ({ } volts, { } amperes, { } energy)
            && volts is > 0 && volts <= settings.MaximumVolts && amperes is > 0 && amperes <= settings.MaximumAmperes && energy is > 0 && energy <= settings.MaximumEnergy
            ? new(volts, amperes, energy)
            : null;
    }
}

/// <summary>A simulated load; limits in V, A, kWh.</summary>
public sealed record SimulatedLoadSettings(string WireId, string Boot)
{
    public decimal MaximumVolts { get; init; } = 264m;

    public decimal MaximumAmperes { get; init; } = 63m;

    public decimal MaximumEnergy { get; init; } = 100m;

    public WireIdentity Identity { get; init; } = new("示例负载厂", "SIM-LOAD", "SIM-LOAD-0001", "1.0");
}

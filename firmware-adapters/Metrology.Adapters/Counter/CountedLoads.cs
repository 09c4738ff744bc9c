using Metrology.Adapters.Roller;
using Metrology.Core.Quantities;
using Metrology.Instruments.Capabilities;

namespace Metrology.Adapters.Counter;

/// <summary>Rollers that are driven while a counter on their axle counts with them, both from zero. The rollers themselves belong to whoever made them.</summary>
public sealed class CountedRollers(PulseCounter counter, RollerBench rollers) : ILoad
{
    public ValueTask<Identity> IdentifyAsync(CancellationToken cancellation) => rollers.IdentifyAsync(cancellation);

    public async ValueTask ApplyAsync(IReadOnlyDictionary<string, Quantity> settings, CancellationToken cancellation)
    {
        await counter.StartAsync(cancellation).ConfigureAwait(false);
        await rollers.ApplyAsync(settings, cancellation).ConfigureAwait(false);
    }

    public ValueTask StandbyAsync(CancellationToken cancellation) => rollers.StandbyAsync(cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>
/// A load that runs while a counter takes the pulses of reference and unit. Setting "pulses" is how many of the unit are waited for, "energy" what the load gives at least: enough for one
/// more, because the count begins with a pulse.
/// </summary>
/// <param name="load">Disposed with this.</param>
public sealed class GatedLoad(PulseCounter counter, ILoad load) : ILoad
{
    /// <summary>Names of the settings; see <see cref="ILoad.ApplyAsync"/>.</summary>
    private const string Pulses = "pulses";

    public ValueTask<Identity> IdentifyAsync(CancellationToken cancellation) => load.IdentifyAsync(cancellation);

    public async ValueTask ApplyAsync(IReadOnlyDictionary<string, Quantity> settings, CancellationToken cancellation)
    {
        if (!settings.TryGetValue(Pulses, out var pulses))
        {
            await load.ApplyAsync(settings, cancellation).ConfigureAwait(false);
            return;
        }

        await counter.GateAsync(pulses.Value, cancellation).ConfigureAwait(false);
        await load.ApplyAsync(settings.Where(one => one.Key != Pulses).ToDictionary(), cancellation).ConfigureAwait(false);
        if (!await counter.IsDoneAsync(cancellation).ConfigureAwait(false))
            throw counter.NoPulses();
    }

    public ValueTask StandbyAsync(CancellationToken cancellation) => load.StandbyAsync(cancellation);

    public ValueTask DisposeAsync() => load.DisposeAsync();
}

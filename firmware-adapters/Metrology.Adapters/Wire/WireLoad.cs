using Metrology.Core.Quantities;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Wire;

/// <summary>A load over the wire contract. Settings "voltage", "current" and "energy" are sent with the units they come in.</summary>
public sealed class WireLoad(IMessageLink link, WirePeer peer, TimeProvider time) : ILoad
{
    private readonly WireSession session = new(link, peer, time);

    public ValueTask<Identity> IdentifyAsync(CancellationToken cancellation) => session.IdentifyAsync(cancellation);

    /// <summary>Returns when the load says that the energy has passed and it is off again.</summary>
    public async ValueTask ApplyAsync(IReadOnlyDictionary<string, Quantity> settings, CancellationToken cancellation)
    {
        var limit = Duration(settings) + session.Limits.ApplySlack;
        var command = session.Command(WireCommand.Apply, [.. settings.Select(Setting).OrderBy(setting => setting.Name, StringComparer.Ordinal)]);
        var done = session.Expect(command, reply => reply.Event?.Kind == WireEvent.Done);
        try
        {
            await session.AskAsync(command, reply => reply.Event?.Kind is WireEvent.Accepted or WireEvent.Done, cancellation).ConfigureAwait(false);
            await session.RepeatUntilAsync(command, done, limit, cancellation).ConfigureAwait(false);
        }
        finally
        {
            session.Forget(done);
        }
    }

    public ValueTask StandbyAsync(CancellationToken cancellation) => session.StandbyAsync(cancellation);

    /// <summary>Leaves the link open: others use it too.</summary>
    public ValueTask DisposeAsync() => session.DisposeAsync();

    private static TimeSpan Duration(IReadOnlyDictionary<string, Quantity> settings)
    {
        decimal Si(string name) => settings.TryGetValue(name, out var quantity)
            ? quantity.Value * quantity.Unit.Factor
            : throw new ArgumentException($"the load needs the setting {name}");

        // Coherent SI: J / (V · A) = s.
        return TimeSpan.FromSeconds((double)(Si("energy") / (Si("voltage") * Si("current"))));
    }

    private static WireSetting Setting(KeyValuePair<string, Quantity> setting) => new(setting.Key, setting.Value.Value, setting.Value.Unit.Symbol);
}

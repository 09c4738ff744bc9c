using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links;
using Metrology.Links.Station;
using Metrology.Links.Tty;

namespace Metrology.Station.Field;

/// <summary>
/// The ports that the server may open at this station: serial ports that are plugged in, and what instruments.json names beside them. A server that somebody else has reaches nothing else from here.
/// Each port is open once at a time; the lock of a serial port also keeps other programs out.
/// </summary>
/// <param name="named">Paths, and "tcp:HOST:PORT".</param>
public sealed class OfferedPorts(IReadOnlyList<string> named, TimeProvider clock)
{
    private const int MostOpen = 32;

    private readonly LinkFactory links = LinkFactory.Of(clock);
    private readonly Lock gate = new();
    private readonly HashSet<string> open = new(StringComparer.Ordinal);

    /// <summary>Those of now: a path that is named and not there is offered when it comes.</summary>
    public IReadOnlyList<string> Found() => [.. TtyPorts.Found().Union(named.Where(one => !one.StartsWith('/') || File.Exists(one)), StringComparer.Ordinal)];

    /// <param name="address">Link address, as the server asks for it.</param>
    /// <exception cref="InstrumentFault">It is not offered, not understood, or open already.</exception>
    public ILink Open(string address)
    {
        var made = links.Create(address);
        if (made.Refusal is { } refusal)
            throw new InstrumentFault(FaultKind.Unreachable, refusal.Code, refusal.Text);
        var parsed = LinkAddress.Parse(address).Value;
        var name = parsed.Scheme == "tty" ? parsed.Target : $"{parsed.Scheme}:{parsed.Target}";
        if (!Found().Contains(name, StringComparer.Ordinal))
            throw StationFault.NotOffered(name);
        lock (gate)
        {
            if (open.Count >= MostOpen)
                throw StationFault.Full(MostOpen);
            if (!open.Add(name))
                throw StationFault.Busy(name);
        }

        return new Held(made.Value, () =>
        {
            lock (gate)
                open.Remove(name);
        });
    }

    private sealed class Held(ILink inner, Action free) : ILink
    {
        public string Address => inner.Address;

        public ValueTask OpenAsync(CancellationToken cancellation) => inner.OpenAsync(cancellation);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => inner.WriteAsync(bytes, cancellation);

        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => inner.ReadAsync(buffer, cancellation);

        public async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            free();
        }
    }
}

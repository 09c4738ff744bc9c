using System.Threading.Channels;

namespace Metrology.Mqtt.Transport;

/// <summary>Wakes one waiting loop; signals that nobody has waited for yet fall together into one.</summary>
internal sealed class Signal
{
    readonly Channel<bool> channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => channel.Writer.TryWrite(true);

    /// <summary>The last signal: after it <see cref="WaitAsync"/> gives false.</summary>
    public void Complete() => channel.Writer.TryComplete();

    public async ValueTask<bool> WaitAsync(CancellationToken cancellation)
    {
        if (!await channel.Reader.WaitToReadAsync(cancellation))
            return false;
        channel.Reader.TryRead(out _);
        return true;
    }
}

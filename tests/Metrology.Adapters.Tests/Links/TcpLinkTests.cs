using System.Net;
using System.Net.Sockets;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links.Tcp;

namespace Metrology.Adapters.Tests.Links;

public sealed class TcpLinkTests : LinkContract
{
    protected override string GoneCode => "link.peer-closed";

    protected override async Task<(Peer First, Func<Task<Peer>> Again)> PluggableAsync()
    {
        var first = await StartAsync();
        return (first, () => StartAsync(int.Parse(first.Link.Address.Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture)));
    }

    protected override Task<Peer> StartAsync() => StartAsync(0);

    private static Task<Peer> StartAsync(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        var far = new Listening(listener);
        var link = new TcpLink("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, TimeProvider.System);
        return Task.FromResult(new Peer(link, far, far.DisposeAsync));
    }

    [Fact]
    public async Task Nobody_listening_is_unreachable()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var link = new TcpLink("127.0.0.1", port, TimeProvider.System);
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => link.OpenAsync(CancellationToken.None).AsTask());
        Assert.Equal((FaultKind.Unreachable, "link.no-connection"), (fault.Kind, fault.Code));
    }

    /// <summary>The far end: accepts the one connection when it is first used.</summary>
    private sealed class Listening(TcpListener listener) : ILink
    {
        private readonly Task<Socket> accepted = listener.AcceptSocketAsync();

        public string Address => "far";

        public ValueTask OpenAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
            await (await accepted).SendAsync(bytes, cancellation);

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) =>
            await (await accepted).ReceiveAsync(buffer, cancellation);

        public async ValueTask DisposeAsync()
        {
            if (accepted.IsCompletedSuccessfully)
                (await accepted).Dispose();
            listener.Stop();
            await accepted.ContinueWith(task => task.Exception, TaskScheduler.Default);
        }
    }
}

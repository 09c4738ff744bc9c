using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links;
using Metrology.Links.Tcp;
using Metrology.Links.Tty;

namespace Metrology.Adapters.Tests.Links;

/// <summary>The contract over a device server that speaks the bytes of RFC 2217, and what the server is told.</summary>
public sealed class Rfc2217LinkTests : LinkContract
{
    protected override string GoneCode => "link.peer-closed";

    protected override async Task<(Peer First, Func<Task<Peer>> Again)> PluggableAsync()
    {
        var first = await StartAsync();
        return (first, () => Task.FromResult(Start(int.Parse(first.Link.Address.Split(':', '?')[2], System.Globalization.CultureInfo.InvariantCulture)).Peer));
    }

    protected override Task<Peer> StartAsync() => Task.FromResult(Start(0).Peer);

    private static (Peer Peer, Server Server) Start(int port, Func<byte[], byte[]?>? answer = null, TtyLines? lines = null, int milliseconds = 5000)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        var server = new Server(listener, answer ?? (asked => [(byte)(asked[0] + 100), .. asked[1..]]));
        var link = new Rfc2217Link(
            new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, TimeProvider.System), TtySettings.Parse("9600", "8E1").Value, lines ?? TtyLines.Default, TimeProvider.System)
        {
            NegotiationLimit = TimeSpan.FromMilliseconds(milliseconds),
        };
        return (new(link, server, server.DisposeAsync), server);
    }

    [Fact]
    public async Task The_server_is_told_rate_format_flow_and_lines_and_to_purge()
    {
        var (peer, server) = Start(0, lines: new(FlowControl.Software, Rts: true, Dtr: false));
        await using (peer)
        {
            await peer.Link.OpenAsync(CancellationToken.None);
            // RFC 2217: SET-BAUDRATE 9600, DATASIZE 8, PARITY EVEN, STOPSIZE 1, flow XON/XOFF, DTR off, RTS on, purge both.
            Assert.Equal(["0100002580", "0208", "0303", "0401", "0502", "0509", "050B", "0C03"], server.Asked.Select(Convert.ToHexString));
        }
    }

    [Fact]
    public async Task A_peer_that_does_not_speak_it_is_refused_plainly()
    {
        foreach (var refuse in new[] { true, false })
        {
            var (peer, server) = Start(0, _ => null, milliseconds: refuse ? 5000 : 200);
            server.Refuses = refuse;
            server.IsDeaf = !refuse;
            await using (peer)
            {
                var fault = await Assert.ThrowsAsync<InstrumentFault>(() => peer.Link.OpenAsync(CancellationToken.None).AsTask());
                Assert.Equal((FaultKind.Unreachable, "link.no-rfc2217"), (fault.Kind, fault.Code));
            }
        }
    }

    [Fact]
    public async Task A_server_that_sets_something_else_is_not_used()
    {
        var (peer, _) = Start(0, asked => asked[0] == 1 ? [101, 0, 0, 0x4B, 0] : [(byte)(asked[0] + 100), .. asked[1..]]);
        await using (peer)
        {
            var fault = await Assert.ThrowsAsync<InstrumentFault>(() => peer.Link.OpenAsync(CancellationToken.None).AsTask());
            Assert.Equal("link.rfc2217-refused", fault.Code);
            Assert.Contains("SET-BAUDRATE", fault.Text.En, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("tcp:h:4001?rfc2217=on", "tcp:h:4001?rfc2217=on&baud=2400&format=8E1")]
    [InlineData("tcp:h:4001?rfc2217=on&baud=9600&format=8N1&flow=hardware&dtr=on", "tcp:h:4001?rfc2217=on&baud=9600&format=8N1&flow=hardware&dtr=on")]
    [InlineData("tcp:h:4001?baud=9600", null)]
    [InlineData("tcp:h:4001?rfc2217=maybe", null)]
    [InlineData("tcp:h:4001?rfc2217=on&latency=low", null)]
    [InlineData("tcp:h:4001?rfc2217=on&flow=hardware&rts=on", null)]
    [InlineData("tcp:h:4001?rfc2217=on&baud=1", null)]
    public void An_address_says_what_is_negotiated(string text, string? full)
    {
        var link = LinkFactory.Of(TimeProvider.System).Create(text);
        Assert.Equal(full, link.IsRefused ? null : link.Value.Address);
        Assert.Equal(full is null ? "link.address" : null, link.Refusal?.Code);
    }

    [Fact]
    public void Telnet_commands_are_found_however_they_are_cut()
    {
        byte[] stream = [1, 255, 255, 2, 255, 253, 44, 255, 250, 44, 101, 0, 255, 255, 7, 255, 240, 3, 255, 241, 4, 255, 250, 255, 240, 5];
        for (var size = 1; size <= stream.Length; size++)
        {
            var (telnet, data, commands) = (new Telnet(), new Queue<byte>(), new List<TelnetCommand>());
            foreach (var chunk in stream.Chunk(size))
                commands.AddRange(telnet.Push(chunk, data));
            Assert.Equal([1, 255, 2, 3, 4, 5], data.ToArray());
            Assert.Equal(["253 44 ", "250 44 6500FF07"], commands.Select(one => $"{one.Verb} {one.Option} {Convert.ToHexString(one.Value)}"));
        }
    }

    /// <summary>The far end: accepts one connection, agrees to the COM port, answers its parameters, and keeps a little of the data until it is read.</summary>
    private sealed class Server : ILink
    {
        private readonly TcpListener listener;
        private readonly Func<byte[], byte[]?> answer;
        private readonly Channel<byte[]> data = Channel.CreateBounded<byte[]>(16);
        private readonly TaskCompletionSource<Socket> accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task serving;
        private byte[] left = [];

        public Server(TcpListener listener, Func<byte[], byte[]?> answer)
        {
            (this.listener, this.answer) = (listener, answer);
            serving = ServeAsync();
        }

        public List<byte[]> Asked { get; } = [];
        public bool Refuses { get; set; }
        public bool IsDeaf { get; set; }
        public string Address => "far";

        public ValueTask OpenAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => await (await accepted.Task).SendAsync(Telnet.Encode(bytes), cancellation);

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
        {
            if (left.Length == 0)
                left = await data.Reader.ReadAsync(cancellation);
            var count = Math.Min(buffer.Length, left.Length);
            left.AsMemory(0, count).CopyTo(buffer);
            left = left[count..];
            return count;
        }

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            if (accepted.Task.IsCompletedSuccessfully)
                (await accepted.Task).Dispose();
            data.Writer.TryComplete();
            await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        private async Task ServeAsync()
        {
            var socket = await listener.AcceptSocketAsync();
            accepted.SetResult(socket);
            var (telnet, buffer) = (new Telnet(), new byte[4096]);
            while (await socket.ReceiveAsync(buffer) is > 0 and var count)
            {
                var plain = new Queue<byte>();
                foreach (var command in telnet.Push(buffer.AsSpan(0, count), plain))
                {
                    if (Answer(command) is { } bytes && !IsDeaf)
                        await socket.SendAsync(bytes);
                }

                if (plain.Count > 0)
                    await data.Writer.WriteAsync([.. plain]);
            }
        }

        private byte[]? Answer(TelnetCommand command)
        {
            if (command.Verb == Telnet.Will)
                return [Telnet.Iac, Refuses && command.Option == Telnet.ComPort ? Telnet.Dont : Telnet.Do, command.Option];
            if (command.Verb == Telnet.Do)
                return [Telnet.Iac, Telnet.Will, command.Option];
            if (command.Verb != Telnet.Sub)
                return null;
            Asked.Add(command.Value);
            return answer(command.Value) is { } said ? Telnet.Parameter(Telnet.ComPort, said) : null;
        }
    }
}

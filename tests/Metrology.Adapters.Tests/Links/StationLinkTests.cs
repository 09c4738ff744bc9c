using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using Metrology.Core.Words;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links;
using Metrology.Links.Station;
using Metrology.Links.Tty;

namespace Metrology.Adapters.Tests.Links;

/// <summary>A port of a station over a WebSocket of two sockets; what admits the station stands before it in the server (Stations of Metrology.Web.Tests).</summary>
public sealed class StationLinkTests : LinkContract
{
    private const string Name = "hall-2";

    protected override string GoneCode => "link.unplugged";

    protected override Task<(Peer First, Func<Task<Peer>> Again)> PluggableAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tty").FullName;
        var (name, station) = (Path.Combine(folder, "by-id"), new Station());
        return Task.FromResult((Plug(() => ValueTask.CompletedTask), (Func<Task<Peer>>)(() => Task.FromResult(Plug(async () =>
        {
            await station.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        })))));

        Peer Plug(Func<ValueTask> after)
        {
            var pair = PtyPair.Open();
            File.Delete(name);
            File.CreateSymbolicLink(name, pair.SlavePath);
            return new(station.Link($"tty:{name}"), pair.Master, async () =>
            {
                await pair.DisposeAsync();
                await after();
            });
        }
    }

    protected override Task<Peer> StartAsync()
    {
        var (pair, station) = (PtyPair.Open(), new Station());
        return Task.FromResult(new Peer(station.Link($"tty:{pair.SlavePath}"), pair.Master, async () =>
        {
            await pair.DisposeAsync();
            await station.Served;
            await station.DisposeAsync();
        }));
    }

    [Fact]
    public async Task The_port_is_locked_at_the_station_until_the_server_closes_it_or_is_gone()
    {
        await using var pair = PtyPair.Open();
        await using var station = new Station();
        await using (var first = station.Link($"tty:{pair.SlavePath}"))
        {
            await first.OpenAsync(default);
            await using var second = station.Link($"tty:{pair.SlavePath}");
            var busy = await Assert.ThrowsAsync<InstrumentFault>(() => second.OpenAsync(default).AsTask());
            Assert.Equal((FaultKind.Taken, "link.busy"), (busy.Kind, busy.Code));
            Assert.StartsWith("Station hall-2: ", busy.Text.En, StringComparison.Ordinal);
        }

        await using var third = station.Link($"tty:{pair.SlavePath}");
        await third.OpenAsync(default);
        await station.CutAsync();
        Assert.Equal("station.line-lost", (await Assert.ThrowsAsync<InstrumentFault>(() => third.ReadAsync(new byte[1], default).AsTask())).Code);
        await station.Served;
        await using var local = new TtyLink(pair.SlavePath, TtySettings.Default);
        await local.OpenAsync(default);
    }

    [Fact]
    public async Task What_passed_the_port_is_written_down_with_the_clock_of_the_station()
    {
        await using var pair = PtyPair.Open();
        var slow = new SlowClock();
        await using var station = new Station(slow);
        var (record, opened) = (new TranscriptMemory(), TimeProvider.System.GetTimestamp());
        await using var link = new TranscribedLink(station.Link($"tty:{pair.SlavePath}"), record, TimeProvider.System);
        await link.OpenAsync(default);
        await link.WriteAsync("ask"u8.ToArray(), default);
        Assert.Equal("ask"u8.ToArray(), await ReceiveAsync(pair.Master, 3));
        await pair.Master.WriteAsync("answer"u8.ToArray(), default);
        Assert.Equal("answer"u8.ToArray(), await ReceiveAsync(link, 6));
        Assert.Equal([(Direction.Sent, "ask"), (Direction.Received, "answer")], record.Entries.Select(one => (one.Direction, System.Text.Encoding.ASCII.GetString(one.Bytes))));
        Assert.All(record.Entries, one => Assert.StartsWith("station:hall-2/tty:", one.Link, StringComparison.Ordinal));
        // Its clock runs a thousand times slower than ours.
        Assert.InRange(record.Entries[1].Elapsed, record.Entries[0].Elapsed, TimeProvider.System.GetElapsedTime(opened) / 500);
    }

    [Fact]
    public async Task A_message_that_was_changed_or_sent_again_ends_the_line_and_nothing_of_it_reaches_the_port()
    {
        foreach (var tamper in new Func<byte[], byte[][]>[] { sent => [[.. sent[..^1], (byte)(sent[^1] ^ 1)]], sent => [sent, sent], sent => [new byte[100_000]] })
        {
            var (near, far) = await SocketsAsync();
            var (stationEnd, middle) = await SocketsAsync();
            var keys = (Own: RandomNumberGenerator.GetBytes(StationLine.KeyBytes), Other: RandomNumberGenerator.GetBytes(StationLine.KeyBytes));
            await using var server = new StationLine(near, keys.Own, keys.Other);
            await using var line = new StationLine(stationEnd, keys.Other, keys.Own);
            await server.SendAsync(LineMessage.Open("tty:/dev/x"));
            var buffer = new byte[1000];
            var came = await far.ReceiveAsync(buffer.AsMemory(), default);
            foreach (var sent in tamper(buffer[..came.Count]))
                await middle.SendAsync(sent, WebSocketMessageType.Binary, true, default);
            await line.Completion.WaitAsync(TimeSpan.FromSeconds(10));
            var opened = line.Received.TryRead(out var first) ? 1 : 0;
            Assert.False(line.Received.TryRead(out _));
            Assert.Equal(tamper([1, 2]).Length - 1, opened);
            Assert.True(opened == 0 || first.Act == LineAct.Open);
        }
    }

    [Theory]
    [InlineData("station:hall-2/tty:/dev/ttyUSB0?baud=2400&format=8E1", null)]
    [InlineData("station:hall-2/tcp:10.0.0.7:4001", null)]
    [InlineData("station:hall-2/dev/ttyUSB0", "link.station")]
    [InlineData("station:Hall 2/tty:/dev/ttyUSB0", "link.station")]
    [InlineData("station:hall-2/station:hall-3/tty:/dev/ttyUSB0", "link.station")]
    [InlineData("station:hall-2/mqtt-bytes:10.0.0.7:1883/line", "link.station")]
    [InlineData("station:hall-2/tty:/dev/ttyUSB0?baud=7", "link.address")]
    public void An_address_names_station_and_port(string text, string? code)
    {
        var made = LinkFactory.Of(TimeProvider.System).WithStations(new(TimeProvider.System), TimeProvider.System).Create(text);
        Assert.Equal(code, made.Refusal?.Code);
        Assert.True(code is not null || made.Value.Address == text);
    }

    [Fact]
    public async Task A_station_that_is_not_there_is_said_so()
    {
        var lines = new StationLines(TimeProvider.System) { Patience = TimeSpan.FromMilliseconds(20) };
        await using var link = LinkFactory.Of(TimeProvider.System).WithStations(lines, TimeProvider.System).Create("station:hall-2/tty:/dev/ttyUSB0").Value;
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => link.OpenAsync(default).AsTask());
        Assert.Equal("station.not-connected", fault.Code);
        Assert.False(lines.IsConnected(Name));
    }

    private static async Task<(WebSocket Near, WebSocket Far)> SocketsAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var near = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await near.ConnectAsync(listener.LocalEndpoint);
        var far = await listener.AcceptSocketAsync();
        far.NoDelay = true;
        return (WebSocket.CreateFromStream(new NetworkStream(near, true), new() { IsServer = true }), WebSocket.CreateFromStream(new NetworkStream(far, true), new() { IsServer = false }));
    }

    /// <summary>A station beside its server: a line whenever one is taken, as the program keeps one.</summary>
    private sealed class Station(TimeProvider? clock = null) : IAsyncDisposable
    {
        private readonly LinkFactory ports = LinkFactory.Of(TimeProvider.System);
        private readonly CancellationTokenSource ending = new();
        private readonly List<Task> served = [];
        private readonly List<StationLine> near = [];

        public Task Served => Task.WhenAll(served);

        public StationLink Link(string port) => new(Name, ports.Create(port).Value, TakeAsync, TimeProvider.System);

        /// <summary>As when the server is killed.</summary>
        public async Task CutAsync()
        {
            near.ForEach(line => line.End());
            await Task.WhenAll(near.Select(line => line.Completion));
        }

        public async ValueTask DisposeAsync()
        {
            await ending.CancelAsync();
            await Served;
            foreach (var line in near)
                await line.DisposeAsync();
        }

        private async Task<StationLine> TakeAsync(CancellationToken cancellation)
        {
            var (here, there) = await SocketsAsync();
            var (one, other) = (RandomNumberGenerator.GetBytes(StationLine.KeyBytes), RandomNumberGenerator.GetBytes(StationLine.KeyBytes));
            served.Add(new StationPort(new(there, other, one), port => ports.Create(port).Value, clock ?? TimeProvider.System).RunAsync(_ => { }, ending.Token));
            near.Add(new(here, one, other));
            return near[^1];
        }
    }

    private sealed class SlowClock : TimeProvider
    {
        public override long TimestampFrequency => System.TimestampFrequency * 1000;

        public override long GetTimestamp() => System.GetTimestamp();
    }
}

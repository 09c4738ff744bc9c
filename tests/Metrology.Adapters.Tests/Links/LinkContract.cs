using System.Diagnostics;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Tests.Links;

/// <summary>What every byte link must do, whatever carries the bytes.</summary>
public abstract class LinkContract
{
    private static readonly TimeSpan CancellationLimit = TimeSpan.FromMilliseconds(250);

    /// <summary>Generous: only a link that hangs reaches it.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(10);

    /// <summary>A fresh peer and an unopened link to it.</summary>
    protected abstract Task<Peer> StartAsync();

    /// <summary>A peer under a name that stays, and what brings another peer under that name once it is gone.</summary>
    protected abstract Task<(Peer First, Func<Task<Peer>> Again)> PluggableAsync();

    /// <summary>Code of the fault after the peer vanished.</summary>
    protected abstract string GoneCode { get; }

    protected sealed record Peer(ILink Link, ILink Far, Func<ValueTask> Unplug) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Link.DisposeAsync();
            await Unplug();
        }
    }

    [Fact]
    public async Task Bytes_of_every_value_pass_unchanged_in_both_directions()
    {
        await using var peer = await OpenAsync();
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        await peer.Link.WriteAsync(all, CancellationToken.None);
        Assert.Equal(all, await ReceiveAsync(peer.Far, all.Length));
        await peer.Far.WriteAsync(all, CancellationToken.None);
        Assert.Equal(all, await ReceiveAsync(peer.Link, all.Length));
    }

    [Fact]
    public async Task A_read_without_data_ends_at_the_callers_timeout()
    {
        await using var peer = await OpenAsync();
        var clock = Stopwatch.StartNew();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => peer.Link.ReadAsync(new byte[8], timeout.Token).AsTask().WaitAsync(Hang));
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(50) + CancellationLimit);
    }

    [Fact]
    public async Task Cancelling_a_read_takes_effect_within_the_limit_and_loses_no_byte()
    {
        await using var peer = await OpenAsync();
        using var cancel = new CancellationTokenSource();
        var reading = peer.Link.ReadAsync(new byte[8], cancel.Token).AsTask();
        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Hang));
        Assert.True(clock.Elapsed < CancellationLimit, $"took {clock.Elapsed}");
        await peer.Far.WriteAsync(new byte[] { 1, 2, 3 }, CancellationToken.None);
        Assert.Equal([1, 2, 3], await ReceiveAsync(peer.Link, 3));
    }

    [Fact]
    public async Task Cancelling_a_write_that_the_peer_does_not_take_is_within_the_limit()
    {
        await using var peer = await OpenAsync();
        using var cancel = new CancellationTokenSource();
        var writing = peer.Link.WriteAsync(new byte[64 << 20], cancel.Token).AsTask();
        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing.WaitAsync(Hang));
        Assert.True(clock.Elapsed < CancellationLimit, $"took {clock.Elapsed}");
    }

    [Fact]
    public async Task A_cancelled_token_starts_nothing()
    {
        await using var peer = await OpenAsync();
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => peer.Link.WriteAsync(new byte[] { 1 }, cancelled).AsTask());
        await peer.Link.WriteAsync(new byte[] { 2 }, CancellationToken.None);
        Assert.Equal([2], await ReceiveAsync(peer.Far, 1));
    }

    [Fact]
    public async Task A_peer_that_goes_away_fails_the_waiting_read()
    {
        await using var peer = await OpenAsync();
        var reading = peer.Link.ReadAsync(new byte[8], CancellationToken.None).AsTask();
        await peer.Unplug();
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => reading.WaitAsync(Hang));
        Assert.Equal((FaultKind.Unreachable, GoneCode), (fault.Kind, fault.Code));
        Assert.False(fault.IsTransient);
    }

    [Fact]
    public async Task A_peer_that_goes_away_fails_the_waiting_write()
    {
        await using var peer = await OpenAsync();
        var writing = peer.Link.WriteAsync(new byte[64 << 20], CancellationToken.None).AsTask();
        await peer.Unplug();
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => writing.WaitAsync(Hang));
        Assert.Equal((FaultKind.Unreachable, GoneCode), (fault.Kind, fault.Code));
    }

    [Fact]
    public async Task A_peer_that_is_plugged_in_again_is_reached_under_its_name_by_a_fresh_link()
    {
        var (first, again) = await PluggableAsync();
        await using (first)
        {
            await first.Link.OpenAsync(CancellationToken.None);
            await first.Far.WriteAsync(new byte[] { 1 }, CancellationToken.None);
            Assert.Equal([1], await ReceiveAsync(first.Link, 1));
            await first.Unplug();
            var fault = await Assert.ThrowsAsync<InstrumentFault>(() => first.Link.ReadAsync(new byte[8], CancellationToken.None).AsTask().WaitAsync(Hang));
            Assert.Equal(GoneCode, fault.Code);
            await using var second = await again();
            Assert.Equal(first.Link.Address, second.Link.Address);
            await second.Link.OpenAsync(CancellationToken.None);
            await second.Link.WriteAsync(new byte[] { 2 }, CancellationToken.None);
            Assert.Equal([2], await ReceiveAsync(second.Far, 1));
            // The old link does not come back to life, and closing it leaves the new one alone.
            await Assert.ThrowsAsync<InstrumentFault>(() => first.Link.ReadAsync(new byte[8], CancellationToken.None).AsTask().WaitAsync(Hang));
            await first.Link.DisposeAsync();
            await second.Far.WriteAsync(new byte[] { 3 }, CancellationToken.None);
            Assert.Equal([3], await ReceiveAsync(second.Link, 1));
        }
    }

    [Fact]
    public async Task Closing_twice_is_closing_once()
    {
        await using var peer = await OpenAsync();
        await peer.Link.DisposeAsync();
        await peer.Link.DisposeAsync();
        var fault = await Assert.ThrowsAsync<InstrumentFault>(async () => await peer.Link.ReadAsync(new byte[1], CancellationToken.None));
        Assert.Equal("link.closed", fault.Code);
    }

    [Fact]
    public async Task Closing_fails_the_waiting_read()
    {
        await using var peer = await OpenAsync();
        var reading = peer.Link.ReadAsync(new byte[8], CancellationToken.None).AsTask();
        await peer.Link.DisposeAsync();
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => reading.WaitAsync(Hang));
        Assert.Equal("link.closed", fault.Code);
    }

    [Fact]
    public async Task Closing_fails_the_waiting_write_and_returns_within_a_second()
    {
        await using var peer = await OpenAsync();
        var writing = peer.Link.WriteAsync(new byte[64 << 20], CancellationToken.None).AsTask();
        var clock = Stopwatch.StartNew();
        await peer.Link.DisposeAsync();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"took {clock.Elapsed}");
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => writing.WaitAsync(Hang));
        Assert.Equal("link.closed", fault.Code);
    }

    [Fact]
    public async Task A_closed_or_unopened_link_refuses_to_work()
    {
        var peer = await StartAsync();
        await using (peer)
        {
            var unopened = await Assert.ThrowsAsync<InstrumentFault>(async () => await peer.Link.WriteAsync(new byte[1], CancellationToken.None));
            Assert.Equal("link.closed", unopened.Code);
        }
    }

    [Fact]
    public async Task A_transcribed_link_records_what_a_replay_then_plays()
    {
        var peer = await StartAsync();
        await using (peer)
        {
            var record = new TranscriptMemory();
            var link = new TranscribedLink(peer.Link, record, TimeProvider.System);
            await link.OpenAsync(CancellationToken.None);
            await link.WriteAsync("ask"u8.ToArray(), CancellationToken.None);
            await peer.Far.WriteAsync("answer"u8.ToArray(), CancellationToken.None);
            await ReceiveAsync(link, 6);
            Assert.Equal(Direction.Sent, record.Entries[0].Direction);
            Assert.Equal(record.Entries.Select((_, index) => (long)index), record.Entries.Select(entry => entry.Index));

            var replay = new Metrology.Links.Replay.ReplayLink(record.Entries);
            await replay.WriteAsync("ask"u8.ToArray(), CancellationToken.None);
            Assert.Equal("answer"u8.ToArray(), await ReceiveAsync(replay, 6));
            Assert.True(replay.IsAtEnd);
        }
    }

    protected async Task<Peer> OpenAsync()
    {
        var peer = await StartAsync();
        await peer.Link.OpenAsync(CancellationToken.None);
        return peer;
    }

    protected static async Task<byte[]> ReceiveAsync(ILink link, int count)
    {
        using var hang = new CancellationTokenSource(Hang);
        var received = new List<byte>();
        var buffer = new byte[64];
        while (received.Count < count)
            received.AddRange(buffer.AsSpan(0, await link.ReadAsync(buffer, hang.Token)));
        return [.. received];
    }
}

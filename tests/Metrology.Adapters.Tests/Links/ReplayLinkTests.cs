using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links.Replay;

namespace Metrology.Adapters.Tests.Links;

public sealed class ReplayLinkTests
{
    private static readonly TranscriptEntry[] Record =
    [
        Entry(0, Direction.Sent, "ask"), Entry(1, Direction.Received, "an"), Entry(2, Direction.Received, "swer"), Entry(3, Direction.Sent, "again"),
    ];

    [Fact]
    public async Task Other_bytes_than_were_sent_then_are_a_fault()
    {
        var link = new ReplayLink(Record);
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => link.WriteAsync("asK"u8.ToArray(), CancellationToken.None).AsTask());
        Assert.Equal("replay.mismatch", fault.Code);
        Assert.False(fault.IsTransient);
    }

    [Fact]
    public async Task An_answer_is_not_there_before_its_question()
    {
        var link = new ReplayLink(Record);
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => link.ReadAsync(new byte[9], CancellationToken.None).AsTask());
        Assert.Equal((FaultKind.Timeout, "replay.silence"), (fault.Kind, fault.Code));
    }

    [Fact]
    public async Task Chunks_need_not_be_those_of_the_record()
    {
        var link = new ReplayLink(Record);
        await link.WriteAsync("a"u8.ToArray(), CancellationToken.None);
        await link.WriteAsync("sk"u8.ToArray(), CancellationToken.None);
        var buffer = new byte[9];
        Assert.Equal(6, await link.ReadAsync(buffer, CancellationToken.None));
        Assert.Equal("answer"u8.ToArray(), buffer[..6]);
        Assert.False(link.IsAtEnd);
        await link.WriteAsync("again"u8.ToArray(), CancellationToken.None);
        Assert.True(link.IsAtEnd);
    }

    /// <summary>Rules of <see cref="LinkContract"/> that a record keeps, with the test that shows it, and those that it cannot have, with the reason.</summary>
    private static readonly Dictionary<string, string> Contract = new()
    {
        [nameof(LinkContract.Bytes_of_every_value_pass_unchanged_in_both_directions)] = nameof(Every_byte_value_is_played_and_a_cancelled_token_starts_nothing),
        [nameof(LinkContract.A_cancelled_token_starts_nothing)] = nameof(Every_byte_value_is_played_and_a_cancelled_token_starts_nothing),
        [nameof(LinkContract.Closing_twice_is_closing_once)] = nameof(Closing_twice_is_closing_once_and_a_closed_replay_refuses_to_work),
        [nameof(LinkContract.A_closed_or_unopened_link_refuses_to_work)] = nameof(Closing_twice_is_closing_once_and_a_closed_replay_refuses_to_work),
        [nameof(LinkContract.A_transcribed_link_records_what_a_replay_then_plays)] = nameof(Chunks_need_not_be_those_of_the_record),
        [nameof(LinkContract.A_read_without_data_ends_at_the_callers_timeout)] = "a silence of the record is told at once, so nothing waits",
        [nameof(LinkContract.Cancelling_a_read_takes_effect_within_the_limit_and_loses_no_byte)] = "no read waits",
        [nameof(LinkContract.Cancelling_a_write_that_the_peer_does_not_take_is_within_the_limit)] = "no write waits",
        [nameof(LinkContract.A_peer_that_goes_away_fails_the_waiting_read)] = "a record has no peer",
        [nameof(LinkContract.A_peer_that_goes_away_fails_the_waiting_write)] = "a record has no peer",
        [nameof(LinkContract.A_peer_that_is_plugged_in_again_is_reached_under_its_name_by_a_fresh_link)] = "a record has no peer",
        [nameof(LinkContract.Closing_fails_the_waiting_read)] = "no read waits",
        [nameof(LinkContract.Closing_fails_the_waiting_write_and_returns_within_a_second)] = "no write waits",
    };

    [Fact]
    public void Every_rule_of_the_contract_is_kept_or_named()
    {
        static IEnumerable<string> TestsOf(Type type) => type.GetMethods().Where(method => method.GetCustomAttributes(typeof(FactAttribute), false).Length > 0).Select(method => method.Name);
        Assert.Equal(TestsOf(typeof(LinkContract)).Order(StringComparer.Ordinal), Contract.Keys.Order(StringComparer.Ordinal));
        Assert.All(Contract.Values.Where(shown => !shown.Contains(' ', StringComparison.Ordinal)), shown => Assert.Contains(shown, TestsOf(typeof(ReplayLinkTests))));
    }

    [Fact]
    public async Task Every_byte_value_is_played_and_a_cancelled_token_starts_nothing()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        var link = new ReplayLink([new("tty:x", 0, default, Direction.Sent, all), new("tty:x", 1, default, Direction.Received, all)]);
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => link.WriteAsync(all, cancelled).AsTask());
        await link.WriteAsync(all, CancellationToken.None);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => link.ReadAsync(new byte[256], cancelled).AsTask());
        var played = new byte[256];
        Assert.Equal(256, await link.ReadAsync(played, CancellationToken.None));
        Assert.Equal(all, played);
    }

    [Fact]
    public async Task Closing_twice_is_closing_once_and_a_closed_replay_refuses_to_work()
    {
        var link = new ReplayLink(Record);
        await link.DisposeAsync();
        await link.DisposeAsync();
        Assert.Equal("link.closed", (await Assert.ThrowsAsync<InstrumentFault>(() => link.ReadAsync(new byte[1], CancellationToken.None).AsTask())).Code);
        Assert.Equal("link.closed", (await Assert.ThrowsAsync<InstrumentFault>(() => link.WriteAsync(new byte[1], CancellationToken.None).AsTask())).Code);
    }

    private static TranscriptEntry Entry(long index, Direction direction, string text) =>
        new("tty:x", index, TimeSpan.FromMilliseconds(index), direction, System.Text.Encoding.ASCII.GetBytes(text));
}

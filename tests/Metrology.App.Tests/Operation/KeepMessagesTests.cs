using Metrology.App.Tests.Support;
using Metrology.App.Operation;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Operation;

/// <summary>A message counts once however often it comes; what is refused is kept apart and counted.</summary>
public sealed class KeepMessagesTests
{
    [Fact]
    public async Task The_same_message_is_one_within_a_batch_and_over_batches()
    {
        await using var laboratory = await Support.Laboratory.OpenEmptyAsync();
        var keep = laboratory.The<KeepMessages>();
        Assert.Equal(2, await keep.ExecuteAsync([Message("a", 1), Message("a", 1), Message("b", 1)], [], default));
        Assert.Equal(1, await keep.ExecuteAsync([Message("a", 1), Message("a", 2), Message("b", 1)], [], default));
        Assert.Equal(0, await keep.ExecuteAsync([Message("a", 2)], [], default));
        Assert.Equal(3, await laboratory.AskAsync(db => db.InstrumentMessages.CountAsync()));
    }

    [Fact]
    public async Task Parallel_batches_of_a_repeating_gateway_lose_and_double_nothing()
    {
        await using var laboratory = await Support.Laboratory.OpenEmptyAsync();
        var keep = laboratory.The<KeepMessages>();
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () => keep.ExecuteAsync([.. Enumerable.Range(i * 5, 20).Select(number => Message("a", number))], [], default))));
        Assert.Equal((55, 55), (added.Sum(), await laboratory.AskAsync(db => db.InstrumentMessages.CountAsync())));
    }

    [Fact]
    public async Task Another_message_under_the_same_number_is_refused_within_a_batch_and_over_batches()
    {
        await using var laboratory = await Support.Laboratory.OpenEmptyAsync();
        var keep = laboratory.The<KeepMessages>();
        Assert.Equal(1, await keep.ExecuteAsync([Message("a", 1), Message("a", 1, 2)], [], default));
        Assert.Equal(0, await keep.ExecuteAsync([Message("a", 1, 3), Message("a", 1)], [], default));
        Assert.Equal(new Dictionary<string, int> { ["ingest.number-reused"] = 2 }, await laboratory.The<OperationQueries>().MessageCountsAsync(default));
        Assert.Equal([3, 2], (await laboratory.The<OperationQueries>().LatestMessagesAsync(default)).Select(row => row.Payload.Single()));
    }

    [Fact]
    public async Task Refused_messages_are_counted_by_reason_and_cut()
    {
        await using var laboratory = await Support.Laboratory.OpenEmptyAsync();
        var keep = laboratory.The<KeepMessages>();
        await keep.ExecuteAsync([], [Refused("wire.json", 10), Refused("wire.json", 100_000), Refused("ingest.retained", 0)], default);
        Assert.Equal(new Dictionary<string, int> { ["wire.json"] = 2, ["ingest.retained"] = 1 }, await laboratory.The<OperationQueries>().MessageCountsAsync(default));
        Assert.Equal(RefusedMessage.KeptBytes, await laboratory.AskAsync(async db => (await db.RefusedMessages.ToListAsync()).Max(row => row.Payload.Length)));
    }

    private static InstrumentMessage Message(string instrument, long sequence, byte content = 1) => new()
    {
        Instrument = instrument,
        Boot = "1",
        Sequence = sequence,
        Topic = "t",
        Payload = [content],
    };

    private static RefusedMessage Refused(string code, int length) => RefusedMessage.Of("t", new byte[length], Refusal.Of(code, "不对", "wrong"), default);
}

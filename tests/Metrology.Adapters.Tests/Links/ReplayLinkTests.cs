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

    private static TranscriptEntry Entry(long index, Direction direction, string text) =>
        new("tty:x", index, TimeSpan.FromMilliseconds(index), direction, System.Text.Encoding.ASCII.GetBytes(text));
}

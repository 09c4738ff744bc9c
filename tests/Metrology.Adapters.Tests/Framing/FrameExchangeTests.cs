using Metrology.Adapters.Dlt645;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;

namespace Metrology.Adapters.Tests.Framing;

/// <summary>How long an answer is waited for, and what is said of bytes that are none.</summary>
public sealed class FrameExchangeTests
{
    /// <summary>Forward active energy of meter 000000000001, DL/T 645-2007 (shared vector pub-03).</summary>
    private static readonly byte[] Answer = Convert.FromHexString("68010000000000689108" + "33333433AB896745" + "1716");

    private static readonly Dlt645Request Request = Dlt645Request.Read("000000000001", 0x00010000);

    private static readonly ExchangeLimits Limits = new(TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(5), Attempts: 2)
    {
        Gap = TimeSpan.FromMilliseconds(400),
        Whole = TimeSpan.FromSeconds(20),
    };

    private readonly List<string> refused = [];

    private async Task<Dlt645Frame> AskAsync(PacedLink link, ExchangeLimits? limits = null)
    {
        using var exchange = new FrameExchange<Dlt645Frame>(link, new Dlt645Framer(), limits ?? Limits, TimeProvider.System, (reason, _) => refused.Add(reason.Code));
        return await exchange.AskAsync(
            new(Request.Encode(), frame => Request.WhyNotAnsweredBy(frame) is null ? FrameFit.Answer : FrameFit.Unrelated, IsReadOnly: true), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_answer_that_comes_byte_by_byte_is_waited_for_longer_than_its_beginning()
    {
        // Twenty bytes take four times as long as the first may.
        Assert.Equal(Answer, (await AskAsync(new(Answer, TimeSpan.FromMilliseconds(30)))).Raw.ToArray());
        Assert.Empty(refused);
    }

    [Fact]
    public async Task A_slow_line_is_given_the_time_of_its_characters()
    {
        // Sixteen bytes out at 300 bit/s take 0.6 s before anybody can answer.
        var rate = TtySettings.Parse("300", "8E1").Value.CharacterTime;
        Assert.Equal(36.7, rate.TotalMilliseconds, 0.1);
        Assert.Equal(Answer, (await AskAsync(new(Answer, TimeSpan.Zero) { First = TimeSpan.FromMilliseconds(500), CharacterTime = rate })).Raw.ToArray());
        Assert.Equal("exchange.no-answer", (await Assert.ThrowsAsync<InstrumentFault>(() => AskAsync(new(Answer, TimeSpan.Zero) { First = TimeSpan.FromMilliseconds(500) }))).Code);
    }

    [Fact]
    public async Task An_attempt_ends_although_bytes_still_come()
    {
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => AskAsync(new([0x55], TimeSpan.FromMilliseconds(20)) { Repeats = true }, Limits with { Whole = TimeSpan.FromMilliseconds(300), Attempts = 1 }));
        Assert.Equal((FaultKind.Garbled, "exchange.no-frame"), (fault.Kind, fault.Code));
    }

    [Theory]
    [InlineData("half", "exchange.no-frame")]
    [InlineData("seven bits", "exchange.garbled")]
    [InlineData("wrong parity", "exchange.no-frame")]
    [InlineData("nothing", "exchange.no-answer")]
    [InlineData("echo", "exchange.no-answer")]
    public async Task Bytes_that_make_no_frame_are_no_silence(string what, string code)
    {
        byte[] bytes = what switch
        {
            "half" => Answer[..9],
            "seven bits" => [.. Answer.Select(one => (byte)(one & 0x7F))],
            "wrong parity" => [.. Answer.Select(_ => (byte)0xFF)],
            "echo" => Request.Encode(),
            _ => [],
        };
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => AskAsync(new(bytes, TimeSpan.Zero), Limits with { Gap = TimeSpan.FromMilliseconds(20) }));
        Assert.Equal(code, fault.Code);
        Assert.All(refused, one => Assert.Equal(code == "exchange.garbled" ? "bad-checksum" : code, one));
        Assert.Equal(code == "exchange.no-answer" ? 0 : 2, refused.Count);
        if (code != "exchange.no-answer")
            Assert.Contains("parity", fault.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Junk_before_a_good_answer_is_counted_and_wake_up_characters_are_not()
    {
        await AskAsync(new([0xFE, 0xFE, .. Answer], TimeSpan.Zero));
        Assert.Empty(refused);
        await AskAsync(new([0x00, 0x55, .. Answer], TimeSpan.Zero));
        Assert.Equal(["exchange.stray-bytes"], refused);
    }

    /// <summary>Answers each question with the same bytes, one at a time when there is a pace.</summary>
    private sealed class PacedLink(byte[] answer, TimeSpan pace) : ILink
    {
        private int at;

        public TimeSpan First { get; init; }

        public bool Repeats { get; init; }

        public string Address => "paced";

        public TimeSpan CharacterTime { get; init; }

        public ValueTask OpenAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
        {
            at = 0;
            return ValueTask.CompletedTask;
        }

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
        {
            if (Repeats)
                at %= answer.Length;
            if (at >= answer.Length)
                await Task.Delay(Timeout.Infinite, cancellation);
            await Task.Delay(at == 0 && First > TimeSpan.Zero ? First : pace, cancellation);
            var count = pace > TimeSpan.Zero ? 1 : answer.Length;
            answer.AsMemory(at, count).CopyTo(buffer);
            at += count;
            return count;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

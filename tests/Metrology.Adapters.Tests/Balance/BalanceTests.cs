using System.Text;
using Metrology.Adapters.Balance;
using Metrology.Adapters.Tests.Framing;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Records;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;
using Metrology.Simulators.Balance;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Balance;

/// <summary>Lines of both forms whole, cut and damaged, and a balance on a real pseudo-terminal that sends all the time.</summary>
public sealed class BalanceTests(ITestOutputHelper output) : IAsyncDisposable
{
    private static readonly int Mutants = Fuzzing.Cases(200_000);
    private static readonly byte[] Long = "ST,+00012.345  g\r\n"u8.ToArray(), Short = "S S     12.345 g\r\n"u8.ToArray();

    private readonly PtyPair pair = PtyPair.Open();
    private readonly TranscriptMemory transcript = new();
    private readonly Sink refused = new();
    private readonly List<IAsyncDisposable> open = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private (SimulatedBalance Device, StreamingBalance Balance) Start(SimulatedBalanceSettings settings, Func<BalanceSettings, BalanceSettings>? change = null)
    {
        var device = new SimulatedBalance(pair.Master, settings with { Period = TimeSpan.FromMilliseconds(10) }, TimeProvider.System);
        var asked = BalanceSettings.Of("BAL") with { Silence = TimeSpan.FromMilliseconds(500), Patience = TimeSpan.FromSeconds(5) };
        var balance = new StreamingBalance(new TranscribedLink(new TtyLink(pair.SlavePath, TtySettings.Default), transcript, TimeProvider.System), change?.Invoke(asked) ?? asked, TimeProvider.System, refused);
        open.AddRange([balance, device]);
        return (device, balance);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in open)
            await one.DisposeAsync();
        await pair.DisposeAsync();
    }

    [Theory]
    [InlineData("ST,+00012.345  g\r\n", "+00012.345", "0.001", null)]
    [InlineData("S S     12.345 g\r\n", "12.345", "0.001", null)]
    [InlineData("S S     -0.5 kg\r\n", "-0.5", "0.1", null)]
    [InlineData("US,+00012.345  g\r\n", null, null, "not-stable")]
    [InlineData("S D     12.345 g\r\n", null, null, "not-stable")]
    [InlineData("OL,+99999999 g\r\n", null, null, "overload")]
    [InlineData("S +\r\n", null, null, "overload")]
    [InlineData("S I\r\n", null, null, "overload")]
    [InlineData("ST,+00012.345  g\n", null, null, "bad-form")]
    [InlineData("ST,+00012.345  lb\r\n", null, null, "bad-form")]
    [InlineData("ST,+00012.34 5 g\r\n", null, null, "bad-form")]
    [InlineData("ST,+-0012.345  g\r\n", null, null, "bad-form")]
    [InlineData("ST,+0001..345  g\r\n", null, null, "bad-form")]
    [InlineData("GS,+00012.345  g\r\n", null, null, "bad-start")]
    [InlineData("ST,+00012.3", null, null, "incomplete")]
    public void Only_a_whole_stable_line_is_a_reading(string text, string? shown, string? step, string? code)
    {
        var line = BalanceLine.Parse(Encoding.ASCII.GetBytes(text));
        var reading = line.IsRefused ? null as Metrology.Core.Words.Outcome<Metrology.Core.Quantities.Reading>? : line.Value.Reading("BAL", default);
        Assert.Equal(code, line.Refusal?.Code ?? reading?.Refusal?.Code);
        if (code is null)
            Assert.Equal((shown, step), (reading!.Value.Value.Text, FormattableString.Invariant($"{reading.Value.Value.Resolution}")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reading_is_stable_and_of_what_stands_on_the_pan_now(bool isShort)
    {
        var (device, balance) = Start(new(7, isShort) { DamagedEvery = 7 });
        await balance.IdentifyAsync(Cancellation);
        foreach (var grams in new[] { 100m, 12.345m, 200m })
        {
            device.Put(grams);
            var reading = await balance.ReadAsync(BalanceLine.Mass, Cancellation);
            Assert.InRange(reading.Value, grams - 0.004m, grams + 0.004m);
            Assert.Equal(("g", 0.001m), (reading.Unit, reading.Resolution));

            var codec = TranscriptCodecs.All.Single(one => one.Name == StreamingBalance.Codec);
            var messages = codec.Messages([.. transcript.Entries.ToArray().Select((entry, i) => new TranscribedBytes(i, entry.Index, entry.Direction == Direction.Received, entry.Bytes))]).ToList();
            var message = messages.First(one => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(one.Bytes.Span)) == reading.RawHash);
            Assert.Equal(reading, codec.Decode(new("tty:1", StreamingBalance.Codec, "BAL", "1"), message.Bytes, reading).Value.Reading);
        }

        Assert.Contains(refused.All, one => one.Reason.Code.StartsWith("balance.bad-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_never_settles_and_what_is_too_heavy_is_no_reading()
    {
        var (device, balance) = Start(new(7, IsShort: false) { NeverSettles = true }, asked => asked with { Patience = TimeSpan.FromMilliseconds(100) });
        await balance.IdentifyAsync(Cancellation);
        device.Put(50m);
        Assert.Equal("balance.not-stable", (await Assert.ThrowsAsync<InstrumentFault>(() => balance.ReadAsync(BalanceLine.Mass, Cancellation).AsTask())).Code);
        device.Put(500m);
        Assert.Equal("balance.overload", (await Assert.ThrowsAsync<InstrumentFault>(() => balance.ReadAsync(BalanceLine.Mass, Cancellation).AsTask())).Code);
    }

    [Fact]
    public async Task A_silent_balance_and_one_that_is_unplugged_say_so()
    {
        var balance = new StreamingBalance(new TtyLink(pair.SlavePath, TtySettings.Default), BalanceSettings.Of("BAL") with { Silence = TimeSpan.FromMilliseconds(50) }, TimeProvider.System);
        open.Add(balance);
        Assert.Equal("balance.silent", (await Assert.ThrowsAsync<InstrumentFault>(() => balance.IdentifyAsync(Cancellation).AsTask())).Code);
        await pair.DisposeAsync();
        var gone = await Assert.ThrowsAsync<InstrumentFault>(async () =>
        {
            while (true)
            {
                try
                {
                    await balance.ReadAsync(BalanceLine.Mass, Cancellation);
                }
                catch (InstrumentFault fault) when (fault.Code == "balance.silent")
                {
                    // Not noticed yet.
                }
            }
        });
        Assert.Equal("link.unplugged", gone.Code);
    }

    [Fact]
    public void Any_split_gives_the_same_lines() => Chunks.AnySplitGivesTheSameFrames(
        () => new BalanceFramer(), line => line.Raw, Long, Short, "S +\r\n"u8.ToArray(), Long[..7], [.. Enumerable.Repeat((byte)'S', 60)], [0xFF, 0x0D], "\n"u8.ToArray());

    [Fact]
    public void Damaged_lines_throw_nothing()
    {
        var mutations = new Mutations(Fuzzing.Seed(13));
        var framer = new BalanceFramer();
        var taken = 0;
        for (var i = 0; i < Mutants; i++)
        {
            var bytes = mutations.Of(mutations.Pick<byte[]>([Long, Short, "US,-00001.000 kg\r\n"u8.ToArray()]));
            foreach (var line in framer.Push(bytes))
            {
                taken++;
                Assert.True(line.Standing == BalanceStanding.None || (line.Step > 0m && line.Unit.Length > 0));
            }

            if (i % 100 == 0)
                BalanceText.Describe(Convert.ToHexString(bytes));
        }

        output.WriteLine(Fuzzing.Report("balance", Mutants, Fuzzing.Seed(13), $"lines {taken}; framer rejected {framer.Rejected}"));
        Assert.True(framer.Unconsumed.Length <= BalanceLine.Longest);
        Assert.InRange(taken, 1000, Mutants);
    }

    private sealed class Sink : IRefusedAnswerSink
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<RefusedAnswer> all = new();

        public IReadOnlyList<RefusedAnswer> All => [.. all];

        public void Append(RefusedAnswer answer) => all.Enqueue(answer);
    }
}

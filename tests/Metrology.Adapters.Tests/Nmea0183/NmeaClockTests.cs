using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Metrology.Adapters.Nmea0183;
using Metrology.Adapters.Tests.Framing;
using Metrology.Adapters.Transcripts;
using Metrology.Adapters.Wire;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;
using Metrology.Simulators.Clock;
using Metrology.Simulators.Messages;
using Metrology.Simulators.Pile;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Nmea0183;

/// <summary>Sentences of receivers' manuals whole, cut and damaged, and a receiver on a real pseudo-terminal, five times as fast as life.</summary>
public sealed class NmeaClockTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const string Rmc = "$GPRMC,083559.00,A,4717.11437,N,00833.91522,E,0.004,77.52,091202,,,A*57\r\n", Zda = "$GPZDA,082710.00,16,09,2002,00,00*64\r\n";

    private static readonly int Mutants = Fuzzing.Cases(200_000);
    private static readonly SimulatedGnssSettings Fast = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(10));

    private readonly PtyPair pair = PtyPair.Open();
    private readonly TranscriptMemory transcript = new();
    private readonly List<RefusedAnswer> refused = [];
    private readonly List<IAsyncDisposable> open = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private SimulatedGnssClock Receiver(TimeProvider clock, SimulatedGnssSettings? settings = null)
    {
        var receiver = new SimulatedGnssClock(pair.Master, settings ?? Fast, clock);
        open.Add(receiver);
        return receiver;
    }

    private NmeaClock Clock(TimeProvider? station = null, TimeSpan? patience = null) => new(
        () => new TranscribedLink(new TtyLink(pair.SlavePath, TtySettings.Default), transcript, TimeProvider.System),
        NmeaClockSettings.Of("CK-0001") with { Cadence = Fast.Cadence, Tolerance = TimeSpan.FromMilliseconds(90), Silence = TimeSpan.FromMilliseconds(600), Patience = patience ?? TimeSpan.FromSeconds(10) },
        station ?? TimeProvider.System, new Sink(refused));

    public async ValueTask DisposeAsync()
    {
        foreach (var one in open)
            await one.DisposeAsync();
        await pair.DisposeAsync();
    }

    [Theory]
    [InlineData(Rmc, "2002-12-09T08:35:59Z", null)]
    [InlineData("$GNRMC,235959.9999999,A,,,,,,,280228,,,D*44\r\n", "2028-02-28T23:59:59.9999999Z", null)]
    [InlineData(Zda, null, "no-time")]
    [InlineData("$GNRMC,083559.00,V,,,,,,,091202,,,N*69\r\n", null, "no-fix")]
    [InlineData("$GNRMC,083559.00,A,,,,,,,091202,,,E*75\r\n", null, "estimated")]
    [InlineData("$GNRMC,083560.00,A,,,,,,,311216,,,A*75\r\n", null, "leap-second")]
    [InlineData("$GNRMC,083559.00,A,,,,,,,310226,,,A*7D\r\n", null, "bad-time")]
    [InlineData("$GPRMC,083559.00,A,4717.11437,N,00833.91522,E,0.004,77.52,091202,,,A*58\r\n", null, "bad-checksum")]
    [InlineData("$GPRMC,083558.00,A,4717.11437,N,00833.91522,E,0.004,77.52,091202,,,A*57\r\n", null, "bad-checksum")]
    [InlineData("$GPRMC,083559.00,A,4717.11437,N,00833.91522,E,0.004,77.52,091202,,,A\r\n", null, "no-checksum")]
    [InlineData("$GPRMC,083559.00,A,4717.11437,N,00833.91522,E,0.004,77.52,091202,,,A*57\n", null, "bad-form")]
    [InlineData("$GPRMC,0835$9.00,A*57\r\n", null, "bad-form")]
    [InlineData("GPRMC,083559.00\r\n", null, "bad-start")]
    [InlineData("$GPRMC,0835", null, "incomplete")]
    public void Only_a_whole_sentence_of_a_fixed_receiver_tells_the_time(string text, string? told, string? code)
    {
        var sentence = NmeaSentence.Parse(Bytes(text));
        var at = DateTimeOffset.Parse("2026-11-09T08:36:00Z", CultureInfo.InvariantCulture);
        var reading = sentence.IsRefused ? sentence.Refusal! : sentence.Value.Reading("CK", at) is { IsRefused: true, Refusal: var why } ? why! : null;
        Assert.Equal(code, reading?.Code);
        if (told is not null)
            Assert.Equal(DateTimeOffset.Parse(told, CultureInfo.InvariantCulture), sentence.Value.Reading("CK", at).Value.DeviceTime);
    }

    [Fact]
    public void The_station_is_ahead_by_what_it_has_less_what_is_told()
    {
        var reading = NmeaSentence.Parse(Bytes(Rmc)).Value.Reading("CK", new(2002, 12, 9, 8, 35, 57, 459, TimeSpan.Zero)).Value;
        Assert.Equal(("-1.541", -1.541m, "s", 0.001m, Measurands.ClockOffset), (reading.Text, reading.Value, reading.Unit, reading.Resolution, reading.Measurand));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-7.25)]
    [InlineData(3600)]
    public async Task A_comparison_finds_what_the_station_is_ahead_and_the_record_says_it_again(double ahead)
    {
        Receiver(new Shifted(-ahead));
        var clock = Clock();
        Assert.Equal(("NMEA 0183 GN", ""), (await clock.IdentifyAsync(Cancellation) is var who ? who.Model : "", who.SerialNumber));
        var reading = await clock.ReadAsync(Measurands.ClockOffset, Cancellation);
        Assert.InRange(reading.Value, (decimal)ahead + 0.005m, (decimal)ahead + 0.19m);

        var codec = TranscriptCodecs.All.Single(one => one.Name == NmeaClock.Codec);
        var messages = codec.Messages([.. transcript.Entries.ToArray().Select((entry, i) => new TranscribedBytes(i, entry.Index, entry.Direction == Direction.Received, entry.Bytes))]).ToList();
        var message = messages.First(one => Convert.ToHexStringLower(SHA256.HashData(one.Bytes.Span)) == reading.RawHash);
        Assert.Equal(reading, codec.Decode(new("tty:1", NmeaClock.Codec, "CK-0001", NmeaClock.Address), message.Bytes, reading).Value.Reading);
        Assert.Equal("no-time", codec.Decode(new("tty:1", NmeaClock.Codec, "CK-0001", NmeaClock.Address), message.Bytes, reading with { Measurand = Measurands.Frequency }).Refusal!.Code);
    }

    /// <summary>The server is half an hour ahead of the satellites, the pile 1.8 s: only the second is the pile's error.</summary>
    [Fact]
    public async Task The_clock_of_a_pile_is_compared_with_the_reference_and_not_with_the_server()
    {
        const double Ahead = 1800;
        var station = new Shifted(Ahead);
        Receiver(TimeProvider.System);
        var bus = new MemoryMessageBus(TimeProvider.System);
        await using var pile = new SimulatedPile(bus.Connect("pile"), new("pile", "b", 0m, TimeSpan.FromSeconds(1.8), 1m), new(7), TimeProvider.System);
        var reference = new ReferenceTime();
        await using var display = new WirePileDisplay(bus.Connect("lab"), WirePeer.Of("PILE", "pile", "s"), station, reference);
        Assert.InRange((await display.ReadAsync(Measurands.ClockOffset, Cancellation)).Value, 1.8m - (decimal)Ahead - 0.2m, 1.8m - (decimal)Ahead + 0.2m);
        reference.Ahead = TimeSpan.FromSeconds((double)(await Clock(station).ReadAsync(Measurands.ClockOffset, Cancellation)).Value);
        var offset = await display.ReadAsync(Measurands.ClockOffset, Cancellation);
        Assert.InRange(offset.Value, 1.7m, 2.0m);
        Assert.InRange((DateTimeOffset.UtcNow - offset.ReceivedAt).TotalSeconds, -1, 10);
        Assert.InRange((DateTimeOffset.UtcNow - (await display.ReadAsync(Measurands.ActiveEnergy, Cancellation)).ReceivedAt).TotalSeconds, -Ahead - 10, -Ahead + 10);
    }

    [Fact]
    public async Task No_fix_damage_a_drifting_clock_and_silence_are_faults_with_names()
    {
        var receiver = new SimulatedGnssClock(pair.Master, Fast, TimeProvider.System) { HasNoFix = true };
        Assert.Equal("gnss.no-fix", await FaultAsync());
        (receiver.HasNoFix, receiver.IsZdaOnly) = (false, true);
        Assert.Equal("gnss.no-time", await FaultAsync());
        Assert.Empty(refused);
        await receiver.DisposeAsync();

        await SendAsync(TimeSpan.FromMilliseconds(1), Enumerable.Range(0, 40).Select(i => Sentence(i)));
        Assert.Equal("gnss.silent", await FaultAsync());

        // As sentences come whose clock runs at half speed, whose check is wrong, and whose day is another than that of their other sentence.
        Assert.Equal("gnss.cadence", await FaultAsync(Enumerable.Range(0, 5).Select(i => Sentence(i / 2.0))));
        Assert.Equal("gnss.bad-checksum", await FaultAsync(Enumerable.Range(0, 5).Select(i => Sentence(i)).Select(one => one.Select((value, at) => at == 9 ? (byte)(value ^ 1) : value).ToArray())));
        Assert.Contains(refused, one => one.Reason.Code == "gnss.bad-checksum");
        Assert.Equal("gnss.disagree", await FaultAsync(Enumerable.Range(0, 5).Select(i => (byte[])[.. Sentence(i), .. Bytes(Zda)])));
    }

    [Fact]
    public async Task A_line_that_is_unplugged_says_so()
    {
        Receiver(TimeProvider.System, Fast with { Cadence = TimeSpan.FromMilliseconds(500) });
        var reading = Clock().ReadAsync(Measurands.ClockOffset, Cancellation).AsTask();
        await pair.DisposeAsync();
        Assert.Contains((await Assert.ThrowsAsync<InstrumentFault>(() => reading)).Code, new[] { "link.unplugged", "link.missing" });
    }

    [Fact]
    public void Any_split_gives_the_same_sentences() => Chunks.AnySplitGivesTheSameFrames(
        () => new NmeaFramer(), sentence => sentence.Raw, Bytes(Rmc), Bytes(Zda), Bytes(Rmc)[..20], [.. Enumerable.Repeat((byte)'$', 3)], [.. Enumerable.Repeat((byte)'A', 130)], [0xFF, 0x0D], "\n"u8.ToArray());

    [Fact]
    public void Damaged_sentences_throw_nothing()
    {
        var mutations = new Mutations(Fuzzing.Seed(19));
        var framer = new NmeaFramer();
        var (taken, told) = (0, 0);
        for (var i = 0; i < Mutants; i++)
        {
            var bytes = mutations.Of(mutations.Pick<byte[]>([Bytes(Rmc), Bytes(Zda), Bytes("$PUBX,04,073731.00,091202,113851.00,1196,15D,1930035,-2660.664,43,*5D\r\n")]));
            foreach (var sentence in framer.Push(bytes))
            {
                taken++;
                told += sentence.Reading("CK", DateTimeOffset.UnixEpoch).IsRefused ? 0 : 1;
            }

            if (i % 100 == 0)
                NmeaText.Describe(Convert.ToHexString(bytes));
        }

        output.WriteLine(Fuzzing.Report("nmea", Mutants, Fuzzing.Seed(19), $"sentences {taken}, times {told}; framer rejected {framer.Rejected}"));
        Assert.True(framer.Unconsumed.Length <= NmeaSentence.Longest);
        Assert.InRange(told, 100, taken);
        Assert.InRange(taken, 1000, Mutants);
    }

    private async Task<string> FaultAsync() =>
        (await Assert.ThrowsAsync<InstrumentFault>(() => Clock(patience: TimeSpan.FromMilliseconds(700)).ReadAsync(Measurands.ClockOffset, Cancellation).AsTask())).Code;

    private async Task<string> FaultAsync(IEnumerable<byte[]> sentences)
    {
        var asked = FaultAsync();
        await SendAsync(Fast.Cadence, sentences);
        return await asked;
    }

    private async Task SendAsync(TimeSpan cadence, IEnumerable<byte[]> sentences)
    {
        foreach (var sentence in sentences)
        {
            await pair.Master.WriteAsync(sentence, Cancellation);
            await Task.Delay(cadence, Cancellation);
        }
    }

    private static byte[] Sentence(double step) => SimulatedGnssClock.Sentence(string.Create(
        CultureInfo.InvariantCulture, $"GNRMC,{new DateTime(2026, 11, 9, 8, 0, 0, DateTimeKind.Utc).Add(Fast.Cadence * step):HHmmss.ff},A,,,,,,,091126,,,A"));

    /// <summary>The system's clock and some seconds.</summary>
    private sealed class Shifted(double seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddSeconds(seconds);
    }

    private sealed class Sink(List<RefusedAnswer> all) : IRefusedAnswerSink
    {
        public void Append(RefusedAnswer answer) => all.Add(answer);
    }
}

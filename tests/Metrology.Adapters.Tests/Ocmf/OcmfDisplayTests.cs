using System.Text;
using Metrology.Adapters.Ocmf;
using Metrology.Adapters.Tests.Framing;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;
using Metrology.Simulators.Ocmf;

namespace Metrology.Adapters.Tests.Ocmf;

/// <summary>A pile that is asked for a signed record on a real pseudo-terminal.</summary>
public sealed class OcmfDisplayTests : IAsyncDisposable
{
    private readonly PtyPair pair = PtyPair.Open();
    private readonly TranscriptMemory transcript = new();
    private readonly SimulatedOcmfMeter meter = SimulatedOcmfMeter.Usual("SM-7");
    private readonly SimulatedOcmfDisplay device;
    private decimal energy = 100.25m;
    private OcmfDisplay? display;

    public OcmfDisplayTests() => device = new(pair.Master, meter, () => energy, TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private OcmfDisplay Open(string? key, string? number = "SM-7") => display = new(
        new TranscribedLink(new TtyLink(pair.SlavePath, TtySettings.Default), transcript, TimeProvider.System), OcmfDisplaySettings.Of("PILE-1", key) with { Meter = number }, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        if (display is not null)
            await display.DisposeAsync();
        await device.DisposeAsync();
        await pair.DisposeAsync();
        meter.Dispose();
    }

    [Fact]
    public async Task A_record_is_asked_for_verified_and_decoded_again_from_its_pieces()
    {
        var opened = Open(meter.PublicKeyPem);
        Assert.Equal("SM-7", (await opened.IdentifyAsync(Cancellation)).SerialNumber);
        energy = 101.5m;
        var reading = await opened.ReadAsync(Measurands.ActiveEnergy, Cancellation);
        Assert.Equal(("PILE-1", "101.50000", 101.5m, "kWh", 0.00001m), (reading.Instrument, reading.Text, reading.Value, reading.Unit, reading.Resolution));

        var codec = TranscriptCodecs.All.Single(one => one.Name == OcmfDisplay.Codec);
        var messages = codec.Messages([.. transcript.Entries.Select((entry, i) => new TranscribedBytes(i, entry.Index, entry.Direction == Direction.Received, entry.Bytes))]).ToList();
        var message = messages.Single(one => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(one.Bytes.Span)) == reading.RawHash);
        var source = new RecordedSource("tty:1", OcmfDisplay.Codec, "PILE-1", OcmfDisplay.Address) { Map = meter.PublicKeyPem };
        Assert.Equal(reading, codec.Decode(source, message.Bytes, reading).Value.Reading);
        using var other = SimulatedOcmfMeter.Usual("SM-7");
        Assert.Equal("bad-signature", codec.Decode(source with { Map = other.PublicKeyPem }, message.Bytes, reading).Refusal?.Code);
    }

    [Fact]
    public async Task Another_meter_and_a_record_that_was_changed_are_no_reading()
    {
        var opened = Open(meter.PublicKeyPem);
        await opened.IdentifyAsync(Cancellation);
        device.Forge = record => record.Replace("\"RV\":100.25000,\"EF\"", "\"RV\":100.15000,\"EF\"", StringComparison.Ordinal);
        var forged = await Assert.ThrowsAsync<InstrumentFault>(() => opened.ReadAsync(Measurands.ActiveEnergy, Cancellation).AsTask());
        Assert.Equal((FaultKind.WrongIdentity, "ocmf.bad-signature"), (forged.Kind, forged.Code));
        device.Forge = null;
        using var other = SimulatedOcmfMeter.Usual("SM-7");
        device.Signer = other;
        Assert.Equal("ocmf.bad-signature", (await Assert.ThrowsAsync<InstrumentFault>(() => opened.IdentifyAsync(Cancellation).AsTask())).Code);
    }

    /// <summary>A record that is good in itself is taken once, after those before it, from its meter, and of the time of its step; each refusal has its code.</summary>
    [Theory]
    [InlineData("begun", null)]
    [InlineData("again", "ocmf.record-repeated")]
    [InlineData("page", "ocmf.page-not-grown")]
    [InlineData("yesterday", "ocmf.outside-step")]
    [InlineData("future", "ocmf.outside-step")]
    [InlineData("begin", "ocmf.wrong-transaction")]
    [InlineData("meter", "ocmf.other-meter")]
    [InlineData("t", "ocmf.time-not-good")]
    [InlineData("M", "ocmf.state-not-good")]
    [InlineData("fiscal", "ocmf.time-not-proven")]
    public async Task A_stale_record_is_no_measurement(string what, string? code)
    {
        var now = TimeProvider.System.GetUtcNow();
        var pages = 1;
        string Record(string transaction = "E", string letter = "S", TimeSpan ahead = default, string errors = "", string state = "G", string serial = "SM-7", int? page = null, char context = 'T') =>
            meter.Sign($$"""{"PG":"{{context}}{{page ?? ++pages}}","MS":"{{serial}}","RD":[{"TM":"{{(now + ahead).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss,fff}}+0000 {{letter}}","TX":"{{transaction}}","RV":100.250,"RI":"1-0:1.8.0","RU":"kWh","EF":"{{errors}}","ST":"{{state}}"}]}""");
        var first = Record();
        device.Instead = () => first;
        var opened = Open(meter.PublicKeyPem);
        await opened.IdentifyAsync(Cancellation);
        var next = what switch
        {
            "again" => first,
            "page" => Record(page: 2, ahead: TimeSpan.FromSeconds(1)),
            "yesterday" => Record(ahead: TimeSpan.FromDays(-1)),
            "future" => Record(ahead: TimeSpan.FromDays(400)),
            "begin" => Record("B"),
            "meter" => Record(serial: "SM-OTHER"),
            "t" => Record(errors: "t"),
            "M" => Record(state: "M"),
            "fiscal" => Record(letter: "U", context: 'F'),
            _ => Record(),
        };
        device.Instead = () => next;
        var reading = async () => await opened.ReadAsync(Measurands.ActiveEnergy, SessionPoint.Now, now, Cancellation);
        if (code is null)
            Assert.Null((await reading()).Remark);
        else
            Assert.Equal(code, (await Assert.ThrowsAsync<InstrumentFault>(reading)).Code);
        // What was refused stays in the transcript, and is taken no better the second time.
        Assert.Contains(next, Encoding.UTF8.GetString([.. transcript.Entries.Where(entry => entry.Direction == Direction.Received).SelectMany(entry => entry.Bytes.ToArray())]), StringComparison.Ordinal);
        Assert.StartsWith("ocmf.", (await Assert.ThrowsAsync<InstrumentFault>(reading)).Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_that_nobody_vouches_for_needs_a_counter_that_grew_and_is_said_and_begin_and_end_are_told_apart()
    {
        var now = TimeProvider.System.GetUtcNow();
        var pages = 1;
        string Record(string readings) => meter.Sign($$"""{"PG":"T{{++pages}}","GS":"G-7","RD":[{{readings}}]}""");
        string One(string transaction, string value, char letter) => $$"""{"TM":"2001-01-01T00:00:00,000+0000 {{letter}}","TX":"{{transaction}}","RV":{{value}},"RI":"1-b:1.8.0","RU":"kWh","EF":"","ST":"G"}""";
        device.Instead = () => Record(One("B", "1.0", 'U') + "," + One("E", "2.0", 'R'));
        var opened = Open(meter.PublicKeyPem, "G-7");
        Assert.Equal("G-7", (await opened.IdentifyAsync(Cancellation)).SerialNumber);
        async Task<SessionReading> ReadAsync(SessionPoint point) => await opened.ReadAsync(Measurands.ActiveEnergy, point, now, Cancellation);
        // The session before is no begin.
        Assert.Equal("ocmf.wrong-transaction", (await Assert.ThrowsAsync<InstrumentFault>(() => ReadAsync(SessionPoint.Begin))).Code);
        device.Instead = () => Record(One("B", "2.0", 'U'));
        var begin = await ReadAsync(SessionPoint.Begin);
        Assert.Equal("2.0", begin.Reading.Text);
        Assert.Contains("not synchronised", begin.Remark!.En, StringComparison.Ordinal);
        Assert.Equal("ocmf.wrong-transaction", (await Assert.ThrowsAsync<InstrumentFault>(() => ReadAsync(SessionPoint.End))).Code);
        device.Instead = () => Record(One("B", "2.0", 'U') + "," + One("R", "3.5", 'R'));
        Assert.Equal("3.5", (await ReadAsync(SessionPoint.End)).Reading.Text);
    }

    /// <summary>One key may sign for several meters: the number in the register tells them apart, and where it is missing that is said.</summary>
    [Fact]
    public async Task The_right_key_and_another_meter_than_registered_is_refused_at_once()
    {
        var opened = Open(meter.PublicKeyPem, "SM-8");
        var refused = await Assert.ThrowsAsync<InstrumentFault>(() => opened.IdentifyAsync(Cancellation).AsTask());
        Assert.Equal((FaultKind.WrongIdentity, "ocmf.other-meter"), (refused.Kind, refused.Code));
        await opened.DisposeAsync();

        var now = TimeProvider.System.GetUtcNow();
        var unknown = Open(meter.PublicKeyPem, null);
        Assert.Equal("SM-7", (await unknown.IdentifyAsync(Cancellation)).SerialNumber);
        device.Instead = () => meter.Sign($$"""{"PG":"T1000","GS":"SM-7","MS":"SM-7","RD":[{"TM":"{{now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss,fff}}+0000 S","TX":"E","RV":100.250,"RI":"1-0:1.8.0","RU":"kWh","EF":"","ST":"G"}]}""");
        Assert.Contains("SM-7", (await unknown.ReadAsync(Measurands.ActiveEnergy, SessionPoint.Now, now, Cancellation)).Remark!.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_it_says_who_it_is_and_nothing_is_a_reading()
    {
        var opened = Open(null);
        Assert.Equal("SM-7", (await opened.IdentifyAsync(Cancellation)).SerialNumber);
        Assert.Equal("ocmf.signature-not-checked", (await Assert.ThrowsAsync<InstrumentFault>(() => opened.ReadAsync(Measurands.ActiveEnergy, Cancellation).AsTask())).Code);
    }

    [Fact]
    public void Any_split_of_the_line_gives_the_same_records()
    {
        var begin = DateTimeOffset.UnixEpoch;
        Chunks.AnySplitGivesTheSameFrames(
            () => new OcmfFramer(), frame => frame, "noise OCMF"u8.ToArray(), Encoding.UTF8.GetBytes(meter.Session("1.0", "2.0", begin, begin) + "\r\n"), Encoding.UTF8.GetBytes(meter.Session("1.0", "3.0", begin, begin) + "\n"));
    }
}

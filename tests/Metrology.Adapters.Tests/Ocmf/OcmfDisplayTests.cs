using System.Text;
using Metrology.Adapters.Ocmf;
using Metrology.Adapters.Tests.Framing;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
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

    private OcmfDisplay Open(string? key) => display = new(
        new TranscribedLink(new TtyLink(pair.SlavePath, TtySettings.Default), transcript, TimeProvider.System), OcmfDisplaySettings.Of("PILE-1", key), TimeProvider.System);

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

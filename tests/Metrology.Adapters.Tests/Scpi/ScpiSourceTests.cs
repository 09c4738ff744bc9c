using Metrology.Adapters.Scpi;
using Metrology.Adapters.Transcripts;
using Metrology.Adapters.Types;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;
using Metrology.Simulators.Source;

namespace Metrology.Adapters.Tests.Scpi;

/// <summary>A source on a real pseudo-terminal: what is set is asked back, and its output is off on every way out that still has a line.</summary>
public sealed class ScpiSourceTests : IAsyncDisposable
{
    private static readonly InstrumentType Type = InstrumentTypeShelf.Shipped.Of("metrology", "Sim-Source ", "scpi", Capability.Source)!;

    private readonly PtyPair pair = PtyPair.Open();
    private readonly TranscriptMemory transcript = new();
    private readonly SimulatedScpiSource device;
    private readonly ScpiSource source;

    public ScpiSourceTests()
    {
        device = new(pair.Master, "PS-1");
        source = new(new TranscribedLink(new TtyLink(pair.SlavePath, TtySettings.Default), transcript, TimeProvider.System), Type, "PS-1", TimeProvider.System);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await device.DisposeAsync();
        await pair.DisposeAsync();
    }

    private static Dictionary<string, Quantity> Settings(decimal volts, string unit = "V") => new() { ["voltage"] = new(volts, Units.Find(unit)!), ["duration"] = new(3m, Units.Second) };

    [Fact]
    public async Task What_is_set_is_seen_and_that_it_is_on_is_a_reading_of_its_bytes()
    {
        Assert.Equal("PS-1", (await source.IdentifyAsync(Cancellation)).SerialNumber);
        await source.SetAsync(Settings(0.0125m, "kV"), Cancellation);
        Assert.Equal(0m, device.Volts);
        var on = await source.SwitchAsync(on: true, Cancellation);
        Assert.Equal((12.5m, Measurands.Conforms, 1m), (device.Volts, on.Measurand, on.Value));

        var codec = TranscriptCodecs.All.Single(one => one.Name == ScpiMultimeter.Codec);
        var messages = codec.Messages([.. transcript.Entries.Select((entry, i) => new TranscribedBytes(i, entry.Index, entry.Direction == Direction.Received, entry.Bytes))]).ToList();
        var message = messages.Single(one => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(one.Bytes.Span)) == on.RawHash);
        var recorded = new RecordedSource("tty:1", "scpi", "PS-1", ScpiMultimeter.Address) { Map = Type.File };
        Assert.Equal(on, codec.Decode(recorded, message.Bytes, on).Value.Reading);
        // Without its type nobody can say what the answer is of.
        Assert.Equal("not-the-query", codec.Decode(recorded with { Map = null }, message.Bytes, on).Refusal?.Code);
        Assert.Equal("type.form", codec.Decode(recorded with { Map = "{}" }, message.Bytes, on).Refusal?.Code);

        await source.StandbyAsync(Cancellation);
        Assert.Equal(0m, device.Volts);
    }

    [Fact]
    public async Task Beyond_its_range_nothing_is_sent_and_a_relay_that_is_stuck_is_said()
    {
        await source.IdentifyAsync(Cancellation);
        var sent = transcript.Entries.Count;
        var beyond = await Assert.ThrowsAsync<InstrumentFault>(() => source.SetAsync(Settings(1001m), Cancellation).AsTask());
        Assert.Equal((FaultKind.Refused, "scpi.setting", sent), (beyond.Kind, beyond.Code, transcript.Entries.Count));
        Assert.Equal("scpi.setting", (await Assert.ThrowsAsync<InstrumentFault>(() => source.SetAsync(Settings(5m, "A"), Cancellation).AsTask())).Code);

        await source.SetAsync(Settings(5m), Cancellation);
        await source.SwitchAsync(on: true, Cancellation);
        device.IsStuck = true;
        Assert.Equal("scpi.output", (await Assert.ThrowsAsync<InstrumentFault>(() => source.StandbyAsync(Cancellation).AsTask())).Code);
    }

    [Fact]
    public async Task After_a_cancelled_question_standby_still_switches_off()
    {
        await source.IdentifyAsync(Cancellation);
        await source.SetAsync(Settings(5m), Cancellation);
        await source.SwitchAsync(on: true, Cancellation);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.SwitchAsync(on: true, cancelled.Token).AsTask());
        await source.StandbyAsync(Cancellation);
        Assert.False(device.IsOn);
    }

    [Fact]
    public async Task A_source_that_was_on_is_off_when_it_is_asked_who_it_is_and_one_that_was_never_reached_needs_no_farewell()
    {
        await source.StandbyAsync(Cancellation);
        Assert.Empty(transcript.Entries);
        await using var line = new TtyLink(pair.SlavePath, TtySettings.Default);
        await line.OpenAsync(Cancellation);
        await line.WriteAsync("VOLT 5\nOUTP ON\nOUTP?\n"u8.ToArray(), Cancellation);
        Assert.Equal((byte)'1', await FirstByteAsync(line));
        Assert.True(device.IsOn);
        await line.DisposeAsync();
        await source.IdentifyAsync(Cancellation);
        Assert.False(device.IsOn);
    }

    private static async Task<byte> FirstByteAsync(TtyLink line)
    {
        var buffer = new byte[1];
        await line.ReadAsync(buffer, Cancellation);
        return buffer[0];
    }
}

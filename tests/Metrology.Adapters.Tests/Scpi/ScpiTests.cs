using System.Text;
using Metrology.Adapters.Scpi;
using Metrology.Adapters.Tests.Framing;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;
using Metrology.Simulators.Multimeter;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Scpi;

/// <summary>Response messages whole, cut and damaged, and a multimeter on a real pseudo-terminal.</summary>
public sealed class ScpiTests(ITestOutputHelper output) : IAsyncDisposable
{
    private static readonly int Mutants = Fuzzing.Cases(200_000);

    private readonly PtyPair pair = PtyPair.Open();
    private readonly TranscriptMemory transcript = new();
    private readonly List<IAsyncDisposable> open = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ScpiMultimeter Start(SimulatedMultimeterSettings settings)
    {
        var device = new SimulatedScpiMultimeter(pair.Master, settings);
        var meter = new ScpiMultimeter(
            new TranscribedLink(new TtyLink(pair.SlavePath, TtySettings.Default), transcript, TimeProvider.System),
            ScpiSettings.Of("DMM") with { Limits = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200), Attempts: 1) }, TimeProvider.System);
        open.AddRange([meter, device]);
        return meter;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in open)
            await one.DisposeAsync();
        await pair.DisposeAsync();
    }

    private static byte[] Of(string text) => Encoding.Latin1.GetBytes(text);

    [Theory]
    [InlineData("+1.23456E+00\n", null)]
    [InlineData("+1.23456E+00\r\n", null)]
    [InlineData("#15ab\ncd\n", null)]
    [InlineData("#0ab,cd\n", null)]
    [InlineData("\"a#9\",2\n", null)]
    [InlineData("+1.2", "incomplete")]
    [InlineData("#15ab", "incomplete")]
    [InlineData("#1", "incomplete")]
    [InlineData("#A1\n", "bad-block")]
    [InlineData("#599999\n", "too-long")]
    [InlineData("1\u00012\n", "bad-text")]
    [InlineData("\n", "empty")]
    [InlineData("", "incomplete")]
    public void A_message_ends_where_ieee_488_2_ends_it(string text, string? code) => Assert.Equal(code, ScpiMessage.Parse(Of(text)).Refusal?.Code);

    [Fact]
    public void Blocks_keep_their_bytes_and_fields_their_commas_in_quotes()
    {
        Assert.Equal("ab\ncd"u8.ToArray(), ScpiMessage.Parse(Of("#15ab\ncd\n")).Value.Block!.Value.ToArray());
        Assert.Equal("ab,cd"u8.ToArray(), ScpiMessage.Parse(Of("#0ab,cd\n")).Value.Block!.Value.ToArray());
        Assert.Null(ScpiMessage.Parse(Of("#15ab\ncd,1\n")).Value.Block);
        Assert.Equal(["-113", "\"Undefined, header\""], ScpiMessage.Parse(Of("-113, \"Undefined, header\"\n")).Value.Fields);
    }

    [Theory]
    [InlineData("+1.23456E+00", "1.23456", "0.00001", null)]
    [InlineData("-1.2345E-3", "-0.0012345", "0.0000001", null)]
    [InlineData("12", "12", "1", null)]
    [InlineData("1.50E+3", "1500", "10", null)]
    [InlineData(".5", "0.5", "0.1", null)]
    [InlineData("+9.90000000E+37", null, null, "overload")]
    [InlineData("-9.9E37", null, null, "overload")]
    [InlineData("9.91E+37", null, null, "no-value")]
    [InlineData("+1.2.3", null, null, "not-a-number")]
    [InlineData("--1", null, null, "not-a-number")]
    [InlineData("1E", null, null, "not-a-number")]
    [InlineData("0x1F", null, null, "not-a-number")]
    [InlineData("1,2", null, null, "not-a-number")]
    [InlineData("", null, null, "not-a-number")]
    public void A_number_is_read_to_its_last_digit_or_not_at_all(string text, string? value, string? step, string? code)
    {
        var number = ScpiReading.Number(text);
        Assert.Equal(code, number.Refusal?.Code);
        if (code is null)
            Assert.Equal((value, step), (FormattableString.Invariant($"{number.Value.Value}"), FormattableString.Invariant($"{number.Value.Step}")));
    }

    [Fact]
    public async Task A_multimeter_is_read_and_its_bytes_are_decoded_again()
    {
        var meter = Start(new(7, "DMM-1", 12.345678m));
        Assert.Equal("DMM-1", (await meter.IdentifyAsync(Cancellation)).SerialNumber);
        var reading = await meter.ReadAsync(Measurands.Voltage, Cancellation);
        Assert.InRange(reading.Value, 12.3455m, 12.3458m);
        Assert.Equal(("V", 0.0000001m), (reading.Unit, reading.Resolution));

        var codec = TranscriptCodecs.All.Single(one => one.Name == ScpiMultimeter.Codec);
        var messages = codec.Messages([.. transcript.Entries.Select((entry, i) => new TranscribedBytes(i, entry.Index, entry.Direction == Direction.Received, entry.Bytes))]).ToList();
        var message = messages.Single(one => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(one.Bytes.Span)) == reading.RawHash);
        Assert.Equal(reading, codec.Decode(new("tty:1", "scpi", "DMM", "1"), message.Bytes, reading).Value.Reading);
        // The same answer to another query is another quantity.
        Assert.Equal("not-the-query", codec.Decode(new("tty:1", "scpi", "DMM", "1"), message.Bytes, reading with { Measurand = Measurands.Current }).Refusal?.Code);
    }

    [Fact]
    public async Task A_silent_query_is_explained_by_the_error_queue()
    {
        var meter = Start(new(7, "0", 12m) { HasNoVoltage = true });
        Assert.Equal("", (await meter.IdentifyAsync(Cancellation)).SerialNumber);
        var fault = await Assert.ThrowsAsync<InstrumentFault>(() => meter.ReadAsync(Measurands.Voltage, Cancellation).AsTask());
        Assert.Equal((FaultKind.Refused, "scpi.error"), (fault.Kind, fault.Code));
        Assert.Contains("-113", fault.Text.En, StringComparison.Ordinal);
        // The queue was emptied and the next query has its own answer.
        Assert.Equal(1m, decimal.Round((await meter.ReadAsync(Measurands.Current, Cancellation)).Value, 3));
    }

    [Fact]
    public async Task An_overload_is_no_reading()
    {
        var meter = Start(new(7, "DMM-1", 12m) { IsOverloaded = true });
        await meter.IdentifyAsync(Cancellation);
        Assert.Equal("scpi.value", (await Assert.ThrowsAsync<InstrumentFault>(() => meter.ReadAsync(Measurands.Voltage, Cancellation).AsTask())).Code);
    }

    [Fact]
    public async Task Nobody_there_is_no_answer()
    {
        var meter = new ScpiMultimeter(new TtyLink(pair.SlavePath, TtySettings.Default), ScpiSettings.Of("DMM") with { Limits = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50), Attempts: 1) }, TimeProvider.System);
        open.Add(meter);
        Assert.Equal("exchange.no-answer", (await Assert.ThrowsAsync<InstrumentFault>(() => meter.IdentifyAsync(Cancellation).AsTask())).Code);
    }

    [Fact]
    public void Any_split_gives_the_same_messages() => Chunks.AnySplitGivesTheSameFrames(
        () => new ScpiFramer(), message => message.Raw, Of("+1.23456E+00\n"), Of("#15ab\ncd\n"), Of("#0a\xFFb\n"), Of("\"#9\"\r\n"), Of("\n"), [0x00, 0xFF], Of("#A"), Of("-113,\"x\"\n"));

    [Fact]
    public void Damaged_messages_throw_nothing_and_give_no_number_that_is_not_written()
    {
        var mutations = new Mutations(Fuzzing.Seed(12));
        var framer = new ScpiFramer();
        byte[][] sources = [Of("+1.23456E+00\n"), Of("#15ab\ncd\n"), Of("-113,\"Undefined header\"\n"), Of("+9.9E37\r\n")];
        var numbers = 0;
        for (var i = 0; i < Mutants; i++)
        {
            var bytes = mutations.Of(mutations.Pick(sources));
            foreach (var message in framer.Push(bytes))
            {
                _ = (message.Fields, message.Block);
                if (ScpiReading.Number(message.Text) is { IsRefused: false, Value: var number })
                {
                    numbers++;
                    Assert.True(number.Step > 0m && message.Text.Any(char.IsAsciiDigit));
                }
            }

            if (i % 100 == 0)
                ScpiText.Describe(Convert.ToHexString(bytes));
        }

        output.WriteLine(Fuzzing.Report("SCPI", Mutants, Fuzzing.Seed(12), $"numbers {numbers}; framer rejected {framer.Rejected}"));
        Assert.True(framer.Unconsumed.Length <= 2 * ScpiMessage.Longest);
        Assert.True(numbers > 1000);
    }
}

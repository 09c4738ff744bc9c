using Metrology.Adapters.Jtt905;
using Metrology.Adapters.Tests.Framing;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Jtt905;

/// <summary>Frames A and B and message H2 are published in SmallChi/JT905; the others are built to the same layout.</summary>
public sealed class Jtt905Tests(ITestOutputHelper output)
{
    private static readonly int Mutants = Fuzzing.Cases(200_000);
    private const string Query = "55AA000B02000000201111111111112955AA";

    private const string Trip =
        "55AA0046020000E8414133333333000000000000000000000000000000003432313038333139383830393036303131580023072619411941000001056700000000000000800000000C002255AA";

    private const string Message =
        "7E0B0500831019001985133E5E0000000000000100011E8A4E0450B1130000A92308012001180000000000000300011E8A7F0450B1240000A92308020859183603404036048EE100000100000000"
        + "414133333333000000000000000000000000000000003432313038333139383830393036303131580023080120010859011098259700000000000259530000000F00707E";

    private static readonly byte[] Good = Convert.FromHexString(Trip), GoodMessage = Convert.FromHexString(Message);

    [Fact]
    public void The_published_frames_are_built_byte_for_byte()
    {
        Assert.Equal(Query, Convert.ToHexString(Jtt905Frame.Encode(Jtt905Frame.Taximeter, 0, 0x0000, Convert.FromHexString("20111111111111"))));
        var trip = Jtt905Frame.Parse(Good).Value;
        Assert.Equal(Good, Jtt905Frame.Encode(trip.Device, trip.Manufacturer, trip.Command, trip.Data.Span));
    }

    [Fact]
    public void A_trip_that_ends_at_an_earlier_time_of_day_ends_on_the_next()
    {
        var trip = Jtt905Operation.Parse(Jtt905Message.Parse(GoodMessage).Value.Body.Span).Value.Trip;
        Assert.Equal((new(2023, 8, 2, 8, 59, 0), 1109.8m, 2595.3m), (trip.OffAt, trip.DistanceKm, trip.AmountYuan));
    }

    [Fact]
    public void The_number_of_the_driver_is_masked_where_it_is_shown()
    {
        var shown = Assert.Single(Jtt905Text.Describe(Trip).Value).Values.Single(fact => fact.Key == "driver").Text;
        Assert.Equal("421083************", shown);
        Assert.Equal("42108319880906011X", Jtt905Content.Of(Jtt905Frame.Parse(Good).Value).Value.Trip!.Driver);
    }

    [Theory]
    [InlineData("55AA0046020000E8", "incomplete")]
    [InlineData("", "incomplete")]
    [InlineData("54AA", "bad-start")]
    [InlineData("55AA0003", "bad-length")]
    [InlineData("55AAFFFF", "bad-length")]
    [InlineData("55AA000B02000000201111111111112855AA", "bad-xor")]
    [InlineData("55AA000B02000000201111111111112955AB", "bad-end")]
    [InlineData("55AA000A02000000201111111111112955AA", "bad-length")]
    [InlineData("55AA000B02000000201113111111112B55AA", "bad-range")]
    [InlineData("55AA000B0200000020111111111A112255AA", "bad-bcd")]
    [InlineData("55AA000502000004FFFC55AA", "data-length")]
    [InlineData("7E0B05", "incomplete")]
    [InlineData("7E7D007E", "bad-escape")]
    [InlineData("7E0B057E", "bad-length")]
    public void Refusals_have_their_code_and_both_languages(string hex, string code)
    {
        var refusal = Jtt905Text.Describe(hex).Value[^1].Refusal!;
        Assert.Equal(code, refusal.Code);
        Assert.NotEqual(refusal.Text.Zh, refusal.Text.En);
    }

    [Fact]
    public void A_tariff_without_one_field_is_not_read_with_shifted_offsets() =>
        Assert.Equal("data-length", Jtt905Content.Of(new(Jtt905Frame.Encode(2, 0, 4, new byte[125])), Jtt905Direction.FromMeter).Refusal?.Code);

    [Fact]
    public void Any_split_gives_the_same_serial_frames() => Chunks.AnySplitGivesTheSameFrames(
        () => new Jtt905Framer(), frame => frame.Raw, Good, Convert.FromHexString(Query), [.. Good[..^1], 0xAB], Good[..9], [0x55], [0x55, 0xAA], [0x00, 0x7E], [0x55, 0xAA, 0x00, 0x0B, 0x02]);

    [Fact]
    public void Any_split_gives_the_same_messages() => Chunks.AnySplitGivesTheSameFrames(
        () => new Jtt905MessageFramer(), message => message.Raw, GoodMessage, [.. GoodMessage[..^2], 0x71, 0x7E], GoodMessage[..30], [0x7E], [0x7D, 0x05], [0x55, 0xAA]);

    [Fact]
    public void Damaged_frames_throw_nothing_and_give_no_content_without_a_valid_check()
    {
        var mutations = new Mutations(Fuzzing.Seed(905));
        var (serial, messages) = (new Jtt905Framer(), new Jtt905MessageFramer());
        var codes = new SortedDictionary<string, int>();
        byte[][] sources = [Good, GoodMessage, Convert.FromHexString(Query), Jtt905Frame.Encode(2, 0, 4, new byte[127])];
        for (var i = 0; i < Mutants; i++)
        {
            var bytes = mutations.Of(mutations.Pick(sources));
            var code = Read(bytes);
            codes[code] = codes.GetValueOrDefault(code) + 1;
            foreach (var frame in serial.Push(bytes))
                Assert.True(IsSound(frame.Raw.Span));
            foreach (var message in messages.Push(bytes))
                Assert.Equal(0, Xor([.. message.Content.Span, message.Xor]));
            if (i % 100 == 0)
                Jtt905Text.Describe(Convert.ToHexString(bytes));
        }

        output.WriteLine(Fuzzing.Report("JT/T 905", Mutants, Fuzzing.Seed(905), $"{string.Join(", ", codes.Select(code => $"{code.Key} {code.Value}"))}; framers rejected {serial.Rejected}, {messages.Rejected}"));
        Assert.True(codes["bad-xor"] > 1000);
    }

    private static string Read(byte[] bytes)
    {
        if (bytes is [0x7E, ..])
        {
            var message = Jtt905Message.Parse(bytes);
            return message.Refusal?.Code ?? Jtt905Operation.Parse(message.Value.Body.Span).Refusal?.Code ?? "read";
        }

        var frame = Jtt905Frame.Parse(bytes);
        if (frame.Refusal is { } refusal)
            return refusal.Code;
        Assert.True(IsSound(bytes));
        return Jtt905Content.Of(frame.Value).Refusal?.Code ?? "read";
    }

    private static bool IsSound(ReadOnlySpan<byte> frame) =>
        frame is [0x55, 0xAA, .., 0x55, 0xAA] && ((frame[2] << 8) | frame[3]) == frame.Length - 7 && Xor(frame[2..^2]) == 0;

    private static int Xor(ReadOnlySpan<byte> bytes)
    {
        var xor = 0;
        foreach (var value in bytes)
            xor ^= value;
        return xor;
    }
}

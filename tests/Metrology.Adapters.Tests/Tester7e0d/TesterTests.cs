using Metrology.Adapters.Framing;
using Metrology.Adapters.Tester7e0d;
using Metrology.Adapters.Tests.Framing;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Tester7e0d;

/// <summary>The literal frame and the layouts of the published bench source; constructed answers as in the shared vectors.</summary>
public sealed class TesterTests(ITestOutputHelper output)
{
    private static readonly int Mutants = Fuzzing.Cases(200_000);
    private const string Energy = "7E00FF41640021E7B0000000000D1E13";

    private static readonly byte[] Good = Convert.FromHexString(Energy);

    private static readonly byte[] Error = Convert.FromHexString(
        "7E00FF416600000064000000640000000400000004FFF3FDC8000624B7000000000000000000000000000000000D5A86");

    [Fact]
    public void Requests_have_the_bytes_of_the_source()
    {
        Assert.Equal("7E00FF012000000000000000000D4639", Convert.ToHexString(TesterRequest.Read(TesterCommand.SwitchState)));
        Assert.Equal("7E00FF016400000000000000000D0538", Convert.ToHexString(TesterRequest.Read(TesterCommand.DcEnergy)));
        Assert.Equal("7E00FF0365000000010DA67D", Convert.ToHexString(TesterRequest.ClearDcEnergy()));
        Assert.Equal("7E00FF032C000000010DA824", Convert.ToHexString(TesterRequest.ClearAcEnergy()));
        Assert.Equal("7E00FF0367000000010DA79F", Convert.ToHexString(TesterRequest.ClearDcError()));
        Assert.Equal("7E00FF036600000064000000640000000400000004" + "0D1C22", Convert.ToHexString(TesterRequest.SetDcError(100, 4)));
        Assert.Equal("0D0581", Convert.ToHexString(TesterRequest.Read(TesterCommand.DcError)[^3..]));
    }

    [Theory]
    [InlineData(Energy, null, null)]
    [InlineData(Energy, 0x64, null)]
    [InlineData(Energy, 0x25, "command-mismatch")]
    [InlineData("7E00FF41250021E7B0000000000D4D02", 0x64, "command-mismatch")]
    [InlineData("7E00FF41640021E7B0000000000D1E12", null, "bad-crc")]
    [InlineData("7E00FF41640021E7B0000000000D131E", null, "bad-crc")]
    [InlineData("7E00FF41640021E7B0000000000A5FD1", null, "bad-end")]
    [InlineData("7F00FF41640021E7B0000000000D1ED2", null, "bad-start")]
    [InlineData("7E00FF41640021E7", null, "incomplete")]
    [InlineData("7E00FF42640021E7B0000000000D1E13", null, "bad-type")]
    [InlineData(Energy + "0001", null, "bad-length")]
    [InlineData("7E00FF016400000000000000000D0538", null, "not-a-reply")]
    [InlineData("", null, "incomplete")]
    public void Only_the_answer_that_was_asked_for_is_read(string hex, int? asked, string? code)
    {
        var reading = TesterReading.Parse(Convert.FromHexString(hex), (byte?)asked);
        Assert.Equal(code, reading.Refusal?.Code);
        Assert.Equal(code is null ? 2.222m : null, reading.IsRefused ? null : reading.Value.EnergyKWh);
    }

    [Fact]
    public void The_mark_of_a_failed_read_is_no_energy()
    {
        var frame = TesterFrame.Encode(TesterFrame.Answer, TesterCommand.DcEnergy, [0xC4, 0x74, 0x78, 0x40, 0, 0, 0, 0]);
        Assert.Equal("failed-read", TesterReading.Parse(frame).Refusal?.Code);
    }

    [Fact]
    public void Errors_keep_their_sign_and_all_digits() =>
        Assert.Equal(["-0.787000", "0.402615", "0.000000"], TesterReading.Parse(Error).Value.ErrorsPercent.Select(TesterReading.Text));

    [Fact]
    public void Padding_is_cut_by_structure_even_after_a_check_sum_that_ends_in_zero()
    {
        var endsInZero = Convert.FromHexString("7E00FF416400000029000000000D5700");
        var items = TesterText.Describe(Convert.ToHexString([.. endsInZero, .. new byte[240], .. Good, .. new byte[240]])).Value;
        Assert.Equal(["0.000041", "2.222000"], items.Select(item => item.Values.Single().Text));
    }

    [Fact]
    public void Any_split_gives_the_same_frames() => Chunks.AnySplitGivesTheSameFrames(
        () => new TesterFramer(), frame => frame.Raw, Good, Error, TesterRequest.ClearDcEnergy(), [.. Good[..^1], 0xEE], Good[..7], [0x7E], [0x0D, 0, 0], new byte[99],
        [0x7E, 0x00, 0xFF, 0x41, 0x25, .. Enumerable.Repeat((byte)0x0D, 60)]);

    [Fact]
    public void A_damaged_frame_delays_nothing()
    {
        var framer = new TesterFramer();
        Assert.Equal(Good, Assert.Single(framer.Push([.. Good[..9], .. Good])).Raw.ToArray());
        Assert.Equal(1, framer.Rejected);
    }

    [Fact]
    public void Damaged_frames_throw_nothing_and_give_no_reading_without_a_valid_check()
    {
        var mutations = new Mutations(Fuzzing.Seed(7));
        var framer = new TesterFramer();
        var codes = new SortedDictionary<string, int>();
        byte[][] sources = [Good, Error, [.. Good, .. new byte[20]], TesterRequest.ClearDcEnergy()];
        for (var i = 0; i < Mutants; i++)
        {
            var bytes = mutations.Of(mutations.Pick(sources));
            var reading = TesterReading.Parse(bytes);
            var code = reading.Refusal?.Code ?? "read";
            codes[code] = codes.GetValueOrDefault(code) + 1;
            if (!reading.IsRefused)
                Assert.True(Crc16.Holds(TesterParser.Parse(bytes).Value.Raw.Span));
            foreach (var frame in framer.Push(bytes))
                Assert.True(Crc16.Holds(frame.Raw.Span) && frame.Raw.Span[^3] == TesterFrame.End);
            if (i % 100 == 0)
                TesterText.Describe(Convert.ToHexString(bytes));
        }

        output.WriteLine(Fuzzing.Report("tester 7E", Mutants, Fuzzing.Seed(7), $"{string.Join(", ", codes.Select(code => $"{code.Key} {code.Value}"))}; framer rejected {framer.Rejected}"));
        Assert.True(codes["bad-crc"] > 1000);
    }
}

using System.Text;
using Metrology.Adapters.Framing;
using Metrology.Adapters.Roller;
using Metrology.Adapters.Tests.Framing;
using Metrology.Core.Quantities;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Roller;

/// <summary>Lines of the roller bench as protocol.md has them, whole, cut and damaged.</summary>
public sealed class RollerTests(ITestOutputHelper output)
{
    private const string LatchLine = "$7,LATCH,20,2028.4,121904,2.0,10.00*6389\r\n";

    private static readonly int Mutants = Fuzzing.Cases(200_000);

    private static readonly byte[] Latch = Encoding.ASCII.GetBytes(LatchLine);

    [Fact]
    public void Lines_have_the_bytes_of_the_protocol()
    {
        Assert.Equal("$1,RUN,2000,60*7938\r\n", Encoding.ASCII.GetString(RollerFrame.Encode(1, "RUN", "2000", "60")));
        Assert.Equal("$1,RUN,OK*49CC\r\n", Encoding.ASCII.GetString(RollerFrame.Encode(1, "RUN", "OK")));
        Assert.Equal("$7,LATCH,20*84D3\r\n", Encoding.ASCII.GetString(RollerFrame.Encode(7, "LATCH", "20")));
        Assert.Throws<ArgumentException>(() => RollerFrame.Encode(1, "ID", "a*b"));
    }

    [Theory]
    [InlineData(LatchLine, null)]
    [InlineData("$7,LATCH,20,2028.4,121904,2.0,10.00*6388\r\n", "bad-check")]
    [InlineData("$7,LATCH,20,2028.5,121904,2.0,10.00*6389\r\n", "bad-check")]
    [InlineData("$7,LATCH,20,2028.4,121904,2.0,10.00*6389\r", "incomplete")]
    [InlineData("$7,LATCH,20,2028.4", "incomplete")]
    [InlineData("$7,LATCH,20,2028.4,121904,2.0,10.00*6389\n\n", "bad-end")]
    [InlineData("$*0000\r\n", "bad-length")]
    [InlineData("7,LATCH*0000\r\n", "bad-start")]
    [InlineData("$7,\u0001*0000\r\n", "bad-text")]
    [InlineData(LatchLine + "$", "bad-end")]
    [InlineData("", "incomplete")]
    public void Only_a_whole_line_with_its_check_is_one(string text, string? code) => Assert.Equal(code, RollerFrame.Parse(Encoding.ASCII.GetBytes(text)).Refusal?.Code);

    [Theory]
    [InlineData("20", "2028.4", "121904", "2.0", "10.00", null)]
    [InlineData("0", "2028.4", "121904", "2.0", "10.00", "bad-fields")]
    [InlineData("020", "2028.4", "121904", "2.0", "10.00", "bad-fields")]
    [InlineData("20", "2028", "121904", "2.0", "10.00", "bad-fields")]
    [InlineData("20", "-2028.4", "121904", "2.0", "10.00", "bad-fields")]
    [InlineData("20", "2E3", "121904", "2.0", "10.00", "bad-fields")]
    [InlineData("20", "2028.4", "121904", "2.00", "10.00", "bad-fields")]
    [InlineData("20", "2028.4", "121904", "2.0", "10", "bad-fields")]
    [InlineData("20", "99999999999.9", "121904", "2.0", "10.00", "bad-fields")]
    public void A_number_that_the_protocol_does_not_write_is_no_reading(string number, string turns, string after, string distance, string amount, string? code) =>
        Assert.Equal(code, RollerLatch.Of(RollerFrame.Parse(RollerFrame.Encode(7, "LATCH", number, turns, after, distance, amount)).Value).Refusal?.Code);

    [Fact]
    public void One_line_says_something_of_the_roller_and_something_of_the_taximeter_and_neither_of_the_other()
    {
        var latch = RollerLatch.Of(RollerFrame.Parse(Latch).Value).Value;
        var turns = latch.Reading(RollerLatch.OfRoller, "RB", Measurands.Revolutions, default).Value;
        Assert.Equal(("2028.4", 2028.4m, "1", 0.1m), (turns.Text, turns.Value, turns.Unit, turns.Resolution));
        var shown = latch.Reading(RollerLatch.OfDisplay, "TX", Measurands.Distance, default).Value;
        Assert.Equal(("2.0", "km", 0.1m, turns.RawHash), (shown.Text, shown.Unit, shown.Resolution, shown.RawHash));
        Assert.Equal("not-of-this", latch.Reading(RollerLatch.OfRoller, "RB", Measurands.Distance, default).Refusal?.Code);
        Assert.Equal("not-of-this", latch.Reading(RollerLatch.OfDisplay, "TX", Measurands.Revolutions, default).Refusal?.Code);
        Assert.Equal("not-a-latch", RollerLatch.Of(RollerFrame.Parse(RollerFrame.Encode(3, "STATE", "HOLD", "2028.4", "0.0", "20", "H")).Value).Refusal?.Code);
    }

    [Fact]
    public void Any_split_gives_the_same_lines() => Chunks.AnySplitGivesTheSameFrames(
        () => new RollerFramer(), frame => frame.Raw, Latch, RollerFrame.Encode(1, "ID"), [.. Latch[..^3], 0x00], Latch[..9], "$"u8.ToArray(), "*0000\r\n"u8.ToArray(),
        [.. Enumerable.Repeat((byte)'$', 40)], [.. Enumerable.Repeat((byte)'a', 200)], [0xFF, 0x00]);

    [Fact]
    public void Damaged_lines_throw_nothing_and_give_no_reading_without_a_valid_check()
    {
        var mutations = new Mutations(Fuzzing.Seed(11));
        var framer = new RollerFramer();
        var codes = new SortedDictionary<string, int>();
        byte[][] sources = [Latch, RollerFrame.Encode(4, "STATE", "RUN", "12.3", "60.0", "0", "HS"), RollerFrame.Encode(2, "ID", "m", "t", "RB-1", "1.0"), [.. Latch, .. Latch]];
        for (var i = 0; i < Mutants; i++)
        {
            var bytes = mutations.Of(mutations.Pick(sources));
            var code = RollerFrame.Parse(bytes).Refusal?.Code ?? "line";
            codes[code] = codes.GetValueOrDefault(code) + 1;
            foreach (var line in framer.Push(bytes))
            {
                var raw = line.Raw.Span;
                Assert.Equal(Convert.ToInt32(Encoding.ASCII.GetString(raw[^6..^2]), 16), Crc16.Of(raw[1..^7]));
                if (RollerLatch.Of(line) is { IsRefused: false, Value: var latch })
                    Assert.Equal((7, "2028.4", "2.0"), (int.Parse(line.Tag, System.Globalization.CultureInfo.InvariantCulture), latch.Revolutions, latch.DistanceKm));
            }

            if (i % 100 == 0)
                RollerText.Describe(Convert.ToHexString(bytes));
        }

        output.WriteLine(Fuzzing.Report("roller bench", Mutants, Fuzzing.Seed(11), $"{string.Join(", ", codes.Select(code => $"{code.Key} {code.Value}"))}; framer rejected {framer.Rejected}"));
        Assert.True(codes["bad-check"] > 1000);
        Assert.True(framer.Unconsumed.Length <= RollerFrame.Longest);
    }
}

using System.Text;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Metrology.Web.Features.Verifications;

namespace Metrology.Web.Tests;

public sealed class UtteranceTests
{
    private static TranscriptEntry Entry(string link, long index, Direction direction, byte[] bytes, string? codec = null) =>
        new(link, index, TimeSpan.FromMilliseconds(10 * index), direction, bytes) { Sources = codec is null ? [] : [new(codec, "M", "1")] };

    [Fact]
    public void An_answer_in_pieces_is_one_answer_even_with_another_link_between()
    {
        // The forward active energy 000123.45 kWh of meter 000000000001, DL/T 645-2007.
        var frame = Convert.FromHexString("680100000000006891083333343378563433" + "00" + "16");
        frame[^2] = (byte)frame.AsSpan(0, frame.Length - 2).ToArray().Sum(one => one);
        var rows = Utterance.Of(
        [
            Entry("tty:a", 0, Direction.Sent, [0xFE, 0x68]), Entry("tty:a", 1, Direction.Received, frame[..5], "dlt645-2007"), Entry("mqtt:t", 0, Direction.Received, "{\"a\":\"甲\"}"u8.ToArray()),
            Entry("tty:a", 2, Direction.Received, frame[5..]), Entry("mqtt:t", 1, Direction.Received, "{"u8.ToArray()), Entry("tty:a", 0, Direction.Sent, [0x01]),
        ]);
        Assert.Equal(["tty:a", "tty:a", "mqtt:t", "mqtt:t", "tty:a"], rows.Select(row => row.Link));
        Assert.Equal(frame, rows[1].Bytes);
        Assert.Contains("123.45 kWh", Assert.Single(rows[1].Decoded(Language.Zh)), StringComparison.Ordinal);
        Assert.Equal("{\"a\":\"甲\"}", Assert.Single(rows[2].Decoded(Language.Zh)));
        Assert.Equal("{", Assert.Single(rows[3].Decoded(Language.En)));
    }

    [Theory]
    [InlineData("modbus-rtu", "01 04 00 48 00 02 F1 DD", "01 04 04 41 45 85 1F DD 35", "slave 1 direction reply function read-input-registers: 72 16709, 73 34079")]
    [InlineData("modbus-tcp", "00 07 00 00 00 06 01 04 00 48 00 02", "00 07 00 00 00 07 01 04 04 41 45 85 1F", "slave 1 direction reply function read-input-registers: 72 16709, 73 34079")]
    [InlineData("metrology-roller-1", "24 37 2C 49 44 4E 0D 0A", "24372C4C415443482C32302C323032382E342C3132313930342C322E302C31302E30302A363338390D0A", "tag 7 verb LATCH: Jump 20, Revolutions 2028.4, Time 121904 ms, Displayed distance 2.0 km, Displayed amount 10.00 CNY")]
    public void Bytes_are_read_in_the_protocol_of_their_source_and_an_answer_by_its_question(string codec, string question, string answer, string line)
    {
        static byte[] Of(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var rows = Utterance.Of([Entry("tty:a", 0, Direction.Sent, Of(question), codec), Entry("tty:a", 1, Direction.Received, Of(answer)[..4], codec), Entry("tty:a", 2, Direction.Received, Of(answer)[4..], codec)]);
        Assert.Equal(line, Assert.Single(rows[1].Decoded(Language.En)));
        if (codec.StartsWith("modbus", StringComparison.Ordinal))
            Assert.StartsWith("slave 1 direction request function read-input-registers start 72 count 2", Assert.Single(rows[0].Decoded(Language.En)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_of_no_known_protocol_are_shown_as_their_characters()
    {
        var row = Assert.Single(Utterance.Of([Entry("tcp:a", 0, Direction.Received, Encoding.ASCII.GetBytes("FLUKE,8508A\r\n"))]));
        Assert.Equal("FLUKE,8508A··", Assert.Single(row.Decoded(Language.En)));
        Assert.Equal("46 4C 55 4B 45 2C 38 35 30 38 41 0D 0A", row.Hex);
    }
}

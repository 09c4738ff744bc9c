using System.Text;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Metrology.Web.Features.Verifications;

namespace Metrology.Web.Tests;

public sealed class UtteranceTests
{
    private static TranscriptEntry Entry(string link, long index, Direction direction, byte[] bytes) => new(link, index, TimeSpan.FromMilliseconds(10 * index), direction, bytes);

    [Fact]
    public void An_answer_in_pieces_is_one_answer_even_with_another_link_between()
    {
        // The forward active energy 000123.45 kWh of meter 000000000001, DL/T 645-2007.
        var frame = Convert.FromHexString("680100000000006891083333343378563433" + "00" + "16");
        frame[^2] = (byte)frame.AsSpan(0, frame.Length - 2).ToArray().Sum(one => one);
        var rows = Utterance.Of(
        [
            Entry("tty:a", 0, Direction.Sent, [0xFE, 0x68]), Entry("tty:a", 1, Direction.Received, frame[..5]), Entry("mqtt:t", 0, Direction.Received, "{\"a\":\"甲\"}"u8.ToArray()),
            Entry("tty:a", 2, Direction.Received, frame[5..]), Entry("mqtt:t", 1, Direction.Received, "{"u8.ToArray()), Entry("tty:a", 0, Direction.Sent, [0x01]),
        ]);
        Assert.Equal(["tty:a", "tty:a", "mqtt:t", "mqtt:t", "tty:a"], rows.Select(row => row.Link));
        Assert.Equal(frame, rows[1].Bytes);
        Assert.Contains("123.45 kWh", Assert.Single(rows[1].Decoded(Language.Zh)), StringComparison.Ordinal);
        Assert.Equal("{\"a\":\"甲\"}", Assert.Single(rows[2].Decoded(Language.Zh)));
        Assert.Equal("{", Assert.Single(rows[3].Decoded(Language.En)));
    }

    [Fact]
    public void Bytes_of_no_known_protocol_are_shown_as_their_characters()
    {
        var row = Assert.Single(Utterance.Of([Entry("tcp:a", 0, Direction.Received, Encoding.ASCII.GetBytes("FLUKE,8508A\r\n"))]));
        Assert.Equal("FLUKE,8508A··", Assert.Single(row.Decoded(Language.En)));
        Assert.Equal("46 4C 55 4B 45 2C 38 35 30 38 41 0D 0A", row.Hex);
    }
}

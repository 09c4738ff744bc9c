using System.Text;
using Metrology.Adapters.Wire;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Wire;

/// <summary>The short way takes nothing that the decoder would not take, and takes what nearly every message is.</summary>
public sealed class WireGlanceTests
{
    private static readonly DateTimeOffset Received = new(2026, 8, 21, 6, 30, 6, TimeSpan.Zero);

    private const string Plain =
        """{"boot":"7f3a","seq":17,"time":"2026-08-21T06:30:05.123Z","answers":"run-1","readings":[{"measurand":"energy.active.import","value":"1234.560","unit":"kWh","resolution":"0.001"},{"measurand":"voltage","value":"-230","unit":"V","resolution":"10"}]}""";

    [Theory]
    [InlineData(Plain)]
    [InlineData(""" { "readings" : [ {"unit":"Hz","resolution":"0.01","value":"49.98","measurand":"frequency"} ] , "time":"2026-08-21T06:30:05Z", "seq":9007199254740991,"boot":"!" } """)]
    public void A_plain_message_has_its_name(string json)
    {
        var payload = Encoding.UTF8.GetBytes(json);
        Assert.True(WireGlance.TryReadings(payload, Received, out var name));
        var decoded = WireDecoder.Readings(payload, Received).Value;
        Assert.Equal((decoded.Boot, decoded.Seq), (name.Boot, name.Seq));
    }

    [Theory]
    [InlineData("7f3a", "7°3a")]
    [InlineData("7f3a", "7\\u0066")]
    [InlineData("05.123Z", "05.123+08:00")]
    [InlineData("\"measurand\":\"voltage\",\"value\":\"-230\",\"unit\":\"V\",\"resolution\":\"10\"", "\"measurand\":\"clock\",\"value\":\"2026-08-21T06:30:05Z\",\"unit\":\"s\",\"resolution\":\"1\"")]
    public void What_is_right_in_another_way_is_left_to_the_decoder(string part, string instead)
    {
        var payload = Encoding.UTF8.GetBytes(Changed(part, instead));
        Assert.False(WireGlance.TryReadings(payload, Received, out _));
        Assert.False(WireDecoder.Readings(payload, Received).IsRefused);
    }

    [Theory]
    [InlineData("\"1234.560\"", "1234.560")]
    [InlineData("1234.560", "1234.5605")]
    [InlineData("0.001", "0")]
    [InlineData(":17", ":-1")]
    [InlineData(":17", ":9007199254740992")]
    [InlineData(":17", ":1.7")]
    [InlineData("\"seq\"", "\"boot\":\"7f3a\",\"seq\"")]
    [InlineData("\"unit\":\"kWh\"", "\"unit\":\"kWh\",\"unit\":\"kWh\"")]
    [InlineData("\"unit\":\"kWh\",", "")]
    [InlineData("voltage", "energy.active.import")]
    [InlineData("\"V\"", "\"kV\"")]
    [InlineData("2026-08-21", "2026-08-23")]
    [InlineData("2026-08-21", "2026-02-30")]
    [InlineData("}]}", "}]}{}")]
    [InlineData("}]}", "},]}")]
    [InlineData("\"seq\"", "\"more\":1,\"seq\"")]
    public void What_is_wrong_is_left_to_the_decoder_which_refuses_it(string part, string instead)
    {
        var payload = Encoding.UTF8.GetBytes(Changed(part, instead));
        Assert.False(WireGlance.TryReadings(payload, Received, out _));
        Assert.True(WireDecoder.Readings(payload, Received).IsRefused);
    }

    [Fact]
    public void Of_two_hundred_thousand_mutations_it_takes_none_that_the_decoder_refuses()
    {
        var random = new Random(4);
        var plain = Encoding.UTF8.GetBytes(Plain);
        var parts = Encoding.UTF8.GetBytes("\"{}[]:,.-+0123456789eEZTkWhV\\u \n°");
        var taken = 0;
        for (var round = 0; round < 200_000; round++)
        {
            var payload = plain.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                var at = random.Next(payload.Length);
                payload = random.Next(3) switch
                {
                    0 => [.. payload[..at], parts[random.Next(parts.Length)], .. payload[at..]],
                    1 => [.. payload[..at], .. payload[(at + 1)..]],
                    _ => [.. payload[..at], parts[random.Next(parts.Length)], .. payload[(at + 1)..]],
                };
            }

            if (!WireGlance.TryReadings(payload, Received, out var name))
                continue;
            taken++;
            var decoded = WireDecoder.Readings(payload, Received);
            Assert.False(decoded.IsRefused, Encoding.UTF8.GetString(payload));
            Assert.Equal((decoded.Value.Boot, decoded.Value.Seq), (name.Boot, name.Seq));
        }

        Assert.True(taken > 1000, $"{taken}");
    }

    private static string Changed(string part, string instead)
    {
        Assert.Contains(part, Plain);
        return Plain.Replace(part, instead, StringComparison.Ordinal);
    }
}

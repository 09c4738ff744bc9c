using System.Text;
using Metrology.Adapters.Wire;

namespace Metrology.Adapters.Tests.Wire;

public sealed class WireDecoderTests
{
    private const string Good =
        """{"boot":"7f3a","seq":17,"time":"2026-08-21T06:30:05.123Z","readings":[{"measurand":"energy.active.import","value":"1234.560","unit":"kWh","resolution":"0.001"}]}""";

    [Fact]
    public void A_message_becomes_readings_with_the_digits_as_sent()
    {
        var payload = Encoding.UTF8.GetBytes(Good);
        var message = WireDecoder.Readings(payload).Value;
        var reading = Assert.Single(WireDecoder.ToReadings(message, payload, "role", DateTimeOffset.UnixEpoch));
        Assert.Equal(("1234.560", 1234.560m, "kWh", 0.001m), (reading.Text, reading.Value, reading.Unit, reading.Resolution));
        Assert.Equal(DateTimeOffset.Parse("2026-08-21T06:30:05.123Z"), reading.DeviceTime);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(payload)), reading.RawHash);
    }

    [Theory]
    [InlineData("{", "wire.not-json")]
    [InlineData("[]", "wire.form")]
    [InlineData("""{"boot":"a","boot":"a"}""", "wire.not-json")]
    [InlineData("""{"boot":{"a":{"b":{"c":{}}}}}""", "wire.not-json")]
    public void What_is_no_object_of_this_kind_is_refused(string json, string code) =>
        Assert.Equal(code, WireDecoder.Readings(Encoding.UTF8.GetBytes(json)).Refusal?.Code);

    [Theory]
    [InlineData("\"1234.560\"", "1234.56", "wire.form")]
    [InlineData("1234.560", "1.2e3", "wire.form")]
    [InlineData("1234.560", " 1", "wire.form")]
    [InlineData("1234.560", "１", "wire.form")]
    [InlineData("1234.560", "1,5", "wire.form")]
    [InlineData("1234.560", "1234567890123456", "wire.form")]
    [InlineData("1234.560", "1234.5605", "wire.resolution")]
    [InlineData("0.001", "0", "wire.resolution")]
    [InlineData("0.001", "-0.001", "wire.resolution")]
    [InlineData(":17", ":-1", "wire.form")]
    [InlineData(":17", ":\"17\"", "wire.form")]
    [InlineData("05.123Z", "05.123", "wire.form")]
    [InlineData("\"unit\"", "\"Unit\"", "wire.form")]
    [InlineData("\"seq\"", "\"extra\":1,\"seq\"", "wire.unknown-field")]
    [InlineData("\"unit\"", "\"extra\":1,\"unit\"", "wire.unknown-field")]
    [InlineData("7f3a", "", "wire.form")]
    public void One_thing_wrong_refuses_the_whole_message(string part, string instead, string code)
    {
        Assert.Contains(part, Good);
        Assert.Equal(code, WireDecoder.Readings(Encoding.UTF8.GetBytes(Good.Replace(part, instead, StringComparison.Ordinal))).Refusal?.Code);
    }

    [Fact]
    public void Too_much_is_refused()
    {
        var one = Good[Good.IndexOf('[')..].Trim('[', ']', '}') + "}";
        var many = Good[..(Good.IndexOf('[') + 1)] + string.Join(',', Enumerable.Repeat(one, WireDecoder.MostValues + 1)) + "]}";
        Assert.Equal("wire.too-large", WireDecoder.Readings(Encoding.UTF8.GetBytes(many)).Refusal?.Code);
        Assert.Equal("wire.too-large", WireDecoder.Readings(Encoding.UTF8.GetBytes(Good + new string(' ', WireDecoder.LargestPayload))).Refusal?.Code);
    }

    [Fact]
    public void What_is_encoded_is_decoded_to_the_same()
    {
        var command = new WireCommand("s-1", "apply", [new("current", 32.5m, "A")]);
        var decoded = WireDecoder.Command(WireEncoder.Encode(command)).Value;
        Assert.Equal((command.Id, command.Verb, command.Settings[0]), (decoded.Id, decoded.Verb, decoded.Settings[0]));
        var happened = new WireEvent("b", 3, DateTimeOffset.UnixEpoch.AddTicks(1), "s-1", "refused") { Energy = 1.2m, Refusal = new("busy", "负载正在运行", "busy"), Identity = new("厂", "m", "s", "") };
        Assert.Equal(happened, WireDecoder.Event(WireEncoder.Encode(happened)).Value);
    }

    [Fact]
    public void A_hundred_thousand_damaged_messages_throw_nothing()
    {
        var random = new Random(1);
        var good = Encoding.UTF8.GetBytes(Good);
        for (var i = 0; i < 100_000; i++)
        {
            var payload = good.ToArray();
            for (var n = random.Next(1, 4); n > 0; n--)
                payload[random.Next(payload.Length)] = (byte)random.Next(256);
            var decoded = WireDecoder.Readings(payload);
            if (!decoded.IsRefused)
                WireDecoder.ToReadings(decoded.Value, payload, "role", DateTimeOffset.UnixEpoch);
        }
    }
}

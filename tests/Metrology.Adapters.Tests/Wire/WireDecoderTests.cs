using System.Text;
using Metrology.Adapters.Wire;
using Metrology.Testing;

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
    [InlineData("""{"boot":"a","boot":"a"}""", "wire.doubled-field")]
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
    [InlineData("\"seq\"", "\"boot\":\"7f3a\",\"seq\"", "wire.doubled-field")]
    [InlineData("\"unit\"", "\"value\":\"1234.561\",\"unit\"", "wire.doubled-field")]
    [InlineData("7f3a", "", "wire.form")]
    [InlineData(":17", ":9007199254740992", "wire.form")]
    [InlineData("05.123Z", "65.123Z", "wire.form")]
    [InlineData("energy.active.import", "energy.reactive.import", "wire.unknown-measurand")]
    [InlineData("energy.active.import", "toString", "wire.unknown-measurand")]
    [InlineData("kWh", "Wh", "wire.unit")]
    [InlineData("kWh", "KWH", "wire.unit")]
    [InlineData("energy.active.import", "voltage", "wire.unit")]
    public void One_thing_wrong_refuses_the_whole_message(string part, string instead, string code)
    {
        Assert.Contains(part, Good);
        Assert.Equal(code, WireDecoder.Readings(Encoding.UTF8.GetBytes(Good.Replace(part, instead, StringComparison.Ordinal))).Refusal?.Code);
    }

    [Fact]
    public void A_doubled_field_is_named_at_any_depth_and_not_called_broken_json()
    {
        var doubled = Good.Replace("\"unit\"", "\"value\":\"1234.561\",\"unit\"", StringComparison.Ordinal);
        var text = WireDecoder.Readings(Encoding.UTF8.GetBytes(doubled)).Refusal!.Text;
        Assert.Equal(("字段“value”出现了两次，无法判断以哪个为准。请检查网关程序。", "The field “value” comes twice, and which one is meant cannot be told. Check the gateway."), (text.Zh, text.En));
    }

    [Theory]
    [InlineData("energy.active.import", "1234.567", "kWh", "0.001")]
    [InlineData("clock", "2026-08-21T06:30:05Z", "s", "1")]
    public void A_measurand_that_comes_twice_in_one_message_is_refused_even_with_the_same_value(string measurand, string value, string unit, string resolution)
    {
        var one = $$"""{"measurand":"{{measurand}}","value":"{{value}}","unit":"{{unit}}","resolution":"{{resolution}}"}""";
        string Message(params string[] values) => $$"""{"boot":"7f3a","seq":17,"time":"2026-08-21T06:30:05Z","readings":[{{string.Join(',', values)}}]}""";
        Assert.Null(WireDecoder.Readings(Encoding.UTF8.GetBytes(Message(one))).Refusal);
        var refusal = WireDecoder.Readings(Encoding.UTF8.GetBytes(Message(one, one))).Refusal!;
        Assert.Equal("wire.measurand-twice", refusal.Code);
        Assert.Contains(measurand, refusal.Text.Zh, StringComparison.Ordinal);
    }

    /// <summary>The limit itself is taken, the next step of the clock is not; a clock that was lost is behind.</summary>
    [Fact]
    public void A_message_from_the_future_is_refused_and_one_from_the_past_is_taken()
    {
        var payload = Encoding.UTF8.GetBytes(Good);
        var time = WireDecoder.Readings(payload).Value.Time;
        Assert.Null(WireDecoder.Readings(payload, time - WireDecoder.MostAhead).Refusal);
        Assert.Equal("wire.time-ahead", WireDecoder.Readings(payload, time - WireDecoder.MostAhead - TimeSpan.FromTicks(1)).Refusal?.Code);
        Assert.Null(WireDecoder.Readings(payload, time.AddYears(50)).Refusal);

        var happened = WireEncoder.Encode(new WireEvent("b", 3, time, "s-1", WireEvent.Standby));
        Assert.Null(WireDecoder.Event(happened, time).Refusal);
        Assert.Equal("wire.time-ahead", WireDecoder.Event(happened, time.AddYears(-9)).Refusal?.Code);
    }

    [Fact]
    public void A_message_without_readings_says_nothing_and_is_refused() =>
        Assert.Equal("wire.no-readings", WireDecoder.Readings(Encoding.UTF8.GetBytes(Good[..(Good.IndexOf('[') + 1)] + "]}")).Refusal?.Code);

    [Theory]
    [InlineData("finished", null, "wire.form")]
    [InlineData("refused", null, "wire.form")]
    [InlineData("identity", null, "wire.form")]
    [InlineData("done", "\"refusal\":{\"code\":\"busy\",\"zh\":\"忙\",\"en\":\"busy\"}", "wire.form")]
    [InlineData("refused", "\"refusal\":{\"code\":\"busy\",\"zh\":\"忙\",\"en\":\"busy\"}", null)]
    [InlineData("done", "\"energy\":\"1.2\"", null)]
    [InlineData("identity", "\"identity\":{\"manufacturer\":\"m\",\"model\":\"m\",\"serial\":\"s\",\"firmware\":\"\"}", null)]
    public void An_event_says_what_its_kind_says(string kind, string? field, string? code)
    {
        string?[] fields = ["\"boot\":\"b\"", "\"seq\":1", "\"time\":\"2026-08-21T06:30:06Z\"", "\"answers\":\"a\"", $"\"event\":\"{kind}\"", field];
        Assert.Equal(code, WireDecoder.Event(Encoding.UTF8.GetBytes($"{{{string.Join(',', fields.Where(one => one is not null))}}}")).Refusal?.Code);
    }

    /// <summary>The published schema and the decoder are two writings of one contract.</summary>
    [Fact]
    public void The_schema_names_the_same_measurands_and_units()
    {
        var schema = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Repository.At("firmware-adapters", "wire", "schema.json"))).RootElement;
        var known = schema.GetProperty("$defs").GetProperty("readings").GetProperty("properties").GetProperty("readings").GetProperty("items").GetProperty("oneOf")
            .EnumerateArray().Select(one => one.GetProperty("properties")).ToDictionary(
                one => one.GetProperty("measurand").GetProperty("const").GetString()!, one => one.GetProperty("unit").GetProperty("const").GetString());
        var once = schema.GetProperty("$defs").GetProperty("readings").GetProperty("properties").GetProperty("readings").GetProperty("allOf").EnumerateArray()
            .Where(one => one.TryGetProperty("contains", out _)).Select(one => one.GetProperty("contains").GetProperty("properties").GetProperty("measurand").GetProperty("const").GetString()!);
        Assert.Equal(known.Keys.Order(StringComparer.Ordinal), once.Order(StringComparer.Ordinal));
        Assert.Equal(known.OrderBy(one => one.Key, StringComparer.Ordinal), WireMeasurands.Units.ToDictionary(one => one.Key, string? (one) => one.Value).OrderBy(one => one.Key, StringComparer.Ordinal));
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
        var happened = new WireEvent("b", 3, DateTimeOffset.UnixEpoch.AddTicks(1), "s-1", "refused") { Energy = 1.2m, Refusal = new("busy", "负载正在运行", "busy") };
        Assert.Equal(happened, WireDecoder.Event(WireEncoder.Encode(happened)).Value);
    }

    [Fact]
    public void A_hundred_thousand_damaged_messages_throw_nothing()
    {
        var (random, cases, refused) = (new Random(Fuzzing.Seed(1)), Fuzzing.Cases(100_000), 0);
        var good = Encoding.UTF8.GetBytes(Good);
        for (var i = 0; i < cases; i++)
        {
            var payload = good.ToArray();
            for (var n = random.Next(1, 4); n > 0; n--)
                payload[random.Next(payload.Length)] = (byte)random.Next(256);
            var decoded = WireDecoder.Readings(payload);
            if (!decoded.IsRefused)
                WireDecoder.ToReadings(decoded.Value, payload, "role", DateTimeOffset.UnixEpoch);
            refused += decoded.IsRefused ? 1 : 0;
        }

        Fuzzing.Report("wire messages", cases, Fuzzing.Seed(1), $"{refused} refused");
    }
}

using System.Text.Json;
using Metrology.Core.Words;

namespace Metrology.Web.Tests.Commands;

/// <summary>decode of the protocols beside DL/T 645, and map. Frames: modbus.org, SmallChi/JT905, pwitab/iec62056-21 and a published bench source.</summary>
public sealed class DecodeProtocolTests
{
    private const string Request = "01 04 00 48 00 02 F1 DD", Reply = "01 04 04 41 45 85 1F DD 35";
    private const string Trip =
        "55AA0046020000E8414133333333000000000000000000000000000000003432313038333139383830393036303131580023072619411941000001056700000000000000800000000C002255AA";

    /// <summary>A reply of Modbus TCP is to the request with its number.</summary>
    [Theory]
    [InlineData("0001", 0)]
    [InlineData("0002", 1)]
    public async Task A_reply_to_another_request_is_no_reading(string transaction, int code)
    {
        var ran = await Ran.EnglishAsync("decode", "modbus-tcp", "000100000006010400480002", transaction + "0000000701040441451F85");
        Assert.Equal(code, ran.Code);
        Assert.Equal(code == 1, ran.Output.Contains("[transaction-mismatch]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("modbus-rtu", "01 83 02 C0 F1", 1, "slave 1 direction reply function read-holding-registers  The instrument refused with exception 2: illegal data address. [meter-exception]")]
    [InlineData("modbus-rtu", Reply, 0, "slave 1 direction reply function read-input-registers: 0 16709, 1 34079")]
    [InlineData("tester7e", "7E00FF41640021E7B0000000000D1E13", 0, "type reply command 64: Energy 2.222000 kWh")]
    [InlineData("tester7e", "7E00FF41640021E7B0000000000D1E12", 1, "7E 00 FF 41 64 00 21 E7 B0 00 00 00 00 0D 1E 12  The CRC is wrong; the frame was damaged on its way. [bad-crc]")]
    [InlineData("jtt905", "55AA000B02000000201111111111112955AA", 0, "device 02 manufacturer 00 command 0000: Time (China) 2011-11-11 11:11:11")]
    [InlineData("iec62056", "02312E382E30283030303132332E3435362A6B576829035C", 0, "message data: Total imported active energy 000123.456 kWh")]
    [InlineData("iec62056", "02312E382E30283145352A6B5768290304", 1, "message data  The value of “1.8.0” is no decimal number (digits, a minus and a point); it cannot be a reading. [not-a-number]")]
    [InlineData("iec62056", "02312E382E302831322C352A6B576829035F", 1, "message data  The value of “1.8.0” is no decimal number (digits, a minus and a point); it cannot be a reading. [not-a-number]")]
    [InlineData("iec62056", "02312E382E302829033B", 1, "message data  “1.8.0” has no value: it is missing, not zero. [no-value]")]
    [InlineData("iec62056", "02284552524F5229035A", 1, "message data  The meter refuses: ERROR. [meter-error]")]
    [InlineData("roller", "24372C4C415443482C32302C323032382E342C3132313930342C322E302C31302E30302A363338390D0A", 0, "tag 7 verb LATCH: Jump 20, Revolutions 2028.4, Time 121904 ms, Displayed distance 2.0 km, Displayed amount 10.00 CNY")]
    [InlineData("scpi", "2B312E3233343536452B30300A", 0, "text +1.23456E+00: Number 1.23456, Last digit 0.00001")]
    [InlineData("scpi", "2B392E394533370A", 1, "text +9.9E37  The instrument reports an overload (±9.9E37); that is no measurement. [overload]")]
    [InlineData("balance", "53542C2B30303031322E3334352020670D0A", 0, "standing stable: Mass +00012.345 g")]
    [InlineData("balance", "55532C2B30303031322E3334352020670D0A", 1, "standing moving: Mass +00012.345 g  The balance is not stable; the value cannot be a reading. [not-stable]")]
    public async Task A_frame_is_a_line(string protocol, string hex, int code, string line)
    {
        var ran = await Ran.EnglishAsync("decode", protocol, hex);
        Assert.Equal((code, ""), (ran.Code, ran.Error));
        Assert.Equal([line], ran.Lines);
    }

    [Fact]
    public async Task A_register_map_gives_the_reply_after_its_request_its_meaning_in_both_languages()
    {
        var english = await Ran.EnglishAsync("decode", "modbus-rtu", Request, Reply, "--map", "eastron-sdm630");
        Assert.Equal("slave 1 direction reply function read-input-registers: Total imported active energy 12.34500026702880859375 kWh", english.Lines[1]);
        var chinese = await Ran.AsAsync(Language.Zh, "decode", "modbus-rtu", Request, Reply, "--map", "Eastron SDM630");
        Assert.Equal("从站 1 方向 reply 功能 read-input-registers: 正向有功总电能 12.34500026702880859375 kWh", chinese.Lines[1]);
        Assert.Contains("[map.unknown]", (await Ran.EnglishAsync("decode", "modbus-rtu", Reply, "--map", "none")).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Ran.EnglishAsync("decode", "jtt905", Trip, "--map", "eastron-sdm630")).Code);
    }

    [Fact]
    public async Task A_signed_record_needs_the_key_of_its_meter()
    {
        using var meter = new Metrology.Simulators.Ocmf.SimulatedOcmfMeter("OCMF-0001", "secp256r1", System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var hex = Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(meter.Session("100.25", "112.75", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1))));
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, meter.PublicKeyPem);
        var good = await Ran.EnglishAsync("decode", "ocmf", hex, "--key", file);
        Assert.Equal(0, good.Code);
        Assert.Contains("112.75 kWh", good.Lines.Single(), StringComparison.Ordinal);
        Assert.Contains("[signature-not-checked]", (await Ran.EnglishAsync("decode", "ocmf", hex)).Lines.Single(), StringComparison.Ordinal);
        Assert.Equal(2, (await Ran.EnglishAsync("decode", "jtt905", Trip, "--key", file)).Code);
        File.Delete(file);
    }

    [Fact]
    public async Task As_JSON_every_frame_is_an_object_and_no_driver_is_named()
    {
        var ran = await Ran.EnglishAsync("decode", "jtt905", "--json", Trip, "00");
        var items = ran.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal("00E8", items[0].GetProperty("command").GetString());
        var values = items[0].GetProperty("values").EnumerateArray().ToDictionary(value => value.GetProperty("key").GetString()!, value => value.GetProperty("value").GetString());
        Assert.Equal(("8.0", "421083************"), (values["amount"], values["driver"]));
        Assert.Equal("bad-start", items[1].GetProperty("refusal").GetProperty("code").GetString());
        Assert.Equal(1, ran.Code);
    }

    [Fact]
    public async Task A_payload_of_Sparkplug_is_read_metric_by_metric()
    {
        const string Double = "08 88 A3 B1 98 82 34 12 2B 0A 17 45 6E 65 72 67 79 2F 41 63 74 69 76 65 49 6D 70 6F 72 74 5F 6B 57 68 18 88 A3 B1 98 82 34 20 0A 69 2D B2 9D EF A7 C6 01 40 18 07";
        Assert.Equal(["seq 7 time 2026-08-21T06:40:05.000Z: Energy/ActiveImport_kWh 2.222"], (await Ran.EnglishAsync("decode", "sparkplug", Double)).Lines);
        var json = JsonDocument.Parse((await Ran.EnglishAsync("decode", "sparkplug", "--json", Double)).Output).RootElement;
        Assert.Equal((7, "2.222", 10), (json.GetProperty("seq").GetInt32(), json.GetProperty("metrics")[0].GetProperty("value").GetString(), json.GetProperty("metrics")[0].GetProperty("datatype").GetInt32()));
        var broken = await Ran.EnglishAsync("decode", "sparkplug", Double[..41]);
        Assert.Equal((1, true), (broken.Code, broken.Output.Contains("[bad-payload]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_payload_is_read_by_its_topic()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{"Time":"2026-08-21T14:30:05","ENERGY":{"Total":6.295}}""");
        var ran = await Ran.EnglishAsync("map", "auto", "--topic", "tele/pow1/SENSOR", "--payload", file);
        Assert.Equal(["pow1 2026-08-21T14:30:05", "energy_import total 6295 Wh", "device time without zone [no-time-zone]"], ran.Lines);
        var json = JsonDocument.Parse((await Ran.EnglishAsync("map", "tasmota", "--zone", "Asia/Shanghai", "--json", "--topic", "tele/pow1/SENSOR", "--payload", file)).Output).RootElement;
        Assert.Equal(("2026-08-21T06:30:05Z", true), (json.GetProperty("time").GetString(), json.GetProperty("measurement").GetBoolean()));
        Assert.Equal((1, true), (await Ran.EnglishAsync("map", "auto", "--topic", "x", "--payload", file)) is var no ? (no.Code, no.Output.Contains("[no-mapping]", StringComparison.Ordinal)) : default);
        File.Delete(file);
        Assert.Contains("[mapping.unknown]", (await Ran.EnglishAsync("map", "none", "--topic", "x", "--payload", file)).Error, StringComparison.Ordinal);
    }
}

using Metrology.Adapters.Framing;
using Metrology.Adapters.Modbus;

namespace Metrology.Adapters.Tests.Modbus;

/// <summary>Published frames: modbus.org (Serial Line V1.02) and the EVerest drivers; reasons as the shared vectors advise.</summary>
public sealed class ModbusTests
{
    private const string Ten = "01 03 14 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 09 13";

    [Theory]
    [InlineData(1, 3, 0, 10, "0103 0000 000A C5CD")]
    [InlineData(1, 3, 0, 20, "0103 0000 0014 45C5")]
    [InlineData(1, 4, 72, 2, "0104 0048 0002 F1DD")]
    public void Requests_have_their_published_bytes(int slave, int function, int start, int count, string hex) =>
        Assert.Equal(Bytes(hex), ModbusRequest.Of(slave, function, start, count).Value.ToRtu());

    [Theory]
    [InlineData("0207", "4112")]
    [InlineData("010600010017", "9804")]
    [InlineData("1103006B0003", "7687")]
    [InlineData("", "FFFF")]
    public void The_check_sum_is_the_published_one(string hex, string onWire)
    {
        var crc = Crc16.Of(Bytes(hex));
        Assert.Equal(onWire, $"{crc & 0xFF:X2}{crc >> 8:X2}");
    }

    [Fact]
    public void Eight_bytes_at_once_and_one_by_one_give_the_same_check_sum()
    {
        var random = new Random(16);
        for (var length = 0; length < 260; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            var crc = 0xFFFFu;
            foreach (var value in bytes)
            {
                crc ^= value;
                for (var bit = 0; bit < 8; bit++)
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xA001 : crc >> 1;
            }

            Assert.Equal(crc, Crc16.Of(bytes));
        }
    }

    [Theory]
    [InlineData(1, 6, 0, 1, "not-a-read")]
    [InlineData(1, 16, 0, 1, "not-a-read")]
    [InlineData(0, 3, 0, 1, "bad-slave")]
    [InlineData(248, 3, 0, 1, "bad-slave")]
    [InlineData(1, 3, 0, 0, "no-register")]
    [InlineData(1, 3, 0, 126, "too-many")]
    [InlineData(1, 1, 0, 2001, "too-many")]
    [InlineData(1, 3, 65535, 2, "beyond-last")]
    public void What_must_not_be_asked_is_not_built(int slave, int function, int start, int count, string code) =>
        Assert.Equal(code, ModbusRequest.Of(slave, function, start, count).Refusal?.Code);

    [Theory]
    [InlineData(Ten, null)]
    [InlineData("01 03 14 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 13 09", "bad-crc")]
    [InlineData("01 03 14 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11", "incomplete")]
    [InlineData("01 03 12 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 6F 75", "bad-length")]
    [InlineData("01 03 12 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 79 E0", "count-mismatch")]
    [InlineData("02 03 14 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 5D F6", "slave-mismatch")]
    [InlineData("01 04 14 00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 3F F5", "function-mismatch")]
    [InlineData("01 83 02 C0 F1", "meter-exception")]
    [InlineData("", "incomplete")]
    [InlineData("01", "incomplete")]
    [InlineData("FF 03", "bad-start")]
    public void Only_the_reply_that_was_asked_for_is_read(string hex, string? code)
    {
        var refusal = ModbusReply.Read(Bytes(hex), ModbusRequest.Of(1, 3, 0, 10).Value, out _);
        Assert.Equal(code, refusal?.Code);
        Assert.NotEqual(refusal?.Text.Zh ?? "", refusal?.Text.En);
    }

    [Theory]
    [InlineData(RegisterType.Float32, WordOrder.HighWordFirst, "4145851F", "12.34500026702880859375")]
    [InlineData(RegisterType.Float32, WordOrder.LowWordFirst, "000041A2", "20.25")]
    [InlineData(RegisterType.Float32, WordOrder.HighWordFirstSwapped, "A2410000", "20.25")]
    [InlineData(RegisterType.Float32, WordOrder.LowWordFirstSwapped, "0000A241", "20.25")]
    [InlineData(RegisterType.Float32, WordOrder.HighWordFirst, "80000000", "0")]
    [InlineData(RegisterType.Float32, WordOrder.HighWordFirst, "4B800001", "16777218")]
    [InlineData(RegisterType.Float32, WordOrder.HighWordFirst, "BE000000", "-0.125")]
    [InlineData(RegisterType.Int32, WordOrder.HighWordFirst, "FFFFFFFF", "-1")]
    [InlineData(RegisterType.UInt32, WordOrder.LowWordFirst, "E2400001", "123456")]
    [InlineData(RegisterType.Int16, WordOrder.HighWordFirst, "FF38", "-200")]
    [InlineData(RegisterType.UInt64, WordOrder.HighWordFirst, "FFFFFFFFFFFFFFFF", "18446744073709551615")]
    [InlineData(RegisterType.Int64, WordOrder.LowWordFirst, "FFFEFFFFFFFFFFFF", "-2")]
    [InlineData(RegisterType.Float64, WordOrder.HighWordFirst, "3FB999999999999A", "0.1000000000000000055511151231257827021181583404541015625")]
    public void Numbers_keep_every_digit_their_registers_mean(RegisterType type, WordOrder order, string hex, string text) =>
        Assert.Equal(text, new ModbusRegisters(Bytes(hex)).Number(0, type, order).ExactText);

    [Fact]
    public void The_scale_of_energy_that_nobody_confirmed_is_not_guessed()
    {
        var map = RegisterMaps.Find("Acrel DJSF1352-RN")!;
        Assert.False(map.Confirmed);
        Assert.All(map.Registers.Where(register => register.Key.StartsWith("energy", StringComparison.Ordinal)), register => Assert.Equal((null, ""), (register.Measurand, register.Unit)));
    }

    [Fact]
    public void An_impossible_decimal_point_is_no_voltage()
    {
        var frame = Bytes("01 03 04 1D4C FFFF 0000");
        Crc16.Close(frame);
        var request = ModbusRequest.Of(1, 3, 0, 2).Value;
        Assert.Null(ModbusReply.Read(frame, request, out var reply));
        Assert.Equal("bad-decimal-point", RegisterMaps.Find("acrel-djsf1352-rn")!.Read(request, reply).Refusal?.Code);
    }

    [Fact]
    public void A_float_beyond_any_measurement_is_refused_and_not_thrown()
    {
        var frame = Bytes("01 04 04 7F7FFFFF 0000");
        Crc16.Close(frame);
        var request = ModbusRequest.Of(1, 4, 72, 2).Value;
        Assert.Null(ModbusReply.Read(frame, request, out var reply));
        Assert.Equal("out-of-range", RegisterMaps.Find("eastron-sdm630")!.Read(request, reply).Refusal?.Code);
    }

    [Fact]
    public void Every_map_covers_its_registers_by_requests_that_may_be_sent()
    {
        Assert.NotEmpty(RegisterMaps.All);
        foreach (var map in RegisterMaps.All)
        {
            Assert.NotEmpty(map.Sources);
            Assert.All(map.Reads, read => Assert.False(ModbusRequest.Of(1, map.Function, read.Start, read.Count).IsRefused));
            Assert.Equal(map.Registers.Count, map.Registers.Select(register => register.Key).Distinct().Count());
            Assert.All(map.Registers, register => Assert.Contains(
                map.Reads, read => register.Address >= read.Start && register.Address + ModbusRegisters.WordsOf(register.Type) <= read.Start + read.Count));
            Assert.All(map.Registers, register => Assert.NotEqual(register.Name.Zh, register.Name.En));
        }
    }

    [Fact]
    public void A_map_without_registers_says_what_has_to_be_added_and_no_other_may_be_empty()
    {
        var lem = RegisterMaps.Find("lem-dcbm")!;
        Assert.Empty(lem.Registers);
        Assert.Contains("maker's communication manual", lem.ToComplete!.En, StringComparison.Ordinal);
        Assert.Equal("map.form", RegisterMaps.Parse(System.Text.Encoding.UTF8.GetBytes(lem.File.Replace("toComplete", "note2", StringComparison.Ordinal))).Refusal?.Code);
        var own = new RegisterMapShelf(() => [lem with { ToComplete = null, Id = "own" }]);
        Assert.Equal("own", own.Of("LEM", "DCBM 400/600")!.Id);
    }

    [Theory]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""[]""")]
    [InlineData("")]
    [InlineData("""null""")]
    public void A_malformed_map_is_refused(string json) => Assert.Equal("map.form", RegisterMaps.Parse(System.Text.Encoding.UTF8.GetBytes(json)).Refusal?.Code);

    [Fact]
    public void A_request_in_a_text_gives_its_reply_addresses_and_meaning()
    {
        var items = ModbusText.Describe("00 0104 0048 0002 F1DD 0104 04 4145851F DD35 01", RegisterMaps.Find("eastron-sdm630")).Value;
        Assert.Equal(4, items.Count);
        Assert.Equal("incomplete", items[0].Refusal?.Code);
        Assert.Equal("72", items[1].Head.Single(fact => fact.Key == "start").Text);
        var energy = Assert.Single(items[2].Values);
        Assert.Equal(("energy_import", "12.34500026702880859375", "kWh"), (energy.Key, energy.Text, energy.Unit));
        Assert.Equal("incomplete", items[3].Refusal?.Code);
    }

    [Fact]
    public void Decoding_a_frame_allocates_nothing()
    {
        var frame = Bytes(Ten);
        var request = ModbusRequest.Of(1, 3, 0, 10).Value;
        Assert.True(Decode(frame, request, 1000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var decoded = Decode(frame, request, 10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(decoded);
    }

    private static bool Decode(byte[] frame, ModbusRequest request, int times)
    {
        double sum = 0;
        for (var i = 0; i < times; i++)
        {
            if (ModbusReply.Read(frame, request, out var reply) is not null)
                return false;
            sum += reply.Registers.Number(2, RegisterType.Float32, WordOrder.HighWordFirst).Double;
        }

        return sum > 0;
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}

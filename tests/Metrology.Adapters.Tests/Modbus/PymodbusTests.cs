using Metrology.Adapters.Modbus;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Modbus;

/// <summary>Bytes made by pymodbus are read by us, and our requests by pymodbus.</summary>
public sealed class PymodbusTests
{
    /// <summary>Builds replies with its own framer; then says what it makes of our requests.</summary>
    private const string Program = """
        import sys
        from pymodbus.factory import ServerDecoder
        from pymodbus.framer.rtu_framer import ModbusRtuFramer
        from pymodbus.register_read_message import ReadHoldingRegistersResponse, ReadInputRegistersResponse
        from pymodbus.bit_read_message import ReadCoilsResponse
        from pymodbus.pdu import ExceptionResponse
        from pymodbus.payload import BinaryPayloadBuilder
        from pymodbus.constants import Endian
        framer = ModbusRtuFramer(ServerDecoder())
        def show(message, unit):
            message.unit_id = unit
            message.transaction_id = 0
            print(framer.buildPacket(message).hex())
        builder = BinaryPayloadBuilder(byteorder=Endian.Big, wordorder=Endian.Big)
        builder.add_32bit_float(12.345)
        show(ReadInputRegistersResponse(builder.to_registers()), 1)
        builder = BinaryPayloadBuilder(byteorder=Endian.Big, wordorder=Endian.Little)
        builder.add_32bit_int(-123456)
        show(ReadHoldingRegistersResponse(builder.to_registers()), 17)
        show(ReadCoilsResponse([True, False, True, True, False, False, False, False, True]), 5)
        show(ExceptionResponse(3, 2), 1)
        for request in sys.argv[1:]:
            framer.resetFrame()
            framer.processIncomingPacket(bytes.fromhex(request), lambda m: print(m.unit_id, m.function_code, m.address, m.count), [0], single=True)
        """;

    [Fact]
    public void Pymodbus_and_this_system_understand_each_other()
    {
        var python = PymodbusServer.Python();
        Assert.SkipUnless(python is not null || ForeignProgram.IsRequired, "skipped: no python3 with pymodbus is installed");
        ModbusRequest[] requests = [Of(1, 4, 72, 2), Of(17, 3, 0x6B, 125), Of(5, 1, 19, 9)];
        var (code, answer, error) = ForeignProgram.Run(python ?? "python3", ["-c", Program, .. requests.Select(request => Convert.ToHexString(request.ToRtu()))]);
        Assert.True(code == 0, error);
        var lines = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var frames = lines[..4].Select(Convert.FromHexString).ToArray();

        Assert.Null(ModbusReply.Read(frames[0], requests[0], out var energy));
        Assert.Equal("12.34500026702880859375", energy.Registers.Number(0, RegisterType.Float32, WordOrder.HighWordFirst).ExactText);
        Assert.Null(ModbusReply.Read(frames[1], Of(17, 3, 0, 2), out var power));
        Assert.Equal("-123456", power.Registers.Number(0, RegisterType.Int32, WordOrder.LowWordFirst).ExactText);
        Assert.Null(ModbusReply.Read(frames[2], requests[2], out var coils));
        Assert.Equal((true, false, true, true, false, true), (coils.Bit(0), coils.Bit(1), coils.Bit(2), coils.Bit(3), coils.Bit(4), coils.Bit(8)));
        Assert.Equal("meter-exception", ModbusReply.Read(frames[3], Of(1, 3, 0, 10), out _)?.Code);
        Assert.Equal(frames, new ModbusRtuFramer().Push([.. frames.SelectMany(frame => frame)]).Select(frame => frame.Raw.ToArray()));
        Assert.Equal(["1 4 72 2", "17 3 107 125", "5 1 19 9"], lines[4..]);
    }

    private static ModbusRequest Of(int slave, int function, int start, int count) => ModbusRequest.Of(slave, function, start, count).Value;
}

using System.Diagnostics;
using System.Globalization;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Modbus;

/// <summary>A Modbus server of pymodbus with the registers of the map generic-float32, as slave 7.</summary>
internal sealed class PymodbusServer : IDisposable
{
    private const string Program = """
        import asyncio, sys, types
        try:
            import serial, serial_asyncio
        except ImportError:
            # The server imports pyserial, also where it opens no serial port.
            sys.modules["serial"] = types.ModuleType("serial")
            sys.modules["serial_asyncio"] = types.ModuleType("serial_asyncio")
            sys.modules["serial_asyncio"].create_serial_connection = None
        from pymodbus.server.async_io import ModbusTcpServer
        from pymodbus.framer.rtu_framer import ModbusRtuFramer
        from pymodbus.framer.socket_framer import ModbusSocketFramer
        from pymodbus.datastore import ModbusSequentialDataBlock, ModbusSlaveContext, ModbusServerContext
        from pymodbus.payload import BinaryPayloadBuilder
        from pymodbus.constants import Endian
        builder = BinaryPayloadBuilder(byteorder=Endian.Big, wordorder=Endian.Big)
        for value in sys.argv[2].split(","):
            builder.add_32bit_float(float(value))
        builder.add_64bit_uint(int(sys.argv[3]))
        store = ModbusSlaveContext(hr=ModbusSequentialDataBlock(0, builder.to_registers()), zero_mode=True)
        async def main():
            framer = ModbusRtuFramer if sys.argv[1] == "rtu" else ModbusSocketFramer
            server = ModbusTcpServer(ModbusServerContext(slaves={7: store}, single=False), framer, None, ("127.0.0.1", 0))
            serving = asyncio.create_task(server.serve_forever())
            await server.serving
            print(server.server.sockets[0].getsockname()[1], flush=True)
            await serving
        asyncio.run(main())
        """;

    private readonly Process process;

    private PymodbusServer(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public string Link => $"tcp:127.0.0.1:{Port}";

    /// <summary>The first interpreter that has the library: a second python3 on the path often has not.</summary>
    public static string? Python() => new[] { "python3", "/usr/bin/python3" }.FirstOrDefault(
        program => ForeignProgram.Find(program) is not null && ForeignProgram.Run(program, "-c", "import pymodbus").ExitCode == 0);

    /// <param name="framer">"rtu" or "tcp".</param>
    /// <param name="values">V, A, kW, kWh.</param>
    public static async Task<PymodbusServer> StartAsync(string framer, float[] values, string number)
    {
        var process = Process.Start(new ProcessStartInfo(
            Python() ?? "python3", ["-c", Program, framer, string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture))), number])
        {
            RedirectStandardOutput = true,
        })!;
        var port = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new(process, int.Parse(port!, CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }
}

"""A meter by pymodbus 3.0: Modbus TCP, slave 7, the registers of the map generic-float32. Prints its port. Arguments: serial number."""
import asyncio
import sys
import types

try:
    import serial, serial_asyncio
except ImportError:
    # The server imports pyserial, also where it opens no serial port.
    sys.modules["serial"] = types.ModuleType("serial")
    sys.modules["serial_asyncio"] = types.ModuleType("serial_asyncio")
    sys.modules["serial_asyncio"].create_serial_connection = None
from pymodbus.constants import Endian
from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.framer.socket_framer import ModbusSocketFramer
from pymodbus.payload import BinaryPayloadBuilder
from pymodbus.server.async_io import ModbusTcpServer

builder = BinaryPayloadBuilder(byteorder=Endian.Big, wordorder=Endian.Big)
for value in (230.1, 16.25, 3.731, 1234.5678):
    builder.add_32bit_float(value)
builder.add_64bit_uint(int(sys.argv[1]))
store = ModbusSlaveContext(hr=ModbusSequentialDataBlock(0, builder.to_registers()), zero_mode=True)


async def main():
    server = ModbusTcpServer(ModbusServerContext(slaves={7: store}, single=False), ModbusSocketFramer, None, ("127.0.0.1", 0))
    serving = asyncio.create_task(server.serve_forever())
    await server.serving
    print(server.server.sockets[0].getsockname()[1], flush=True)
    await serving


asyncio.run(main())

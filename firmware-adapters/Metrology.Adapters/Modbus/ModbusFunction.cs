namespace Metrology.Adapters.Modbus;

/// <summary>Function codes of the MODBUS Application Protocol V1.1b3, chapter 6. Only those that read are ever sent by this system.</summary>
public static class ModbusFunction
{
    public const byte ReadCoils = 1, ReadDiscreteInputs = 2, ReadHoldingRegisters = 3, ReadInputRegisters = 4;
    public const byte WriteCoil = 5, WriteRegister = 6, WriteCoils = 15, WriteRegisters = 16;

    internal const byte ExceptionBit = 0x80;

    /// <summary>Most bits and registers of one read (6.1 … 6.4).</summary>
    public const int MostBits = 2000, MostRegisters = 125;

    public static bool IsRead(int function) => function is >= ReadCoils and <= ReadInputRegisters;

    public static bool ReadsBits(int function) => function is ReadCoils or ReadDiscreteInputs;

    public static bool IsException(byte function) => (function & ExceptionBit) != 0;

    public static string NameOf(byte function) => (function & ~ExceptionBit) switch
    {
        ReadCoils => "read-coils",
        ReadDiscreteInputs => "read-discrete-inputs",
        ReadHoldingRegisters => "read-holding-registers",
        ReadInputRegisters => "read-input-registers",
        WriteCoil => "write-coil",
        WriteRegister => "write-register",
        WriteCoils => "write-coils",
        WriteRegisters => "write-registers",
        _ => "unknown",
    };

    internal static bool IsKnown(int function) => IsRead(function) || IsWrite(function);

    internal static bool IsWrite(int function) => function is WriteCoil or WriteRegister or WriteCoils or WriteRegisters;
}

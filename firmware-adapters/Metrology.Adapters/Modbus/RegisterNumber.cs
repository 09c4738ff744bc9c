using System.Globalization;
using Metrology.Adapters.Framing;

namespace Metrology.Adapters.Modbus;

/// <summary>A number as its registers hold it.</summary>
public readonly record struct RegisterNumber(RegisterType Type, ulong Bits)
{
    /// <summary>Not NaN and not infinite.</summary>
    public bool IsFinite => Type switch
    {
        RegisterType.Float32 or RegisterType.Float64 => double.IsFinite(Double),
        _ => true,
    };

    /// <summary>For floats of either size, exactly; for integers the nearest.</summary>
    public double Double => Type switch
    {
        RegisterType.Float32 => BitConverter.UInt32BitsToSingle((uint)Bits),
        RegisterType.Float64 => BitConverter.UInt64BitsToDouble(Bits),
        RegisterType.UInt16 or RegisterType.UInt32 or RegisterType.UInt64 => Bits,
        RegisterType.Int16 or RegisterType.Int32 or RegisterType.Int64 => Signed,
    };

    /// <summary>All digits that the number has, a float in full: 12.345 as float32 is "12.34500026702880859375".</summary>
    public string ExactText => Type switch
    {
        RegisterType.Float32 or RegisterType.Float64 => DecimalText.Exact(Double),
        RegisterType.UInt16 or RegisterType.UInt32 or RegisterType.UInt64 => Bits.ToString(CultureInfo.InvariantCulture),
        RegisterType.Int16 or RegisterType.Int32 or RegisterType.Int64 => Signed.ToString(CultureInfo.InvariantCulture),
    };

    private long Signed => Type switch
    {
        RegisterType.Int16 => (short)Bits,
        RegisterType.Int32 => (int)Bits,
        _ => (long)Bits,
    };
}

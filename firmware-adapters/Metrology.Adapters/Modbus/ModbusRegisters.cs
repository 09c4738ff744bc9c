using System.Buffers.Binary;
using Metrology.Core.Words;

namespace Metrology.Adapters.Modbus;

/// <summary>How many registers make a number, and of what kind.</summary>
public enum RegisterType
{
    UInt16,
    Int16,
    UInt32,
    Int32,
    UInt64,
    Int64,
    Float32,
    Float64,
}

/// <summary>Order of the words of a number in its registers. Bytes within a register are high first unless swapped.</summary>
public enum WordOrder
{
    HighWordFirst,
    LowWordFirst,
    HighWordFirstSwapped,
    LowWordFirstSwapped,
}

/// <summary>Registers of a reply, looked at where they lie.</summary>
public readonly ref struct ModbusRegisters(ReadOnlySpan<byte> data)
{
    private const int BitsInWord = 16;

    private readonly ReadOnlySpan<byte> data = data;

    public int Count => data.Length / 2;

    public ushort this[int index] => BinaryPrimitives.ReadUInt16BigEndian(data[(2 * index)..]);

    public static int WordsOf(RegisterType type) => type switch
    {
        RegisterType.UInt16 or RegisterType.Int16 => 1,
        RegisterType.UInt32 or RegisterType.Int32 or RegisterType.Float32 => 2,
        RegisterType.UInt64 or RegisterType.Int64 or RegisterType.Float64 => 4,
    };

    /// <summary>The number that begins at that register.</summary>
    public RegisterNumber Number(int index, RegisterType type, WordOrder order)
    {
        var words = WordsOf(type);
        var high = order is WordOrder.HighWordFirst or WordOrder.HighWordFirstSwapped;
        var swapped = order is WordOrder.HighWordFirstSwapped or WordOrder.LowWordFirstSwapped;
        ulong bits = 0;
        for (var i = 0; i < words; i++)
        {
            var word = this[high ? index + i : index + words - 1 - i];
            bits = (bits << BitsInWord) | (swapped ? BinaryPrimitives.ReverseEndianness(word) : word);
        }

        return new(type, bits);
    }

    /// <summary>All registers as numbers of one type; refuses with "type-length" or "not-a-number".</summary>
    public Outcome<IReadOnlyList<RegisterNumber>> Numbers(RegisterType type, WordOrder order)
    {
        var words = WordsOf(type);
        if (Count == 0 || Count % words != 0)
            return ModbusRefusal.NoSuchType;
        var numbers = new RegisterNumber[Count / words];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Number(i * words, type, order);
            if (!numbers[i].IsFinite)
                return ModbusRefusal.NotANumber;
        }

        return numbers;
    }
}

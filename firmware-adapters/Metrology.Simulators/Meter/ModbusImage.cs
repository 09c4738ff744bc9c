using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Metrology.Adapters.Modbus;
using Metrology.Core.Quantities;
using Metrology.Simulators.Charging;

namespace Metrology.Simulators.Meter;

/// <summary>What stands in the registers of a simulated meter now. A register that its map does not know is 0; behind the last known one there is none.</summary>
internal sealed class ModbusImage(SimulatedModbusSettings settings, ChargingProcess process)
{
    public bool Knows(byte function) => function == settings.Map.Function || function == settings.Map.Identity?.Function;

    public bool Has(byte function, int start, int count) => count is > 0 and <= ModbusFunction.MostRegisters && start + count <= Words(function).Keys.DefaultIfEmpty(-1).Max() + 1;

    /// <param name="faults">Another number than the own, and wrong values.</param>
    public byte[] Read(byte function, int start, int count, MeterFaults faults)
    {
        var words = Words(function, faults);
        var bytes = new byte[2 * count];
        for (var i = 0; i < count; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 * i), words.GetValueOrDefault(start + i));
        return bytes;
    }

    private Dictionary<int, ushort> Words(byte function, MeterFaults? faults = null)
    {
        var words = new Dictionary<int, ushort>();
        if (function == settings.Map.Identity?.Function)
            Identity(words, settings.Map.Identity, faults?.TellsNumber ?? settings.Number);
        if (function != settings.Map.Function)
            return words;
        var state = process.State;
        foreach (var register in settings.Map.Registers)
        {
            Put(words, register.Address, register.Type, register.WordOrder ?? settings.Map.WordOrder, Bits(register, Value(register, state, faults?.Values ?? ValueFaults.None)));
            if (register.DecimalPoint is { } point)
                words[point.Address] = (ushort)point.Minus;
        }

        return words;
    }

    private void Identity(Dictionary<int, ushort> words, RegisterIdentity place, string number)
    {
        if (place.Type is { } type)
        {
            Put(words, place.Address, type, settings.Map.WordOrder, ulong.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture));
            return;
        }

        var text = Encoding.ASCII.GetBytes(number.PadRight(2 * place.Count, '\0')[..(2 * place.Count)]);
        for (var i = 0; i < place.Count; i++)
            words[place.Address + i] = BinaryPrimitives.ReadUInt16BigEndian(text.AsSpan(2 * i));
    }

    /// <summary>In the unit of the register; what the process does not know is 0.</summary>
    private decimal Value(MappedRegister register, ChargingState state, ValueFaults wrong)
    {
        if (register.Measurand is { } measurand && settings.Beside(measurand) is { } beside)
            return beside * wrong.Factor(isRegister: false);
        var (value, unit) = register.Measurand switch
        {
            Measurands.ActiveEnergy => (process.ReferenceStart + ((process.ReferenceElsewhere() + state.Energy) * (1 + settings.RelativeError) * wrong.Factor(isRegister: true)), "kWh"),
            Measurands.Voltage => (state.Volts * wrong.Factor(isRegister: false), "V"),
            Measurands.Current => (state.Amperes * wrong.Factor(isRegister: false), "A"),
            Measurands.ActivePower => (state.ActivePower * wrong.Factor(isRegister: false), "kW"),
            Measurands.PowerFactor => (state.PowerFactor, "1"),
            Measurands.Frequency => (state.Hertz, "Hz"),
            _ => (0m, null),
        };
        return unit is null || Units.Find(register.Unit) is not { } shown ? 0m : new Quantity(value, Units.Find(unit)!).In(shown).Value;
    }

    private static ulong Bits(MappedRegister register, decimal value)
    {
        for (var i = 0; i < Math.Abs(register.Shift); i++)
            value = register.Shift > 0 ? value / 10m : value * 10m;
        if (register.Type is RegisterType.Float32 or RegisterType.Float64)
        {
            if (register.Resolution is { } step)
                value = decimal.Truncate(value / step) * step;
            return register.Type == RegisterType.Float32 ? BitConverter.SingleToUInt32Bits((float)value) : BitConverter.DoubleToUInt64Bits((double)value);
        }

        return unchecked((ulong)(long)decimal.Truncate(value));
    }

    private static void Put(Dictionary<int, ushort> words, int address, RegisterType type, WordOrder order, ulong bits)
    {
        var count = ModbusRegisters.WordsOf(type);
        var isHighFirst = order is WordOrder.HighWordFirst or WordOrder.HighWordFirstSwapped;
        var isSwapped = order is WordOrder.HighWordFirstSwapped or WordOrder.LowWordFirstSwapped;
        for (var i = 0; i < count; i++)
        {
            var word = (ushort)(bits >> (16 * (isHighFirst ? count - 1 - i : i)));
            words[address + i] = isSwapped ? BinaryPrimitives.ReverseEndianness(word) : word;
        }
    }
}

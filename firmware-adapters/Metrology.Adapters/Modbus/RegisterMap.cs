using System.Globalization;
using System.Text.Json.Serialization;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Modbus;

/// <summary>What stands in the registers of one model of meter. Data: <c>maps/*.json</c>.</summary>
/// <param name="Sources">Where the addresses come from.</param>
/// <param name="Confirmed">Somebody compared it with the maker's data sheet.</param>
/// <param name="Function">Function that reads these registers.</param>
/// <param name="Reads">Requests that together cover the map.</param>
public sealed record RegisterMap(
    string Id, string Model, IReadOnlyList<string> Sources, bool Confirmed, BilingualText Note, byte Function, WordOrder WordOrder,
    IReadOnlyList<RegisterRead> Reads, IReadOnlyList<MappedRegister> Registers)
{
    /// <summary>Where the meter keeps its serial number; null when it keeps none or nobody knows where.</summary>
    public RegisterIdentity? Identity { get; init; }

    /// <summary>What a laboratory has to add from the maker's manual before anything can be read; null where the map is whole.</summary>
    public BilingualText? ToComplete { get; init; }

    /// <summary>The file as it was read: a record keeps it beside the bytes that it explains.</summary>
    [JsonIgnore]
    public string File { get; init; } = "";

    /// <summary>The request of the map that brings a number, or one for it alone; null when no request can.</summary>
    internal ModbusRequest? RequestFor(byte slave, MappedRegister register)
    {
        var (first, last) = register.Span;
        var read = Reads.FirstOrDefault(one => one.Start <= first && last < one.Start + one.Count) ?? new(first, (ushort)(last - first + 1));
        return ModbusRequest.Of(slave, Function, read.Start, read.Count) is { IsRefused: false, Value: var request } ? request : null;
    }

    /// <summary>
    /// Reads every mapped number that lies wholly in the registers of a reply. Refuses as a whole, because half a reply is none: with "not-mapped",
    /// "not-a-number", "out-of-range" or "bad-decimal-point".
    /// </summary>
    public Outcome<IReadOnlyList<RegisterReading>> Read(in ModbusRequest request, in ModbusReply reply)
    {
        var readings = new List<RegisterReading>();
        if (request.Function != Function)
            return ModbusRefusal.NotMapped;
        var registers = reply.Registers;
        foreach (var register in Registers)
        {
            var at = register.Address - request.Start;
            if (at < 0 || at + ModbusRegisters.WordsOf(register.Type) > registers.Count)
                continue;
            var shift = register.Shift;
            if (register.DecimalPoint is { } point)
            {
                var place = point.Address - request.Start;
                if (place < 0 || place >= registers.Count)
                    continue;
                if (registers[place] > point.Highest)
                    return ModbusRefusal.BadDecimalPoint;
                shift += registers[place] - point.Minus;
            }

            var number = registers.Number(at, register.Type, register.WordOrder ?? WordOrder);
            if (!number.IsFinite)
                return ModbusRefusal.NotANumber;
            var text = DecimalText.Shift(number.ExactText, shift);
            if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                return ModbusRefusal.OutOfRange;
            readings.Add(new(register, text, value) { Number = number, Shift = shift });
        }

        return readings.Count == 0 ? ModbusRefusal.NotMapped : readings;
    }
}

/// <summary>One request of a map.</summary>
public sealed record RegisterRead(ushort Start, ushort Count);

/// <summary>One number of a map.</summary>
/// <param name="Key">Stable name within the map.</param>
/// <param name="Address">On the wire, from 0.</param>
/// <param name="Unit">"" when the number is a bare count or its scale is not known.</param>
/// <param name="Measurand">Of <see cref="Core.Quantities.Measurands"/>; null when it is none of them or may not be used as one.</param>
/// <param name="Shift">Power of ten that the raw number is multiplied by.</param>
public sealed record MappedRegister(
    string Key, BilingualText Name, ushort Address, RegisterType Type, string Unit, string? Measurand = null, int Shift = 0, RegisterPoint? DecimalPoint = null, WordOrder? WordOrder = null)
{
    /// <summary>Smallest step in which the meter moves this number, in its unit; a float says nothing of it by itself. Null is unknown.</summary>
    public decimal? Resolution { get; init; }

    private bool IsFloat => Type is RegisterType.Float32 or RegisterType.Float64;

    /// <summary>May stand for a reading: it is a known measurand, and its resolution is known, be it that of the digits.</summary>
    public bool IsMeasured => Measurand is not null && (Resolution is not null || !IsFloat);

    /// <summary>First and last register that the number needs.</summary>
    internal (ushort First, ushort Last) Span
    {
        get
        {
            var last = (ushort)(Address + ModbusRegisters.WordsOf(Type) - 1);
            return DecimalPoint is { } point ? (Math.Min(Address, point.Address), Math.Max(last, point.Address)) : (Address, last);
        }
    }
}

/// <summary>Where a meter keeps its serial number: a whole number, or text of two characters a register.</summary>
/// <param name="Type">Null is text.</param>
/// <param name="Count">Registers of text; a number has its own.</param>
/// <param name="Digits">A number is filled up with zeros to so many digits, as the plate has it.</param>
public sealed record RegisterIdentity(byte Function, ushort Address, RegisterType? Type = null, ushort Count = 0, int Digits = 0)
{
    internal ushort Registers => Type is { } type ? (ushort)ModbusRegisters.WordsOf(type) : Count;
}

/// <summary>A register that holds the decimal point of another: value = raw · 10^(point − minus).</summary>
/// <param name="Highest">Largest point that is believed.</param>
public sealed record RegisterPoint(ushort Address, int Minus, int Highest = 9);

/// <summary>A number read through a map.</summary>
/// <param name="Text">All its digits.</param>
/// <param name="Value">The same as a number; a float with more digits than a decimal holds is rounded to 28.</param>
public sealed record RegisterReading(MappedRegister Register, string Text, decimal Value)
{
    internal RegisterNumber Number { get; init; }

    /// <summary>Power of ten between the raw number and the value, the point of another register included.</summary>
    internal int Shift { get; init; }
}

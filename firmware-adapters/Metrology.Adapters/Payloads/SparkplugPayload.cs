using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Payloads;

/// <summary>A payload of Sparkplug B (specification 3.0, chapter 6), as far as metrics with a number go.</summary>
/// <param name="Timestamp">Milliseconds since 1970.</param>
/// <param name="Sequence">0 to 255.</param>
public sealed record SparkplugPayload(ulong? Timestamp, ulong? Sequence, IReadOnlyList<SparkplugMetric> Metrics)
{
    private const int MostMetrics = 4096, TimestampField = 1, MetricsField = 2, SequenceField = 3;

    /// <summary>Refuses with "bad-payload" what is no such message or says nothing.</summary>
    public static Outcome<SparkplugPayload> Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtobufReader(bytes);
        ulong? timestamp = null, sequence = null;
        var metrics = new List<SparkplugMetric>();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case TimestampField when reader.IsVarint:
                    timestamp = reader.Value;
                    break;
                case SequenceField when reader.IsVarint:
                    sequence = reader.Value;
                    break;
                case MetricsField when reader.IsBytes && metrics.Count < MostMetrics && SparkplugMetric.Parse(reader.Bytes) is { } metric:
                    metrics.Add(metric);
                    break;
                case TimestampField or SequenceField or MetricsField:
                    return PayloadRefusal.BadPayload;
            }
        }

        return reader.IsBroken || bytes.IsEmpty ? PayloadRefusal.BadPayload : new SparkplugPayload(timestamp, sequence, metrics);
    }
}

/// <summary>One metric. Name and type may stand in the birth message only.</summary>
/// <param name="Field">Number of the field of the value, 0 when there is none.</param>
/// <param name="Bits">Value of a numeric field.</param>
public sealed record SparkplugMetric(string? Name, ulong? Alias, ulong? Timestamp, int? DataType, bool IsHistorical, bool IsNull, int Field, ulong Bits)
{
    private const int NameField = 1, AliasField = 2, TimestampField = 3, TypeField = 4, HistoricalField = 5, NullField = 7;
    private const int IntField = 10, LongField = 11, FloatField = 12, DoubleField = 13, LastValueField = 19;
    private const int Int8 = 1, Int16 = 2, Int32 = 3, Int64 = 4, UInt8 = 5, UInt16 = 6, UInt32 = 7, UInt64 = 8, Float = 9, Double = 10;

    /// <summary>The number, null when it is none of that type. Signed integers travel as two's complement in unsigned fields.</summary>
    public string? Number(int? type) => (type ?? DataType, Field) switch
    {
        (Int8, IntField or LongField) => Text((sbyte)Bits),
        (Int16, IntField or LongField) => Text((short)Bits),
        (Int32, IntField or LongField) => Text((int)Bits),
        (Int64, IntField or LongField) => Text((long)Bits),
        (UInt8 or UInt16 or UInt32, IntField or LongField) => Text((uint)Bits),
        (UInt64, IntField or LongField) => Bits.ToString(CultureInfo.InvariantCulture),
        (Float, FloatField) when float.IsFinite(BitConverter.UInt32BitsToSingle((uint)Bits)) => DecimalText.Shortest(BitConverter.UInt32BitsToSingle((uint)Bits)),
        (Double, DoubleField) when double.IsFinite(BitConverter.UInt64BitsToDouble(Bits)) => DecimalText.Shortest(BitConverter.UInt64BitsToDouble(Bits)),
        _ => null,
    };

    /// <summary>It says a type of numbers.</summary>
    public static bool IsNumeric(int? type) => type is >= Int8 and <= Double;

    internal static SparkplugMetric? Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new ProtobufReader(bytes);
        var metric = new SparkplugMetric(null, null, null, null, false, false, 0, 0);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case NameField when reader.IsBytes:
                    metric = metric with { Name = Encoding.UTF8.GetString(reader.Bytes) };
                    break;
                case AliasField when reader.IsVarint:
                    metric = metric with { Alias = reader.Value };
                    break;
                case TimestampField when reader.IsVarint:
                    metric = metric with { Timestamp = reader.Value };
                    break;
                case TypeField when reader.IsVarint && reader.Value <= int.MaxValue:
                    metric = metric with { DataType = (int)reader.Value };
                    break;
                case HistoricalField when reader.IsVarint:
                    metric = metric with { IsHistorical = reader.Value != 0 };
                    break;
                case NullField when reader.IsVarint:
                    metric = metric with { IsNull = reader.Value != 0 };
                    break;
                case >= IntField and <= LastValueField:
                    metric = metric with { Field = reader.Field, Bits = reader.Value };
                    break;
                case NameField or AliasField or TimestampField or TypeField or HistoricalField or NullField:
                    return null;
            }
        }

        return reader.IsBroken ? null : metric;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Fields of a protobuf message one after another; stops for good at the first byte that makes no sense.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> rest)
{
    private const int Varint = 0, Fixed64 = 1, LengthDelimited = 2, Fixed32 = 5, WireTypeBits = 3, BitsInGroup = 7, MostGroups = 10;

    private ReadOnlySpan<byte> rest = rest;
    private int wireType;

    public int Field { get; private set; }

    /// <summary>Of a varint or a fixed field.</summary>
    public ulong Value { get; private set; }

    public ReadOnlySpan<byte> Bytes { get; private set; }

    public bool IsBroken { get; private set; }

    public readonly bool IsVarint => wireType == Varint;

    public readonly bool IsBytes => wireType == LengthDelimited;

    public bool Next()
    {
        if (IsBroken || rest.IsEmpty)
            return false;
        var tag = TakeVarint();
        wireType = (int)(tag & ((1 << WireTypeBits) - 1));
        Field = (int)Math.Min(tag >> WireTypeBits, int.MaxValue);
        Value = 0;
        Bytes = default;
        IsBroken |= Field == 0;
        switch (wireType)
        {
            case Varint:
                Value = TakeVarint();
                break;
            case Fixed64:
                Value = Take(sizeof(ulong)) is { IsEmpty: false } eight ? BinaryPrimitives.ReadUInt64LittleEndian(eight) : 0;
                break;
            case Fixed32:
                Value = Take(sizeof(uint)) is { IsEmpty: false } four ? BinaryPrimitives.ReadUInt32LittleEndian(four) : 0;
                break;
            case LengthDelimited:
                Bytes = Take(TakeVarint());
                break;
            default:
                IsBroken = true;
                break;
        }

        return !IsBroken;
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)rest.Length)
        {
            IsBroken = true;
            return default;
        }

        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }

    private ulong TakeVarint()
    {
        ulong value = 0;
        for (var group = 0; group < MostGroups && group < rest.Length; group++)
        {
            value |= (ulong)(rest[group] & 0x7F) << (BitsInGroup * group);
            if ((rest[group] & 0x80) != 0)
                continue;
            rest = rest[(group + 1)..];
            return value;
        }

        IsBroken = true;
        return 0;
    }
}

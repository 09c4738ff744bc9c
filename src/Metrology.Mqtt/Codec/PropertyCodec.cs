using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Codec;

/// <summary>Reads and writes the property list of an MQTT 5 packet (section 2.2.2).</summary>
internal static class PropertyCodec
{
    public static PropertyPlaces Place(PacketType type) => (PropertyPlaces)(1 << (int)type);

    public static PropertyList Read(PropertyPlaces place, ref WireReader reader)
    {
        var length = reader.VarInt();
        if (reader.Error != ProtocolError.None || length == 0)
            return PropertyList.Empty;
        var part = reader.Part(length);
        var items = new List<Property>();
        while (part.Remaining > 0)
        {
            var id = (PropertyId)part.VarInt();
            if (PropertyTable.Find(id) is not { } rule)
                part.Fail(ProtocolError.PropertyUnknown);
            else if (!rule.Places.HasFlag(place))
                part.Fail(ProtocolError.PropertyNotAllowed);
            else if (!PropertyTable.MayRepeat(id, place) && items.Exists(item => item.Id == id))
                part.Fail(ProtocolError.PropertyRepeated);
            else
                items.Add(ReadValue(id, rule, ref part));
        }
        if (part.Error != ProtocolError.None)
            reader.Fail(part.Error);
        return new PropertyList(items);
    }

    static Property ReadValue(PropertyId id, PropertyRule rule, ref WireReader reader) => rule.Kind switch
    {
        PropertyKind.Text => new TextProperty(id, reader.Text()),
        PropertyKind.Binary => new BinaryProperty(id, reader.Binary()),
        PropertyKind.Pair => new PairProperty(id, reader.Text(), reader.Text()),
        PropertyKind.Byte => Number(id, rule, reader.Byte(), ref reader),
        PropertyKind.UInt16 => Number(id, rule, reader.UInt16(), ref reader),
        PropertyKind.UInt32 => Number(id, rule, reader.UInt32(), ref reader),
        PropertyKind.VarInt => Number(id, rule, reader.VarInt(), ref reader),
    };

    static NumberProperty Number(PropertyId id, PropertyRule rule, uint value, ref WireReader reader)
    {
        if (!rule.Holds(value))
            reader.Fail(ProtocolError.PropertyValueInvalid);
        return new NumberProperty(id, value);
    }

    public static void Write(PropertyList list, WireWriter writer)
    {
        var body = new WireWriter();
        foreach (var property in list.Items)
        {
            body.Byte((byte)property.Id);
            WriteValue(property, body);
        }
        writer.VarInt(body.Written.Length);
        writer.Bytes(body.Written);
    }

    static void WriteValue(Property property, WireWriter writer)
    {
        switch (property)
        {
            case TextProperty text:
                writer.Text(text.Value);
                break;
            case BinaryProperty binary:
                writer.Binary(binary.Value.Span);
                break;
            case PairProperty pair:
                writer.Text(pair.Name);
                writer.Text(pair.Value);
                break;
            case NumberProperty number:
                WriteNumber(number, writer);
                break;
        }
    }

    static void WriteNumber(NumberProperty number, WireWriter writer)
    {
        switch (PropertyTable.Find(number.Id)?.Kind)
        {
            case PropertyKind.Byte:
                writer.Byte((byte)number.Value);
                break;
            case PropertyKind.UInt16:
                writer.UInt16((ushort)number.Value);
                break;
            case PropertyKind.UInt32:
                writer.UInt32(number.Value);
                break;
            case PropertyKind.VarInt:
                writer.VarInt((int)number.Value);
                break;
            default:
                throw new ArgumentException($"{number.Id} is not a number", nameof(number));
        }
    }
}

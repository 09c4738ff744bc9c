using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Metrology.Mqtt.Codec;

/// <summary>Reads the fields of one packet body. The first error sticks, and every later field reads as empty.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> body)
{
    ReadOnlySpan<byte> rest = body;

    public ProtocolError Error { get; private set; }

    public readonly int Remaining => rest.Length;

    public void Fail(ProtocolError error)
    {
        if (Error == ProtocolError.None)
            Error = error;
        rest = [];
    }

    public void ExpectEnd()
    {
        if (Error == ProtocolError.None && rest.Length > 0)
            Fail(ProtocolError.BytesLeftOver);
    }

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public ushort UInt16() => Take(2) is { Length: 2 } bytes ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : (ushort)0;

    public uint UInt32() => Take(4) is { Length: 4 } bytes ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : 0;

    public ushort PacketId()
    {
        var id = UInt16();
        if (id == 0)
            Fail(ProtocolError.PacketIdZero);
        return id;
    }

    /// <summary>A variable-byte integer in its shortest form (MQTT 5.0 section 1.5.5).</summary>
    public uint VarInt()
    {
        uint value = 0;
        for (var shift = 0; shift <= 21; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 0x7F) << shift;
            if ((next & 0x80) != 0)
                continue;
            if (next == 0 && shift > 0)
                break;
            return value;
        }
        Fail(ProtocolError.PropertyValueInvalid);
        return 0;
    }

    /// <summary>UTF-8 text: well formed, no surrogates, no U+0000 (MQTT 3.1.1 section 1.5.3).</summary>
    public string Text()
    {
        var bytes = Take(UInt16());
        if (!Utf8.IsValid(bytes))
            Fail(ProtocolError.TextNotUtf8);
        else if (bytes.Contains((byte)0))
            Fail(ProtocolError.TextContainsNull);
        return Error == ProtocolError.None ? Encoding.UTF8.GetString(bytes) : "";
    }

    public byte[] Binary() => Take(UInt16()).ToArray();

    public byte[] Rest() => Take(rest.Length).ToArray();

    /// <summary>A reader over the next <paramref name="length"/> bytes, which are skipped here.</summary>
    public WireReader Part(uint length) => new(length > int.MaxValue ? Take(int.MaxValue) : Take((int)length));

    ReadOnlySpan<byte> Take(int count)
    {
        if (count > rest.Length)
        {
            Fail(ProtocolError.PacketTruncated);
            return [];
        }
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}

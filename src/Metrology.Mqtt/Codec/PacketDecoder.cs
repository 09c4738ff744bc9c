using System.Buffers;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Codec;

/// <summary>Cuts packets out of a stream of bytes. Never throws on what a peer sent; holds no state.</summary>
public static class PacketDecoder
{
    /// <summary>The largest packet the format can express: 5 header bytes and 268,435,455 more (MQTT 3.1.1 section 2.2.3).</summary>
    public const int LargestPacket = 268_435_460;

    const int MaxLengthBytes = 4;

    /// <summary>
    /// Takes one packet from the front of <paramref name="buffer"/> and moves its start behind it; leaves the buffer alone otherwise.
    /// A packet over <paramref name="maxPacketSize"/> bytes is refused as soon as its header is there.
    /// </summary>
    public static Decoded Decode(ref ReadOnlySequence<byte> buffer, ProtocolVersion version, int maxPacketSize = LargestPacket)
    {
        var header = new SequenceReader<byte>(buffer);
        if (!header.TryRead(out var first))
            return Decoded.Incomplete;
        var error = CheckFirstByte(first, version);
        if (error != ProtocolError.None)
            return Decoded.Malformed(error);
        if (!TryReadLength(ref header, version, out var length, out error))
            return error == ProtocolError.None ? Decoded.Incomplete : Decoded.Malformed(error);
        if (header.Consumed + length > maxPacketSize)
            return Decoded.Malformed(ProtocolError.PacketTooLarge);
        if (header.Remaining < length)
            return Decoded.Incomplete;

        var body = header.UnreadSequence.Slice(0, length);
        var reader = new WireReader(body.IsSingleSegment ? body.FirstSpan : body.ToArray());
        var packet = BodyDecoder.Decode((PacketType)(first >> 4), (byte)(first & 0x0F), version, ref reader);
        reader.ExpectEnd();
        if (reader.Error != ProtocolError.None)
            return Decoded.Malformed(reader.Error);
        buffer = buffer.Slice(body.End);
        return Decoded.Of(packet!);
    }

    // Table 2.2: every flag but those of PUBLISH has one value.
    static ProtocolError CheckFirstByte(byte first, ProtocolVersion version) => (PacketType)(first >> 4) switch
    {
        0 => ProtocolError.PacketTypeReserved,
        PacketType.Auth when version != ProtocolVersion.V5 => ProtocolError.PacketTypeReserved,
        PacketType.Publish => (first & 0x06) == 0x06 ? ProtocolError.QosInvalid
            : (first & 0x0E) == 0x08 ? ProtocolError.DuplicateWithQos0
            : ProtocolError.None,
        PacketType.PubRel or PacketType.Subscribe or PacketType.Unsubscribe =>
            (first & 0x0F) == 0x02 ? ProtocolError.None : ProtocolError.FlagsReserved,
        _ => (first & 0x0F) == 0 ? ProtocolError.None : ProtocolError.FlagsReserved,
    };

    static bool TryReadLength(ref SequenceReader<byte> header, ProtocolVersion version, out int length, out ProtocolError error)
    {
        length = 0;
        error = ProtocolError.None;
        for (var i = 0; i < MaxLengthBytes; i++)
        {
            if (!header.TryRead(out var next))
                return false;
            length |= (next & 0x7F) << (7 * i);
            if ((next & 0x80) != 0)
                continue;
            // MQTT 5.0 section 1.5.5 demands the shortest form; 3.1.1 does not, and small devices do pad the length.
            if (next == 0 && i > 0 && version == ProtocolVersion.V5)
                break;
            return true;
        }
        error = ProtocolError.RemainingLengthMalformed;
        return false;
    }
}

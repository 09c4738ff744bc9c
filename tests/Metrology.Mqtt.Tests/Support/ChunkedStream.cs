using System.Buffers;
using Metrology.Mqtt.Codec;
using Metrology.Mqtt.Packets;

namespace Metrology.Mqtt.Tests.Support;

/// <summary>Gives bytes to the decoder as a socket would: in pieces, each a segment of its own.</summary>
sealed class ChunkedStream(byte[] bytes, Random random)
{
    public (List<MqttPacket> Packets, ProtocolError Error) ReadAll(ProtocolVersion version)
    {
        var packets = new List<MqttPacket>();
        var arrived = 0;
        var consumed = 0;
        while (true)
        {
            var buffer = Segments(consumed, arrived);
            var before = buffer.Length;
            var decoded = PacketDecoder.Decode(ref buffer, version);
            if (decoded.Error != ProtocolError.None)
                return (packets, decoded.Error);
            if (decoded.Packet is { } packet)
            {
                packets.Add(packet);
                consumed += (int)(before - buffer.Length);
                continue;
            }
            if (arrived == bytes.Length)
                return (packets, ProtocolError.None);
            arrived = Math.Min(bytes.Length, arrived + random.Next(1, 1 + (bytes.Length / 4) + 3));
        }
    }

    ReadOnlySequence<byte> Segments(int from, int to)
    {
        Segment first = new(bytes.AsMemory(from, 0), 0);
        var last = first;
        while (from < to)
        {
            var length = Math.Min(to - from, random.Next(1, 2_000));
            last = last.Append(bytes.AsMemory(from, length));
            from += length;
        }
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long start)
        {
            Memory = memory;
            RunningIndex = start;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}

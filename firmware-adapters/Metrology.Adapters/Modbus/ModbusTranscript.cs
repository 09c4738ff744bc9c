using System.Globalization;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.Adapters.Modbus;

/// <summary>The bytes of a Modbus line in a record. A message is a request with the reply that came to it; the map of the source says what it means.</summary>
internal sealed class ModbusTranscript(string codec) : ITranscriptCodec
{
    private readonly ModbusTransport transport = ModbusTransport.Of(codec);

    public string Name => codec;

    public IEnumerable<TranscribedMessage> Messages(IReadOnlyList<TranscribedBytes> entries)
    {
        var framer = transport.Framer();
        ReadOnlyMemory<byte> asked = default;
        foreach (var entry in entries)
        {
            // An exchange forgets what was left over when it asks again, and a line that is opened anew begins anew.
            if (!entry.IsReceived || entry.Index == 0)
                framer.Reset();
            if (!entry.IsReceived || entry.Index == 0)
                asked = entry.IsReceived ? default : entry.Bytes;
            if (!entry.IsReceived || asked.Length != transport.RequestLength)
                continue;
            foreach (var frame in framer.Push(entry.Bytes.Span))
                yield return new(entry.Position, (byte[])[.. asked.Span, .. frame.Raw.Span]);
        }
    }

    public Outcome<DecodedReading> Decode(RecordedSource source, ReadOnlyMemory<byte> message, Reading claimed)
    {
        if (source.Map is not { } file)
            return ModbusRefusal.NoMap;
        var map = RegisterMaps.Parse(System.Text.Encoding.UTF8.GetBytes(file));
        if (map.Refusal is { } noMap)
            return noMap;
        if (message.Length <= transport.RequestLength || transport.Decode(message.Span[..transport.RequestLength]) is not { } request)
            return ModbusRefusal.NotAReply;
        if (source.Address != request.Slave.ToString(CultureInfo.InvariantCulture))
            return ModbusRefusal.SlaveMismatch;
        var frames = transport.Framer().Push(message.Span[transport.RequestLength..]);
        if (frames is not [var frame] || frame.Raw.Length != message.Length - transport.RequestLength)
            return ModbusRefusal.NotAReply;
        if (frame.Transaction is { } answered && answered != System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(message.Span))
            return ModbusRefusal.NotAReply;
        var reading = ModbusReading.Of(map.Value, request, message, frame.Body.Span, claimed);
        return reading.Refusal is { } refusal ? refusal : new DecodedReading(reading.Value);
    }
}

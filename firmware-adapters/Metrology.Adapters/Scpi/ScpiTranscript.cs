using System.Text;
using Metrology.Adapters.Types;
using Metrology.Core.Quantities;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.Adapters.Scpi;

/// <summary>The bytes of a SCPI line in a record: an answer with the query before it, because the answer alone does not say what it is of. The type of the instrument is the map of the source.</summary>
internal sealed class ScpiTranscript : ITranscriptCodec
{
    public string Name => ScpiMultimeter.Codec;

    public IEnumerable<TranscribedMessage> Messages(IReadOnlyList<TranscribedBytes> entries)
    {
        var framer = new ScpiFramer();
        ReadOnlyMemory<byte> asked = default;
        foreach (var entry in entries)
        {
            if (!entry.IsReceived || entry.Index == 0)
                framer.Reset();
            if (!entry.IsReceived)
            {
                asked = entry.Bytes;
                continue;
            }

            foreach (var message in framer.Push(entry.Bytes.Span))
            {
                byte[] both = [.. asked.Span, .. message.Raw.Span];
                yield return new(entry.Position, both);
            }
        }
    }

    public Outcome<DecodedReading> Decode(RecordedSource source, ReadOnlyMemory<byte> message, Reading claimed)
    {
        var queries = ScpiReading.Usual;
        if (source.Map is { } file)
        {
            var type = InstrumentTypes.Parse(Encoding.UTF8.GetBytes(file));
            if (type.Refusal is { } noType)
                return noType;
            queries = ScpiReading.QueriesOf(type.Value);
        }

        var end = message.Span.IndexOf((byte)'\n');
        if (end < 1)
            return ScpiRefusal.NotTheQuery;
        var answer = ScpiMessage.Parse(message.Span[(end + 1)..]);
        if (answer.Refusal is { } noMessage)
            return noMessage;
        // A byte that is no ASCII must not become the "?" at the end of a query.
        var reading = ScpiReading.Of(queries, Encoding.Latin1.GetString(message.Span[..end]), answer.Value, message.Span, claimed.Instrument, claimed.Measurand, claimed.ReceivedAt);
        return reading.Refusal is { } refusal ? refusal : new DecodedReading(reading.Value);
    }
}

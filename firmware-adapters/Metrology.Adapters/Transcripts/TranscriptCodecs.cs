using Metrology.Adapters.Protocols;
using Metrology.Core.Records;

namespace Metrology.Adapters.Transcripts;

/// <summary>The protocols of the table whose readings can be decoded again from a record.</summary>
public static class TranscriptCodecs
{
    public static IReadOnlyList<ITranscriptCodec> All { get; } = [.. InstrumentProtocols.All.Select(one => one.Codec).OfType<ITranscriptCodec>()];
}

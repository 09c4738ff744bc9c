using System.Text;
using Metrology.Adapters.Framing;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Protocols;
using Metrology.Core.Words;

namespace Metrology.Adapters.Transcripts;

/// <summary>What some bytes cannot be understood without.</summary>
/// <param name="Map">Of a Modbus meter.</param>
/// <param name="Key">Public key of the meter that signed.</param>
public sealed record FrameAids(RegisterMap? Map, string? Key)
{
    public static FrameAids None { get; } = new(null, null);
}

/// <summary>A protocol whose bytes can be read as frames, whether they are readings or not.</summary>
/// <param name="Name">As the command line has it.</param>
/// <param name="Codec">As a record has it; the same as the name where no adapter takes readings.</param>
public sealed record ReadableProtocol(string Name, string Codec, Func<string, FrameAids, Outcome<IReadOnlyList<FrameDescription>>> Describe)
{
    /// <summary>An answer says what it means only with its question.</summary>
    public bool NeedsQuestion { get; init; }

    /// <summary>A register map belongs to it.</summary>
    public bool TakesMap { get; init; }

    /// <summary>A public key belongs to it.</summary>
    public bool TakesKey { get; init; }

    /// <summary>The map of a source in a record as what it is to this protocol; one that cannot be read is none.</summary>
    public FrameAids AidsOf(string? map) =>
        map is null ? FrameAids.None
        : TakesKey ? new(null, map)
        : TakesMap && RegisterMaps.Parse(Encoding.UTF8.GetBytes(map)) is { IsRefused: false, Value: var read } ? new(read, null)
        : FrameAids.None;

    /// <summary>The frames of bytes that went one way on a line.</summary>
    /// <param name="question">What went the other way before; empty when nothing did.</param>
    public IReadOnlyList<FrameDescription> Read(ReadOnlySpan<byte> question, ReadOnlySpan<byte> bytes, FrameAids aids)
    {
        if (!NeedsQuestion || question.IsEmpty)
            return Describe(Convert.ToHexString(bytes), aids) is { IsRefused: false, Value: var alone } ? alone : [];
        var asked = Describe(Convert.ToHexString(question), aids);
        var both = Describe(Convert.ToHexString(question) + Convert.ToHexString(bytes), aids);
        return asked.IsRefused || both.IsRefused ? [] : [.. both.Value.Skip(asked.Value.Count)];
    }
}

/// <summary>The protocols of the table whose bytes can be read, for `decode`, `replay`, and the pages that show bytes.</summary>
public static class ReadableProtocols
{
    public static IReadOnlyList<ReadableProtocol> All { get; } = [.. InstrumentProtocols.All.Select(one => one.Readable).OfType<ReadableProtocol>()];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(one => one.Name)];

    /// <summary>By the name of the command line; null when there is none.</summary>
    public static ReadableProtocol? Find(string name) => All.FirstOrDefault(one => one.Name == name);

    /// <summary>By the name of a record; null for messages, and for bytes that nobody here understands.</summary>
    public static ReadableProtocol? OfCodec(string codec) => All.FirstOrDefault(one => one.Codec == codec);
}

using Metrology.Adapters.Transcripts;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;

namespace Metrology.Adapters.Protocols;

/// <summary>A protocol with everything that this program does in it. The folder of its adapter contributes it; <see cref="InstrumentProtocols"/> is the table.</summary>
/// <param name="Id">As benches and records name it.</param>
/// <param name="Name">As a person chooses it.</param>
/// <param name="Document">Its text, from the folder of adapters.</param>
public sealed record InstrumentProtocol(string Id, BilingualText Name, string Document)
{
    /// <summary>What an instrument that speaks it can be on a bench, as the register writes it; empty where no bench is wired with it.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Bytes → frames in words: `decode`, captures, the pages that show bytes.</summary>
    public ReadableProtocol? Readable { get; init; }

    /// <summary>The bytes of a record → the same readings.</summary>
    public ITranscriptCodec? Codec { get; init; }

    /// <summary>Makes the adapter on a link.</summary>
    public Func<InstrumentToOpen, IInstrument>? Open { get; init; }

    /// <summary>How the protocol names an instrument on its line; null where it does not.</summary>
    public AddressForm? Address { get; init; }

    /// <summary>What its numbers mean is in a register map.</summary>
    public bool NeedsMap { get; init; }

    /// <summary>By which words it is asked is in a file of its type.</summary>
    public bool NeedsType { get; init; }

    /// <summary>The unit under test speaks it, which no register of equipment holds, or it tells its own number and needs none.</summary>
    public bool NeedsNoEquipment { get; init; }

    /// <summary>An instrument that speaks it tells no number: somebody has compared its plate.</summary>
    public bool TellsNoNumber { get; init; }

    /// <summary>Its bytes have eight bits; a line with seven loses some.</summary>
    public bool HasEightBits { get; init; }

    public bool IsOnlyTcp { get; init; }

    /// <summary>A field station reads it by itself, from time to time.</summary>
    public bool IsPolled { get; init; }

    /// <summary>It takes commands that set the clock and freeze registers (<see cref="IClockSetter"/>).</summary>
    public bool TakesCommands { get; init; }

    /// <summary>What of it is not there, and why.</summary>
    public IReadOnlyDictionary<ProtocolPart, string> WhyNot { get; init; } = new Dictionary<ProtocolPart, string>();
}

/// <summary>What a protocol has, or says why not.</summary>
public enum ProtocolPart
{
    /// <summary><see cref="InstrumentProtocol.Readable"/>.</summary>
    Decode,

    /// <summary><see cref="InstrumentProtocol.Codec"/>.</summary>
    Codec,

    /// <summary><see cref="InstrumentProtocol.Open"/>: what *Try the link* does.</summary>
    Trial,

    /// <summary>An instrument of the simulators speaks it.</summary>
    Simulator,
}

/// <summary>How an address is written.</summary>
/// <param name="Words">As part of a sentence that names the protocol.</param>
/// <param name="WhyNot">Null where a text is an address.</param>
public sealed record AddressForm(BilingualText Words, Func<string, Refusal?> WhyNot);

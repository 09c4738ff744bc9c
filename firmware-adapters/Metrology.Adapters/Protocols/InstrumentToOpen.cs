using Metrology.Adapters.Modbus;
using Metrology.Adapters.Types;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Protocols;

/// <summary>An instrument as its bench and the register of equipment have it, for the adapter that is made of it.</summary>
/// <param name="Protocol">Id of the protocol that its bench is wired with.</param>
/// <param name="Address">As the protocol names it on the line; empty where it does not.</param>
/// <param name="Connect">A new link to it, whose bytes are of these sources of the record.</param>
public sealed record InstrumentToOpen(
    string Protocol, string Address, string Manufacturer, string Model, string SerialNumber, TimeProvider Clock, IRefusedAnswerSink? Refused, Func<TranscriptSource[], ILink> Connect)
{
    /// <summary>There where the protocol needs one.</summary>
    public RegisterMap? Map { get; init; }

    /// <summary>There where the protocol needs one.</summary>
    public InstrumentType? Type { get; init; }

    /// <summary>A new link whose bytes are of this one source.</summary>
    /// <param name="address">As its codec knows the instrument.</param>
    /// <param name="file">What its numbers mean, for the record.</param>
    public ILink Link(string codec, string address, string? file = null) => Connect([new(codec, SerialNumber, address) { Map = file }]);
}

namespace Metrology.Instruments.Links;

/// <summary>
/// A link whose port is elsewhere. Whoever holds the port says what passed there, in order and before it is given to a reader, with the monotonic time of its own clock since it opened the port.
/// </summary>
public interface IWitnessedLink : ILink
{
    /// <summary>Set before the link is opened; must not block.</summary>
    Action<TimeSpan, Direction, ReadOnlyMemory<byte>>? Witness { get; set; }
}

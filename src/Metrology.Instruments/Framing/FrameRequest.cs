using Metrology.Instruments.Faults;

namespace Metrology.Instruments.Framing;

/// <summary>A request and how to know its answer.</summary>
/// <param name="Bytes">What to send.</param>
/// <param name="Judge">Looks at each frame that arrives; throws an <see cref="InstrumentFault"/> when the instrument says no.</param>
/// <param name="IsReadOnly">Only a request that changes nothing in the instrument is repeated.</param>
public sealed record FrameRequest<TFrame>(ReadOnlyMemory<byte> Bytes, Func<TFrame, FrameFit> Judge, bool IsReadOnly);

/// <summary>Whether a frame answers the request.</summary>
/// <param name="Answers">It does.</param>
/// <param name="IfNothingBetterComes">Why it does not, to be thrown when the time is over and no answer came.</param>
public readonly record struct FrameFit(bool Answers, InstrumentFault? IfNothingBetterComes = null)
{
    public static FrameFit Answer => new(true);

    /// <summary>An echo or a frame for somebody else.</summary>
    public static FrameFit Unrelated => new(false);
}

/// <summary>The patience of an exchange. What the line itself needs for the characters (<see cref="Links.ILink.CharacterTime"/>) comes on top.</summary>
/// <param name="Reply">Longest time from the last byte sent to the answer, if no byte comes.</param>
/// <param name="Quiet">After a failed attempt, input is thrown away until the line was silent for this long: a late answer must not be taken for the next one.</param>
/// <param name="Drain">Longest time spent throwing away.</param>
/// <param name="Attempts">How often a read-only request is tried.</param>
public sealed record ExchangeLimits(TimeSpan Reply, TimeSpan Quiet, TimeSpan Drain, int Attempts)
{
    /// <summary>A meter may think for half a second; the rest is room for the station.</summary>
    public static ExchangeLimits Slow { get; } =
        new(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), Attempts: 3);

    /// <summary>While bytes come, the next is waited for this long, even when <see cref="Reply"/> is over. DL/T 645 allows 500 ms between two bytes (from memory).</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromMilliseconds(600);

    /// <summary>Longest time of one attempt, whatever comes: a line that babbles ends here.</summary>
    public TimeSpan Whole { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>Bytes of the longest answer; the line is given the time for them on top of <see cref="Whole"/>.</summary>
    public int LongestAnswer { get; init; } = 256;
}

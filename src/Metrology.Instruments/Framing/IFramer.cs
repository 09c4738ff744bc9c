using Metrology.Core.Words;

namespace Metrology.Instruments.Framing;

/// <summary>
/// Cuts a stream of bytes into frames. The frames depend on the bytes alone, never on the chunks they came in. Memory is bounded by the longest frame.
/// </summary>
public interface IFramer<TFrame>
{
    /// <summary>Candidates that began like a frame and turned out to be none; tells a garbled answer from silence.</summary>
    long Rejected { get; }

    /// <summary>Why the first of them since <see cref="Reset"/> was none.</summary>
    Refusal? Rejection { get; }

    /// <summary>Bytes since <see cref="Reset"/> that belong to no frame and to no unfinished candidate. Characters that a protocol sends to wake a line are none.</summary>
    int PassedOver { get; }

    /// <summary>Takes the next bytes and gives the frames that they complete.</summary>
    IReadOnlyList<TFrame> Push(ReadOnlySpan<byte> bytes);

    /// <summary>Forgets an unfinished candidate and why others were none.</summary>
    void Reset();
}

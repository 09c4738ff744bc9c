using Metrology.Core.Words;
using Metrology.Instruments.Framing;

namespace Metrology.Adapters.Tester7e0d;

/// <summary>
/// Finds frames in a stream. As frames carry no length, they are taken in the order in which they end: at every byte the earliest start that makes a frame
/// ending there wins. A damaged frame therefore delays nothing.
/// </summary>
public sealed class TesterFramer : IFramer<TesterFrame>
{
    private readonly byte[] held = new byte[TesterFrame.Longest];
    private int length;

    public long Rejected { get; private set; }

    public Refusal? Rejection { get; private set; }

    public int PassedOver { get; private set; }

    /// <summary>What may still become a frame.</summary>
    public ReadOnlySpan<byte> Unconsumed => held.AsSpan(0, length);

    public IReadOnlyList<TesterFrame> Push(ReadOnlySpan<byte> bytes)
    {
        List<TesterFrame>? frames = null;
        foreach (var value in bytes)
        {
            if (length == held.Length)
                DropFirst();
            if (length == 0 && value != TesterFrame.Start)
            {
                // Zeros pad between frames.
                PassedOver += value == 0 ? 0 : 1;
                continue;
            }

            held[length++] = value;
            if (length >= TesterFrame.Overhead && held[length - TesterFrame.TailLength] == TesterFrame.End && Ending() is { } frame)
                (frames ??= []).Add(frame);
        }

        return frames ?? (IReadOnlyList<TesterFrame>)[];
    }

    public void Reset() => (length, PassedOver, Rejection) = (0, 0, null);

    private TesterFrame? Ending()
    {
        for (var at = 0; at <= length - TesterFrame.Overhead; at++)
        {
            var candidate = held.AsSpan(at, length - at);
            if (candidate[0] != TesterFrame.Start || TesterFrame.ShortestOf(candidate) is not { } shortest || candidate.Length < shortest || !TesterParser.Ends(candidate))
                continue;
            if (at > 0)
                Reject();
            PassedOver += at;
            length = 0;
            return new(candidate.ToArray());
        }

        return null;
    }

    /// <summary>Gives up the first candidate; the next start is the first byte then.</summary>
    private void DropFirst()
    {
        Reject();
        var next = held.AsSpan(1, length - 1).IndexOf(TesterFrame.Start);
        var kept = next < 0 ? 0 : length - 1 - next;
        held.AsSpan(length - kept, kept).CopyTo(held);
        PassedOver += length - kept;
        length = kept;
    }

    private void Reject()
    {
        Rejected++;
        Rejection ??= TesterRefusal.Incomplete;
    }
}

using Metrology.Core.Words;
using Metrology.Instruments.Framing;

namespace Metrology.Adapters.Framing;

/// <summary>
/// Looks at a candidate frame that begins at the first byte. Null when it is one, of that length; refuses with "incomplete" only when more bytes could still
/// make it one. Must allocate nothing.
/// </summary>
public delegate Refusal? FrameLook(ReadOnlySpan<byte> bytes, out int length);

/// <summary>
/// Finds frames that say their own length: noise is passed over, a damaged frame is searched for a good one inside, an unfinished candidate is kept.
/// </summary>
/// <param name="longest">Bytes of the longest frame; at most twice as many are held.</param>
public abstract class LookingFramer<TFrame>(int longest) : IFramer<TFrame>
{
    private readonly byte[] held = new byte[2 * longest];
    private int length;

    public long Rejected { get; private set; }

    public Refusal? Rejection { get; private set; }

    public int PassedOver { get; private set; }

    /// <summary>The unfinished candidate.</summary>
    public ReadOnlySpan<byte> Unconsumed => held.AsSpan(0, length);

    public IReadOnlyList<TFrame> Push(ReadOnlySpan<byte> bytes)
    {
        List<TFrame>? frames = null;
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, held.Length - length)];
            part.CopyTo(held.AsSpan(length));
            length += part.Length;
            bytes = bytes[part.Length..];
            Scan(ref frames);
        }

        return frames ?? (IReadOnlyList<TFrame>)[];
    }

    public void Reset() => (length, PassedOver, Rejection) = (0, 0, null);

    /// <summary>So that why the next of them is none can be told.</summary>
    internal void ForgetRejection() => Rejection = null;

    private protected abstract Refusal? Look(ReadOnlySpan<byte> bytes, out int size);

    private protected abstract TFrame Frame(ReadOnlySpan<byte> bytes);

    private void Scan(ref List<TFrame>? frames)
    {
        var at = 0;
        while (at < length)
        {
            var candidate = held.AsSpan(at, length - at);
            var refusal = Look(candidate, out var size);
            if (refusal is { Code: "incomplete" })
                break;
            if (refusal is null)
                (frames ??= []).Add(Frame(candidate[..size]));
            else if (refusal.Code != "bad-start")
                Reject(refusal);
            PassedOver += refusal is null ? 0 : 1;
            at += refusal is null ? size : 1;
        }

        held.AsSpan(at, length - at).CopyTo(held);
        length -= at;
    }

    private void Reject(Refusal refusal)
    {
        Rejected++;
        Rejection ??= refusal;
    }
}

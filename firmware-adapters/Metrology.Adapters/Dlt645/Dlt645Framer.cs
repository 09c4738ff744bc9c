using Metrology.Core.Words;
using Metrology.Instruments.Framing;

namespace Metrology.Adapters.Dlt645;

/// <summary>
/// Finds frames in a stream: noise is passed over, a damaged frame is searched for a good one inside, an unfinished candidate is kept. Holds at most one longest
/// frame of bytes.
/// </summary>
public sealed class Dlt645Framer : IFramer<Dlt645Frame>
{
    private const int Longest = Dlt645Frame.Overhead + Dlt645Frame.LongestData;

    private readonly byte[] held = new byte[2 * Longest];
    private int length;
    private int preamble;

    public long Rejected { get; private set; }

    public Refusal? Rejection { get; private set; }

    public int PassedOver { get; private set; }

    /// <summary>The unfinished candidate.</summary>
    public ReadOnlySpan<byte> Unconsumed => held.AsSpan(0, length);

    public IReadOnlyList<Dlt645Frame> Push(ReadOnlySpan<byte> bytes)
    {
        List<Dlt645Frame>? frames = null;
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, held.Length - length)];
            part.CopyTo(held.AsSpan(length));
            length += part.Length;
            bytes = bytes[part.Length..];
            Scan(ref frames);
        }

        return frames ?? (IReadOnlyList<Dlt645Frame>)[];
    }

    public void Reset()
    {
        length = preamble = PassedOver = 0;
        Rejection = null;
    }

    private void Scan(ref List<Dlt645Frame>? frames)
    {
        var at = 0;
        while (at < length)
        {
            var candidate = held.AsSpan(at, length - at);
            if (candidate[0] != Dlt645Frame.Start)
            {
                preamble = candidate[0] == Dlt645Frame.WakeUp ? preamble + 1 : 0;
                PassedOver += preamble == 0 ? 1 : 0;
                at++;
                continue;
            }

            var refusal = Dlt645Parser.Look(candidate, out var size);
            if (refusal == Dlt645Refusal.Incomplete)
                break;
            if (refusal is null)
                (frames ??= []).Add(Dlt645Parser.Frame(preamble, candidate[..size]));
            else if (refusal == Dlt645Refusal.BadLength || refusal == Dlt645Refusal.BadEnd || refusal == Dlt645Refusal.BadChecksum)
                Reject(refusal);
            preamble = 0;
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

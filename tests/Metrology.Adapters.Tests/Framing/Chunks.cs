using FsCheck;
using FsCheck.Fluent;
using Metrology.Instruments.Framing;

namespace Metrology.Adapters.Tests.Framing;

/// <summary>A framer must find the same frames however its stream is cut.</summary>
internal static class Chunks
{
    public static void AnySplitGivesTheSameFrames<TFrame>(Func<IFramer<TFrame>> create, Func<TFrame, ReadOnlyMemory<byte>> raw, params byte[][] pieces)
    {
        var line = Gen.Elements(pieces).ListOf().Select(chosen => chosen.SelectMany(piece => piece).ToArray());
        var found = 0;
        Prop.ForAll(
            line.ToArbitrary(), ArbMap.Default.GeneratorFor<int>().ListOf().ToArbitrary(),
            (bytes, cuts) =>
            {
                var whole = Frames(create(), raw, bytes, [bytes.Length]);
                found += whole.Count - 1;
                return whole.SequenceEqual(Frames(create(), raw, bytes, cuts)) && whole.SequenceEqual(Frames(create(), raw, bytes, [1]));
            }).QuickCheckThrowOnFailure();
        Assert.True(found > 100, $"only {found} frames were found: the property shows nothing");
    }

    private static List<string> Frames<TFrame>(IFramer<TFrame> framer, Func<TFrame, ReadOnlyMemory<byte>> raw, byte[] line, IReadOnlyList<int> cuts)
    {
        var frames = new List<string>();
        var at = 0;
        for (var i = 0; at < line.Length; i++)
        {
            var size = cuts.Count == 0 ? 1 : (int)(Math.Abs((long)cuts[i % cuts.Count]) % (line.Length + 1));
            var chunk = line.AsSpan(at, Math.Min(Math.Max(size, 1), line.Length - at));
            frames.AddRange(framer.Push(chunk).Select(frame => Convert.ToHexString(raw(frame).Span)));
            at += chunk.Length;
        }

        frames.Add($"rejected {framer.Rejected}");
        return frames;
    }
}

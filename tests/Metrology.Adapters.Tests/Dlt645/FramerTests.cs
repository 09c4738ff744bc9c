using FsCheck;
using FsCheck.Fluent;
using Metrology.Adapters.Dlt645;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Dlt645;

public sealed class FramerTests
{
    private static readonly byte[] Good = Convert.FromHexString("68010000000000689106333434353855C516");

    /// <summary>Pieces of a line: good frames, damaged ones, noise, stray starts, wake-up bytes.</summary>
    private static readonly Gen<byte[]> Line = Gen.Elements(
            Good,
            Dlt645Frame.Encode("042109984068", 0x11, [0, 0, 1, 0]),
            [.. Good[..12], 0x00, .. Good[13..]],
            Good[..9],
            [0x68],
            [0xFE, 0xFE],
            [0x16, 0x00, 0x33],
            [0x68, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x68, 0x91, 0xC8])
        .ListOf().Select(pieces => pieces.SelectMany(piece => piece).ToArray());

    [Fact]
    public void Any_split_gives_the_same_frames()
    {
        var property = Prop.ForAll(
            Line.ToArbitrary(), ArbMap.Default.GeneratorFor<int>().ListOf().ToArbitrary(),
            (line, cuts) => Frames(line, [line.Length]).SequenceEqual(Frames(line, cuts)));
        property.QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Frames_written_back_to_back_are_all_found_and_nothing_is_left()
    {
        var property = Prop.ForAll(
            Gen.Choose(0, 200).SelectMany(n => ArbMap.Default.GeneratorFor<byte>().ArrayOf(n)).ListOf().ToArbitrary(),
            contents =>
            {
                var framer = new Dlt645Framer();
                var frames = framer.Push([.. contents.SelectMany(data => Dlt645Frame.Encode("123456789012", 0x91, data))]);
                return frames.Count == contents.Count && framer.Unconsumed.IsEmpty
                    && frames.Zip(contents).All(pair => pair.First.Data.Span.SequenceEqual(pair.Second));
            });
        property.QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_damaged_frame_is_counted_and_the_next_is_found()
    {
        var framer = new Dlt645Framer();
        byte[] damaged = [.. Good[..^2], 0x00, 0x16];
        var frame = Assert.Single(framer.Push([.. damaged, 0xFE, .. Good]));
        Assert.Equal((1, 1L), (frame.Preamble, framer.Rejected));
    }

    [Fact]
    public void A_hundred_thousand_random_buffers_throw_nothing_and_hold_no_memory()
    {
        var (random, cases, frames) = (new Random(Fuzzing.Seed(645)), Fuzzing.Cases(100_000), 0);
        var framer = new Dlt645Framer();
        for (var i = 0; i < cases; i++)
        {
            var buffer = new byte[random.Next(64)];
            random.NextBytes(buffer);
            if (buffer.Length > 10 && i % 2 == 0)
                (buffer[0], buffer[7]) = (0x68, 0x68);
            if (buffer.Length > 20 && i % 4 == 0)
                Dlt645Frame.Encode("000000000001", buffer[12], buffer.AsSpan(13, buffer[13] % 8)).CopyTo(buffer.AsSpan());
            Dlt645Parser.Parse(buffer);
            foreach (var frame in framer.Push(buffer))
            {
                Dlt645Text.Describe(frame);
                frames++;
            }

            Assert.True(framer.Unconsumed.Length < 212);
        }

        Fuzzing.Report("DL/T 645-2007", cases, Fuzzing.Seed(645), $"{frames} frames with a right check sum, {framer.Rejected} rejected");
    }

    private static List<string> Frames(byte[] line, IReadOnlyList<int> cuts)
    {
        var framer = new Dlt645Framer();
        var frames = new List<string>();
        var at = 0;
        for (var i = 0; at < line.Length; i++)
        {
            var size = cuts.Count == 0 ? 1 : (int)(Math.Abs((long)cuts[i % cuts.Count]) % (line.Length + 1));
            var chunk = line.AsSpan(at, Math.Min(Math.Max(size, 1), line.Length - at));
            frames.AddRange(framer.Push(chunk).Select(frame => $"{frame.Preamble} {Convert.ToHexString(frame.Raw.Span)}"));
            at += chunk.Length;
        }

        frames.Add($"left {Convert.ToHexString(framer.Unconsumed)}, rejected {framer.Rejected}");
        return frames;
    }
}

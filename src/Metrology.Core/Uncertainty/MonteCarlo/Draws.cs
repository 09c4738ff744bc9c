using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Metrology.Core.Uncertainty.Distributions;
using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>
/// Adds random deviations to a column of trials. Trial n of stream s is a function of n, s and the seed alone: eight trials (two vectors of four lanes) take
/// eight words of 64 bits from four counters, or sixteen words when a distribution needs two a trial. Sixteen normal trials take eight words.
/// </summary>
internal static class Draws
{
    private const double UniformOffset = 1 - (1.0 / (1UL << 53));

    /// <summary>A value with the first random deviations of it; whatever stood in the column is forgotten.</summary>
    public static void Put(
        double value, in Sampler sampler, ReadOnlySpan<Vector256<ulong>> keys, uint stream, ulong firstTrial, Span<double> column, Span<double> scratch)
    {
        if (sampler.Kind != SamplerKind.Normal)
        {
            column.Fill(value);
            Add(sampler, keys, stream, firstTrial, column, scratch);
            return;
        }

        // The usual case: filling the column and reading it again would cost a twentieth of the draws.
        var to = Vectors(column);
        var words = Words(scratch, column.Length);
        var radii = Radii(scratch, column.Length);
        var start = Vector256.Create(value);
        Prepare(sampler.A, keys, stream, firstTrial, words, radii);
        for (var i = 0; i < words.Length; i++)
        {
            var (one, other) = (start, start);
            Turn(words[i], radii[i], ref one, ref other);
            (to[2 * i], to[(2 * i) + 1]) = (one, other);
        }
    }

    /// <param name="firstTrial">A multiple of <see cref="Trials.Group"/>, like the length of the column.</param>
    /// <param name="scratch">As long as the column.</param>
    public static void Add(in Sampler sampler, ReadOnlySpan<Vector256<ulong>> keys, uint stream, ulong firstTrial, Span<double> column, Span<double> scratch)
    {
        var to = Vectors(column);
        switch (sampler.Kind)
        {
            case SamplerKind.Normal:
                Normal(sampler.A, keys, stream, firstTrial, to, scratch);
                break;
            case SamplerKind.Uniform:
                OneWord(new UniformRule(sampler.A), keys, stream, firstTrial, to);
                break;
            case SamplerKind.Arcsine:
                OneWord(new ArcsineRule(sampler.A), keys, stream, firstTrial, to);
                break;
            case SamplerKind.TwoPoint:
                OneWord(new TwoPointRule(sampler.A), keys, stream, firstTrial, to);
                break;
            case SamplerKind.Table:
                OneWord(new TableRule(sampler.Table!), keys, stream, firstTrial, to);
                break;
            case SamplerKind.TwoUniforms:
                TwoWords(new TwoUniformsRule(sampler.A, sampler.B), keys, stream, firstTrial, to);
                break;
            case SamplerKind.Student:
                TwoWords(new StudentRule(sampler.A, sampler.B), keys, stream, firstTrial, to);
                break;
            case SamplerKind.CurvilinearTrapezoid:
                TwoWords(new CurvilinearRule(sampler.A, sampler.B), keys, stream, firstTrial, to);
                break;
        }
    }

    /// <summary>
    /// Box–Muller; both values of a pair are used. Half a word places the radius and half a word the angle, so that one counter gives four values: a value
    /// beyond 6.7 standard deviations, of which there is one in 10¹¹, does not occur.
    /// </summary>
    /// <remarks>Three short loops instead of a long one: the processor looks some two hundred instructions ahead, and so it works on several turns at once.</remarks>
    private static void Normal(double sigma, ReadOnlySpan<Vector256<ulong>> keys, uint stream, ulong firstTrial, Span<Vector256<double>> to, Span<double> scratch)
    {
        var words = Words(scratch, 4 * to.Length);
        var radii = Radii(scratch, 4 * to.Length);
        Prepare(sigma, keys, stream, firstTrial, words, radii);
        for (var i = 0; i < words.Length; i++)
            Turn(words[i], radii[i], ref to[2 * i], ref to[(2 * i) + 1]);
    }

    private static Span<Vector256<double>> Vectors(Span<double> column) => MemoryMarshal.Cast<double, Vector256<double>>(column);

    private static Span<Vector256<ulong>> Words(Span<double> scratch, int rows) => MemoryMarshal.Cast<double, Vector256<ulong>>(scratch[..(rows / 2)]);

    private static Span<Vector256<double>> Radii(Span<double> scratch, int rows) => Vectors(scratch.Slice(rows / 2, rows / 2));

    private static void Prepare(double sigma, ReadOnlySpan<Vector256<ulong>> keys, uint stream, ulong firstTrial, Span<Vector256<ulong>> words, Span<Vector256<double>> radii)
    {
        for (var i = 0; i + 1 < words.Length; i += 2)
            (words[i], words[i + 1]) = Philox.Draw((firstTrial / 4) + (2 * (ulong)i), stream, keys);
        for (var i = 0; i < words.Length; i++)
            radii[i] = Radius(words[i]) * Vector256.Create(sigma);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Radius(Vector256<ulong> word)
    {
        // (k + ½)/2^32 with k the lower 32 bits.
        var uniform = (((word << 20) & Vector256.Create(0x000F_FFFF_FFF0_0000UL)) | Vector256.Create(0x3FF0_0000_0008_0000UL)).AsDouble() - Vector256<double>.One;
        return Vector256.Sqrt(Vector256.Create(-2.0) * VectorMath.LogOfNormal(uniform));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(Vector256<ulong> word, Vector256<double> radius, ref Vector256<double> one, ref Vector256<double> other)
    {
        // Of the upper 32 bits, 30 place the angle within a quarter turn about zero, two choose the quarter: a swap and a half turn.
        var turn = (((word >> 12) & Vector256.Create(0x000F_FFFF_FFC0_0000UL)) | Vector256.Create(0x3FF0_0000_0020_0000UL)).AsDouble();
        var (sin, cos) = VectorMath.SinCosNearZero((turn - Vector256.Create(1.5)) * Vector256.Create(Math.PI / 2));
        var swap = Vector256.Equals(word & Vector256.Create(1UL << 32), Vector256<ulong>.Zero).AsDouble();
        var signed = (radius.AsUInt64() ^ ((word & Vector256.Create(2UL << 32)) << 30)).AsDouble();
        one = Vector256.FusedMultiplyAdd(signed, Vector256.ConditionalSelect(swap, sin, cos), one);
        other = Vector256.FusedMultiplyAdd(signed, Vector256.ConditionalSelect(swap, cos, sin), other);
    }

    private static void OneWord<TRule>(TRule rule, ReadOnlySpan<Vector256<ulong>> keys, uint stream, ulong firstTrial, Span<Vector256<double>> to)
        where TRule : struct, IOneWordRule
    {
        for (var i = 0; i + 1 < to.Length; i += 2)
        {
            var (first, second) = Philox.Draw((firstTrial / 2) + (2 * (ulong)i), stream, keys);
            to[i] += rule.Of(Uniform(first));
            to[i + 1] += rule.Of(Uniform(second));
        }
    }

    private static void TwoWords<TRule>(TRule rule, ReadOnlySpan<Vector256<ulong>> keys, uint stream, ulong firstTrial, Span<Vector256<double>> to)
        where TRule : struct, ITwoWordRule
    {
        for (var i = 0; i < to.Length; i++)
        {
            var (first, second) = Philox.Draw(firstTrial + (4 * (ulong)i), stream, keys);
            to[i] += rule.Of(Uniform(first), Uniform(second));
        }
    }

    /// <summary>(k + ½)/2^52 with k the upper 52 bits: neither zero nor one, symmetric, and exact in a double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Uniform(Vector256<ulong> bits) =>
        ((bits >> 12) | Vector256.Create(0x3FF0_0000_0000_0000UL)).AsDouble() - Vector256.Create(UniformOffset);
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Metrology.Core.Uncertainty.Distributions;
using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Uncertainty.MonteCarlo;

/// <summary>
/// Adds random deviations to a column of trials. Trial n of stream s is a function of n, s and the seed alone: eight trials (two vectors of four lanes) take
/// eight words of 64 bits from four counters, or sixteen words when a distribution needs two a trial.
/// </summary>
internal static class Draws
{
    private const double UniformOffset = 1 - (1.0 / (1UL << 53));

    /// <param name="firstTrial">A multiple of eight, like the length of the column.</param>
    public static void Add(in Sampler sampler, ulong seed, uint stream, ulong firstTrial, Span<double> column)
    {
        var to = MemoryMarshal.Cast<double, Vector256<double>>(column);
        switch (sampler.Kind)
        {
            case SamplerKind.Normal:
                Normal(sampler.A, seed, stream, firstTrial, to);
                break;
            case SamplerKind.Uniform:
                OneWord(new UniformRule(sampler.A), seed, stream, firstTrial, to);
                break;
            case SamplerKind.Arcsine:
                OneWord(new ArcsineRule(sampler.A), seed, stream, firstTrial, to);
                break;
            case SamplerKind.TwoPoint:
                OneWord(new TwoPointRule(sampler.A), seed, stream, firstTrial, to);
                break;
            case SamplerKind.Table:
                OneWord(new TableRule(sampler.Table!), seed, stream, firstTrial, to);
                break;
            case SamplerKind.TwoUniforms:
                TwoWords(new TwoUniformsRule(sampler.A, sampler.B), seed, stream, firstTrial, to);
                break;
            case SamplerKind.Student:
                TwoWords(new StudentRule(sampler.A, sampler.B), seed, stream, firstTrial, to);
                break;
            case SamplerKind.CurvilinearTrapezoid:
                TwoWords(new CurvilinearRule(sampler.A, sampler.B), seed, stream, firstTrial, to);
                break;
        }
    }

    /// <summary>Box–Muller; both values of a pair are used, by trials n and n + 4.</summary>
    private static void Normal(double sigma, ulong seed, uint stream, ulong firstTrial, Span<Vector256<double>> to)
    {
        var scale = Vector256.Create(sigma);
        for (var i = 0; i + 1 < to.Length; i += 2)
        {
            var (first, second) = Philox.Draw((firstTrial / 2) + (2 * (ulong)i), stream, seed);
            var radius = Vector256.Sqrt(Vector256.Create(-2.0) * VectorMath.LogOfNormal(Uniform(first)));

            // 52 bits place the angle within a quarter turn about zero, two of the others choose the quarter: a swap and a half turn.
            var angle = (((second >> 12) | Vector256.Create(0x3FF0_0000_0000_0000UL)).AsDouble() - Vector256.Create(1.5)) * Vector256.Create(Math.PI / 2);
            var (sin, cos) = VectorMath.SinCosNearZero(angle);
            var swap = Vector256.Equals(second & Vector256.Create(1UL), Vector256<ulong>.Zero).AsDouble();
            var signed = (radius.AsUInt64() ^ ((second & Vector256.Create(2UL)) << 62)).AsDouble() * scale;
            to[i] = Vector256.FusedMultiplyAdd(signed, Vector256.ConditionalSelect(swap, sin, cos), to[i]);
            to[i + 1] = Vector256.FusedMultiplyAdd(signed, Vector256.ConditionalSelect(swap, cos, sin), to[i + 1]);
        }
    }

    private static void OneWord<TRule>(TRule rule, ulong seed, uint stream, ulong firstTrial, Span<Vector256<double>> to)
        where TRule : struct, IOneWordRule
    {
        for (var i = 0; i + 1 < to.Length; i += 2)
        {
            var (first, second) = Philox.Draw((firstTrial / 2) + (2 * (ulong)i), stream, seed);
            to[i] += rule.Of(Uniform(first));
            to[i + 1] += rule.Of(Uniform(second));
        }
    }

    private static void TwoWords<TRule>(TRule rule, ulong seed, uint stream, ulong firstTrial, Span<Vector256<double>> to)
        where TRule : struct, ITwoWordRule
    {
        for (var i = 0; i < to.Length; i++)
        {
            var (first, second) = Philox.Draw(firstTrial + (4 * (ulong)i), stream, seed);
            to[i] += rule.Of(Uniform(first), Uniform(second));
        }
    }

    /// <summary>(k + ½)/2^52 with k the upper 52 bits: neither zero nor one, symmetric, and exact in a double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Uniform(Vector256<ulong> bits) =>
        ((bits >> 12) | Vector256.Create(0x3FF0_0000_0000_0000UL)).AsDouble() - Vector256.Create(UniformOffset);
}

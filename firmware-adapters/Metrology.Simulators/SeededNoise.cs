namespace Metrology.Simulators;

/// <summary>
/// The random numbers of simulated instruments: SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), integers only, so
/// that one seed gives the same numbers on every machine and runtime for ever.
/// </summary>
internal sealed class SeededNoise(ulong seed)
{
    private const int Uniforms = 12;
    private const int UniformBits = 16;

    private ulong state = seed;

    public ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Uniform in [0, bound).</summary>
    public long Below(long bound) => (long)(Next() % (ulong)bound);

    /// <summary>Nearly normal with mean 0: the sum of twelve uniforms has variance 1. No transcendental function, so no rounding of a platform.</summary>
    public long Normal(long standardDeviation)
    {
        long sum = 0;
        for (var i = 0; i < Uniforms; i++)
            sum += (long)(Next() >> (64 - UniformBits));
        return (sum - (Uniforms << (UniformBits - 1))) * standardDeviation >> UniformBits;
    }
}

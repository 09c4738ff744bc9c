namespace Metrology.Core.Planning.Forecasts;

/// <summary>
/// Uniform numbers in [0, 1) that depend on the seed, on what they are drawn for and on the path alone (SplitMix64 of a counter). So a path stays the same path when a project is added or
/// one assumption is changed, and two forecasts differ by the assumption and not by luck.
/// </summary>
internal readonly struct PathNumbers(ulong seed, string purpose)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly ulong key = Mix(seed ^ Of(purpose));

    public double this[int path] => (Mix(key + (((ulong)path + 1) * Golden)) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>FNV-1a: the hash of the runtime differs from start to start.</summary>
    private static ulong Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text)
            hash = (hash ^ character) * 1099511628211UL;
        return Mix(hash + Golden);
    }
}

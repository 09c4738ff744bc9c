using Metrology.Core.Files;

namespace Metrology.Core.Fares;

/// <summary>Bytes of a tariff file → tariff. A wrong one is refused whole, with every problem, its path and its place.</summary>
public static class TariffFile
{
    /// <summary>Largest file that is read, bytes.</summary>
    public const int LargestFile = 64 * 1024;

    public static FileLoad<Tariff> Load(ReadOnlySpan<byte> file) => StrictJson.Load(file, LargestFile, TariffReader.Read, TariffCheck.Problems);
}

/// <summary>Bytes of a trip file → trip, in the same way.</summary>
public static class TripFile
{
    /// <param name="tariff">Whose supplements the trip names; null when nobody knows it yet.</param>
    public static FileLoad<Trip> Load(ReadOnlySpan<byte> file, Tariff? tariff = null) =>
        StrictJson.Load(file, TariffFile.LargestFile, TripReader.Read, (Trip trip) => TripReader.Problems(trip, tariff));
}

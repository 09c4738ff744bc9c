using System.Text;

namespace Metrology.Core.Fares;

/// <summary>The tariff that the fares of a run are compared with, as it was when the run was opened.</summary>
/// <param name="Id">Of its file.</param>
/// <param name="UtcOffsetMinutes">Of the local time there, for the windows of the tariff.</param>
/// <param name="File">The file itself.</param>
public sealed record PinnedTariff(string Id, int UtcOffsetMinutes, string File)
{
    /// <summary>More than any zone has, in minutes.</summary>
    public const int LargestOffset = 14 * 60;

    /// <summary>Null when its file is none.</summary>
    public Tariff? Read() => TariffFile.Load(Encoding.UTF8.GetBytes(File)) is { IsRefused: false, Value: { } tariff } ? tariff : null;
}

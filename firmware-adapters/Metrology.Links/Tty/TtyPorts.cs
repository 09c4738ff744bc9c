namespace Metrology.Links.Tty;

/// <summary>The serial ports that this machine has now, by names that stay when they are plugged in elsewhere.</summary>
public static class TtyPorts
{
    private const string ById = "/dev/serial/by-id", Devices = "/dev";

    private static readonly string[] Plain = ["ttyUSB*", "ttyACM*", "ttyAMA*"];

    /// <summary>Names under /dev/serial/by-id; without any, the device nodes that usually are ports.</summary>
    public static IReadOnlyList<string> Found()
    {
        if (!OperatingSystem.IsLinux())
            return [];
        try
        {
            if (Directory.Exists(ById) && Directory.EnumerateFiles(ById).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } named)
                return named;
            return [.. Plain.SelectMany(pattern => Directory.EnumerateFiles(Devices, pattern)).Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

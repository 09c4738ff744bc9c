namespace Metrology.Adapters.Dlt645;

/// <summary>Function codes, the low five bits of the control code. Only those that read are sent in a run; the others on purpose (<see cref="Dlt645Command"/>).</summary>
public static class Dlt645Function
{
    public const byte BroadcastTime = 0x08, ReadData = 0x11, ReadNext = 0x12, ReadAddress = 0x13, WriteData = 0x14, WriteAddress = 0x15, Freeze = 0x16;

    private static readonly Dictionary<byte, string> Names = new()
    {
        [BroadcastTime] = "broadcast-time",
        [ReadData] = "read-data",
        [ReadNext] = "read-next",
        [ReadAddress] = "read-address",
        [WriteData] = "write-data",
        [WriteAddress] = "write-address",
        [Freeze] = "freeze",
        [0x17] = "change-baud",
        [0x18] = "change-password",
        [0x19] = "clear-demand",
        [0x1A] = "clear-meter",
        [0x1B] = "clear-events",
        [0x1C] = "relay-control",
        [0x1D] = "multifunction-output",
    };

    public static string NameOf(byte function) => Names.GetValueOrDefault(function, "unknown");

    public static bool IsReadOnly(byte function) => function is ReadData or ReadNext or ReadAddress;

    /// <summary>Reading carries it both ways; a write carries it in the request only.</summary>
    internal static bool CarriesIdentifier(byte control) => control is 0x11 or 0x12 or 0x14 or 0x91 or 0x92 or 0xB1 or 0xB2;
}

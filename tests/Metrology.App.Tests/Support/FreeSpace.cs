namespace Metrology.App.Tests.Support;

/// <summary>Room on a disk that tests fill.</summary>
internal sealed class FreeSpace
{
    public long? Bytes { get; set; } = long.MaxValue;
}

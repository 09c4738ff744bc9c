using System.Buffers.Binary;

namespace Metrology.Adapters.Tester7e0d;

/// <summary>
/// Requests that a run needs: reading energy and error, clearing the board's own counters, setting its constants. The board belongs to the bench; it is not the pile under test.
/// </summary>
public static class TesterRequest
{
    private const int ReadLength = 8, ErrorReadLength = 40;
    private static ReadOnlySpan<byte> Clear => [0, 0, 0, 1];

    public static byte[] Read(byte command) =>
        TesterFrame.Encode(TesterFrame.Read, command, new byte[command == TesterCommand.DcError ? ErrorReadLength : ReadLength]);

    /// <summary>After it one answer is to be read and thrown away: it may still hold the old value.</summary>
    public static byte[] ClearDcEnergy() => TesterFrame.Encode(TesterFrame.Write, TesterCommand.DcEnergyClear, Clear);

    /// <inheritdoc cref="ClearDcEnergy"/>
    public static byte[] ClearAcEnergy() => TesterFrame.Encode(TesterFrame.Write, TesterCommand.AcEnergyClear, Clear);

    public static byte[] ClearDcError() => TesterFrame.Encode(TesterFrame.Write, TesterCommand.DcErrorClear, Clear);

    /// <summary>Sets both meter constants, imp/kWh, and both pulse counts.</summary>
    public static byte[] SetDcError(uint constant, uint pulses)
    {
        Span<byte> data = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(data, constant);
        BinaryPrimitives.WriteUInt32BigEndian(data[4..], constant);
        BinaryPrimitives.WriteUInt32BigEndian(data[8..], pulses);
        BinaryPrimitives.WriteUInt32BigEndian(data[12..], pulses);
        return TesterFrame.Encode(TesterFrame.Write, TesterCommand.DcError, data);
    }
}

using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Ocmf;

/// <summary>Finds the records of a line: from "OCMF|" to the line feed; frames are without the end of their line, because the hash of a reading is of the record alone.</summary>
public sealed class OcmfFramer() : LookingFramer<ReadOnlyMemory<byte>>(OcmfRecord.Longest)
{
    private protected override Refusal? Look(ReadOnlySpan<byte> bytes, out int size)
    {
        size = 0;
        var head = "OCMF|"u8;
        var same = Math.Min(bytes.Length, head.Length);
        if (!bytes[..same].SequenceEqual(head[..same]))
            return OtherSignedFormat.OnLine(bytes) ?? OcmfRefusal.BadStart;
        var end = bytes.IndexOf((byte)'\n');
        if (end < 0)
            return bytes.Length >= OcmfRecord.Longest ? OcmfRefusal.TooLong : OcmfRefusal.Incomplete;
        size = end + 1;
        return OcmfRecord.Parse(bytes[..size]).Refusal;
    }

    private protected override ReadOnlyMemory<byte> Frame(ReadOnlySpan<byte> bytes) => bytes.TrimEnd("\r\n"u8).ToArray();
}

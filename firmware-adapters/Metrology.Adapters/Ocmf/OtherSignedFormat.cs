using Metrology.Core.Words;

namespace Metrology.Adapters.Ocmf;

/// <summary>Signed records of charging that are not OCMF, told by how they begin (as verifiers of the German transparency scheme list them). None is read here.</summary>
internal static class OtherSignedFormat
{
    private const int LongestLook = 512;

    /// <summary>The refusal that names the format; null for bytes that are none of them.</summary>
    public static Refusal? Of(ReadOnlySpan<byte> text) => Name(text) is { } name ? OcmfRefusal.OtherFormat(name) : null;

    /// <summary>The same where a line is searched for records, and a single letter proves nothing.</summary>
    public static Refusal? OnLine(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("AP;"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0x1B, 0x1B, 0x1B, 0x1B]) || bytes.StartsWith("1B1B1B1B"u8) || bytes.StartsWith("<?xml"u8) || bytes.StartsWith("<values"u8) ? Of(bytes) : null;

    private static string? Name(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("AP;"u8))
            return "ALFEN";
        if (text.StartsWith((ReadOnlySpan<byte>)[0x1B, 0x1B, 0x1B, 0x1B]) || IsHexOfSml(text))
            return "SML (EDL40, ISA-EDL-40P)";
        if (text.StartsWith("("u8) && text.Contains((byte)'*') && text.TrimEnd("\r\n\t "u8).EndsWith(")"u8))
            return "PCDF";
        if (text.StartsWith("<"u8))
            return text[..Math.Min(text.Length, LongestLook)].IndexOf("OCMF"u8) >= 0 ? "XML (OCMF)" : "XML";
        return text.StartsWith("{"u8) && text.IndexOf("\"signedMeterValues\""u8) >= 0 ? "JSON (chargeIT)" : null;
    }

    /// <summary>The escape sequence that begins a file of SML, in hexadecimal, with and without blanks.</summary>
    private static bool IsHexOfSml(ReadOnlySpan<byte> text)
    {
        var wanted = "1B1B1B1B"u8;
        var found = 0;
        foreach (var letter in text)
        {
            if (letter is (byte)' ')
                continue;
            if ((letter is >= (byte)'a' and <= (byte)'z' ? letter - 0x20 : letter) != wanted[found])
                return false;
            if (++found == wanted.Length)
                return true;
        }

        return false;
    }
}

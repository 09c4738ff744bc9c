using System.Text;
using System.Xml;
using Metrology.Core.Words;

namespace Metrology.Dcc.Xml;

/// <summary>Bytes of a stranger → document: no document type, nothing fetched, bounded in size, depth and number of nodes.</summary>
internal static class SafeXml
{
    /// <summary>Largest file that is looked at.</summary>
    public const int LargestBytes = 32 * 1024 * 1024;

    /// <summary>Deepest element; whoever walks the document may recurse.</summary>
    public const int DeepestElement = 100;

    private const int MostNodes = 1_000_000;

    public static Outcome<XmlDocument> Load(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > LargestBytes)
            return XmlRefusals.TooLarge;
        try
        {
            if (Bounds(bytes) is { } refusal)
                return refusal;
            using var reader = Reader(bytes);
            var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            document.Load(reader);
            return document;
        }
        catch (XmlException problem)
        {
            // The reader says no place where it forbids something.
            return problem.LineNumber > 0 ? XmlRefusals.NotXml(problem.LineNumber, problem.LinePosition)
                : HasDocumentType(bytes.Span) ? XmlRefusals.DocumentType
                : XmlRefusals.NotReadable;
        }
    }

    private static Refusal? Bounds(ReadOnlyMemory<byte> bytes)
    {
        using var reader = Reader(bytes);
        for (var nodes = 0; reader.Read(); nodes += 1 + reader.AttributeCount)
        {
            if (reader.Depth > DeepestElement)
                return XmlRefusals.TooDeep;
            if (nodes > MostNodes)
                return XmlRefusals.TooLarge;
        }

        return null;
    }

    private static bool HasDocumentType(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("<!DOCTYPE"u8) >= 0 || bytes.IndexOf(Encoding.Unicode.GetBytes("<!DOCTYPE")) >= 0 || bytes.IndexOf(Encoding.BigEndianUnicode.GetBytes("<!DOCTYPE")) >= 0;

    private static XmlReader Reader(ReadOnlyMemory<byte> bytes) => XmlReader.Create(
        new MemoryStream(bytes.ToArray(), writable: false),
        new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LargestBytes, CloseInput = true });
}

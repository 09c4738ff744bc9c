using System.Xml;
using Metrology.Core.Words;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Canonical;

/// <summary>Canonical bytes of a document or of one element of it.</summary>
public static class CanonicalXml
{
    /// <summary>Canonical form of a whole file; a file with a document type declaration is refused.</summary>
    public static Outcome<byte[]> Of(ReadOnlyMemory<byte> bytes, Canonicalization how)
    {
        var document = SafeXml.Load(bytes);
        return document.IsRefused ? document.Refusal! : Of(document.Value, how);
    }

    /// <param name="apex">A document, or an element that stands for itself and everything in it.</param>
    /// <param name="omitted">An element that is left out with everything in it.</param>
    internal static byte[] Of(XmlNode apex, Canonicalization how, XmlElement? omitted = null)
    {
        var writer = new CanonicalWriter(how, omitted);
        if (apex is XmlDocument document)
            writer.Document(document);
        else
            writer.Apex((XmlElement)apex);
        return writer.Bytes();
    }
}

using System.Globalization;
using System.Security;
using System.Text;
using Metrology.Pdf.Objects;
using static Metrology.Pdf.Objects.PdfValue;

namespace Metrology.Pdf.Conformance;

/// <summary>The XMP metadata with the PDF/A identification: ISO 19005-3 6.6. Not compressed, so that any tool finds it.</summary>
internal static class XmpPacket
{
    const string Conformance = "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>";

    internal static PdfReference Write(PdfFile file, DocumentInformation information)
    {
        var stream = PdfStream.Plain(Encoding.UTF8.GetBytes(Compose(information)));
        stream["Type"] = Name("Metadata");
        stream["Subtype"] = Name("XML");
        return file.Add(stream);
    }

    internal static string Compose(DocumentInformation information)
    {
        var created = information.Created.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        var author = information.Author is null ? "" : $"<dc:creator><rdf:Seq><rdf:li>{Escape(information.Author)}</rdf:li></rdf:Seq></dc:creator>\n";
        var subject = information.Subject is null ? "" : $"<dc:description>{Alternative(information.Subject)}</dc:description>\n";
        return $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
            {Conformance}
            <dc:format>application/pdf</dc:format>
            <dc:title>{Alternative(information.Title)}</dc:title>
            {author}{subject}<dc:language><rdf:Bag><rdf:li>{Escape(information.Language)}</rdf:li></rdf:Bag></dc:language>
            <pdf:Producer>{DocumentInformation.Producer}</pdf:Producer>
            <xmp:CreateDate>{created}</xmp:CreateDate><xmp:ModifyDate>{created}</xmp:ModifyDate>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """.ReplaceLineEndings("\n");
    }

    static string Alternative(string text) => $"<rdf:Alt><rdf:li xml:lang=\"x-default\">{Escape(text)}</rdf:li></rdf:Alt>";

    static string Escape(string text) => SecurityElement.Escape(text);
}

using System.Globalization;
using System.Text;
using System.Xml;
using Metrology.Core.Words;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Writing;

/// <summary>Writes elements of a certificate. The first thing that cannot be written is remembered and the rest written on; nobody sees the bytes then.</summary>
internal sealed class DccXml : IDisposable
{
    private readonly IReadOnlyList<Language> languages;
    private readonly MemoryStream bytes = new();
    private readonly XmlWriter writer;

    /// <param name="languages">Of the paper, its first language first.</param>
    public DccXml(IReadOnlyList<Language> languages)
    {
        this.languages = languages;
        writer = XmlWriter.Create(bytes, new()
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            IndentChars = " ",
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
        });
    }

    public Refusal? Problem { get; private set; }

    public void Refuse(Refusal refusal) => Problem ??= refusal;

    public byte[] Bytes()
    {
        writer.Flush();
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>The document element with the namespaces that the certificate uses.</summary>
    public void Root(string version, Action content)
    {
        writer.WriteStartElement("dcc", "digitalCalibrationCertificate", Namespaces.Dcc);
        writer.WriteAttributeString("xmlns", "dcc", Namespaces.Xmlns, Namespaces.Dcc);
        writer.WriteAttributeString("xmlns", "si", Namespaces.Xmlns, Namespaces.Si);
        writer.WriteAttributeString("schemaVersion", version);
        content();
        writer.WriteEndElement();
    }

    public void Element(string name, Action content, string? refType = null, string? id = null)
    {
        writer.WriteStartElement("dcc", name, Namespaces.Dcc);
        if (id is not null)
            writer.WriteAttributeString("id", id);
        if (refType is not null)
            writer.WriteAttributeString("refType", refType);
        content();
        writer.WriteEndElement();
    }

    public void Si(string name, Action content)
    {
        writer.WriteStartElement("si", name, Namespaces.Si);
        content();
        writer.WriteEndElement();
    }

    public void SiText(string name, string text) => Si(name, () => writer.WriteString(Clean(text, name)));

    /// <summary>An element whose text is not blank; none when it would be.</summary>
    public void Text(string name, string? text)
    {
        if (Trimmed(text) is { } said)
            Element(name, () => writer.WriteString(Clean(said, name)));
    }

    public void Date(string name, DateOnly? date) => Text(name, date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Words of the product in both languages; a dash where there is none.</summary>
    public void Words(string name, BilingualText text, string? refType = null) => Element(name, () => Contents(text), refType);

    /// <summary>What somebody stated, in the languages of the paper and no other: what no page shows could be compared with nothing. A second language says only what differs.</summary>
    public void Fact(string name, BilingualText text) => Element(name, () =>
    {
        var said = languages.Select(language => (Language: language, Text: Trimmed(text.In(language)) ?? "—")).DistinctBy(one => one.Text);
        foreach (var one in said)
            Content(CodeOf(one.Language), one.Text);
    });

    /// <summary>The same, or nothing when it is blank.</summary>
    public void OptionalFact(string name, BilingualText text)
    {
        if (languages.Any(language => Trimmed(text.In(language)) is not null))
            Fact(name, text);
    }

    /// <summary>Code of ISO 639-1.</summary>
    public static string CodeOf(Language language) => language == Language.Zh ? "zh" : "en";

    public void Contents(BilingualText text)
    {
        Content("zh", text.Zh);
        Content("en", text.En);
    }

    /// <summary>An element of our own with attributes only.</summary>
    public void Own(string name, params (string Name, string Value)[] attributes)
    {
        writer.WriteStartElement("m", name, Namespaces.Own);
        foreach (var (attribute, value) in attributes)
            writer.WriteAttributeString(attribute, Clean(value, name));
        writer.WriteEndElement();
    }

    public void Dispose() => writer.Dispose();

    private void Content(string language, string text)
    {
        writer.WriteStartElement("dcc", "content", Namespaces.Dcc);
        writer.WriteAttributeString("lang", language);
        writer.WriteString(Clean(Trimmed(text) ?? "—", "content"));
        writer.WriteEndElement();
    }

    private static string? Trimmed(string? text) => text?.Trim() is { Length: > 0 } said ? said : null;

    private string Clean(string text, string element)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
                continue;
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                i++;
                continue;
            }

            Refuse(DccRefusals.Character(element));
            return "";
        }

        return text;
    }
}

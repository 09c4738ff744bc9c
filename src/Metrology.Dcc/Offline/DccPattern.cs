using System.Text;
using System.Xml;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Writing;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Offline;

/// <summary>
/// The digital certificate of a kind of paper as the writer writes it, with gaps in place of facts: what a verifier without this program compares a file with.
/// Whatever is no gap stands in every certificate of the kind, or, where it says so, may be left out whole.
/// </summary>
internal static class DccPattern
{
    /// <summary>Attributes that the pattern has more than a certificate: whether an element may be left out, and in which languages it states its text.</summary>
    private const string Optional = "may-be-missing", Fact = "fact";

    public static string Of(CertificateKind kind)
    {
        var whole = Written(PatternDocument.Whole(kind, PaperLanguages.Bilingual));
        Mark(whole, Written(PatternDocument.Whole(kind, PaperLanguages.Zh)));
        Loosen(whole, Written(PatternDocument.Least(kind)));
        var text = new StringBuilder(whole.OuterXml);
        foreach (var (number, gap) in PatternDocument.Numbers)
            text.Replace(number, gap);
        return text.ToString();
    }

    private static XmlElement Written(CertificateDocument document)
    {
        var file = new XmlDocument { PreserveWhitespace = false, XmlResolver = null };
        file.LoadXml(Encoding.UTF8.GetString(DccWriter.Write(document).Value));
        return file.DocumentElement!;
    }

    /// <summary>A text in the languages of the paper has one content where the paper has one; words of the product have two in every paper.</summary>
    private static void Mark(XmlElement whole, XmlElement inChinese)
    {
        var (all, fewer) = (Elements(whole, "content"), Elements(inChinese, "content"));
        if (fewer.Count == 1)
            whole.SetAttribute(Fact, all.Count == 1 ? "same" : "both");
        foreach (var (one, other) in Others(whole).Zip(Others(inChinese)))
            Mark(one, other);
    }

    private static void Loosen(XmlElement whole, XmlElement least)
    {
        foreach (var child in Others(whole))
        {
            var same = Others(least).Find(other => other.LocalName == child.LocalName && other.GetAttribute("id") == child.GetAttribute("id") && other.GetAttribute("refType") == child.GetAttribute("refType"));
            if (same is null)
                child.SetAttribute(Optional, "");
            else
                Loosen(child, same);
        }
    }

    private static List<XmlElement> Elements(XmlElement parent, string name) => [.. parent.Dcc(name)];

    private static List<XmlElement> Others(XmlElement parent) => [.. parent.ChildNodes.OfType<XmlElement>().Where(one => one.LocalName != "content")];
}

using System.Xml;

namespace Metrology.Dcc.Xml;

/// <summary>A place where one file says something else than the other.</summary>
/// <param name="Path">Names of elements below the document element.</param>
/// <param name="Expected">What should stand there; null for nothing.</param>
/// <param name="Found">What stands there; null for nothing.</param>
public sealed record XmlDifference(string Path, string? Expected, string? Found);

/// <summary>Two trees of XML, element by element; spaces between elements and signatures are passed over.</summary>
internal static class XmlDifferences
{
    private const int Most = 20;

    public static IReadOnlyList<XmlDifference> Between(XmlElement expected, XmlElement found)
    {
        var differences = new List<XmlDifference>();
        Compare(expected, found, "", differences);
        return differences;
    }

    private static void Compare(XmlElement expected, XmlElement found, string path, List<XmlDifference> differences)
    {
        if (differences.Count >= Most)
            return;
        var (should, does) = (Attributes(expected), Attributes(found));
        foreach (var name in should.Keys.Union(does.Keys).Where(name => should.GetValueOrDefault(name) != does.GetValueOrDefault(name)))
            differences.Add(new($"{path}/@{name}".TrimStart('/'), should.GetValueOrDefault(name), does.GetValueOrDefault(name)));
        var (own, other) = (Children(expected), Children(found));
        for (var i = 0; i < Math.Max(own.Count, other.Count); i++)
        {
            var (one, two) = (own.ElementAtOrDefault(i), other.ElementAtOrDefault(i));
            var name = (two ?? one)!.LocalName;
            var below = $"{path}/{name}{Place(two ?? one!)}".TrimStart('/');
            if (one is XmlElement first && two is XmlElement second && first.LocalName == second.LocalName && first.NamespaceURI == second.NamespaceURI)
                Compare(first, second, below, differences);
            else if (one is not XmlText || two is not XmlText || one.Value!.Trim() != two.Value!.Trim())
            {
                differences.Add(new(one is XmlText || two is XmlText ? path : below, Said(one), Said(two)));
                // What follows is shifted and would all be named.
                return;
            }
        }
    }

    private static Dictionary<string, string> Attributes(XmlElement element) =>
        element.Attributes.Cast<XmlAttribute>().Where(one => one.NamespaceURI != Namespaces.Xmlns).ToDictionary(one => one.Name, one => one.Value);

    /// <summary>Elements and texts; a comment or an instruction is a child too, because nobody of us writes one.</summary>
    private static List<XmlNode> Children(XmlElement element) =>
        [.. element.ChildNodes.Cast<XmlNode>().Where(node => node is not (XmlWhitespace or XmlSignificantWhitespace) && !(node is XmlText && node.Value!.Trim().Length == 0) && node.NamespaceURI != Namespaces.Signature)];

    /// <summary>Which of several of one name, "[2]".</summary>
    private static string Place(XmlNode node)
    {
        var same = node.ParentNode!.ChildNodes.Cast<XmlNode>().Where(one => one.LocalName == node.LocalName && one.NodeType == node.NodeType).ToList();
        return same.Count > 1 ? $"[{same.IndexOf(node) + 1}]" : "";
    }

    private static string? Said(XmlNode? node) => node switch
    {
        null => null,
        XmlElement element => element.InnerText.Trim() is { Length: > 0 } text ? Short(text) : element.Name,
        _ => Short(node.Value ?? node.Name),
    };

    private static string Short(string text) => text.Trim() is var said && said.Length <= 80 ? said : said[..80] + "…";
}

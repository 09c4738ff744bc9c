using System.Xml;

namespace Metrology.Dcc.Canonical;

/// <summary>Namespace declarations of an element.</summary>
internal static class ScopeOf
{
    /// <summary>Those written on the element itself.</summary>
    public static List<(string Prefix, string Uri)> Declared(XmlElement element)
    {
        var declared = new List<(string, string)>();
        foreach (XmlAttribute attribute in element.Attributes)
        {
            if (attribute.NamespaceURI == Xml.Namespaces.Xmlns)
                declared.Add((attribute.Prefix.Length == 0 ? "" : attribute.LocalName, attribute.Value));
        }

        return declared;
    }

    /// <summary>Those in scope, the nearest of each prefix.</summary>
    public static List<(string Prefix, string Uri)> All(XmlElement element)
    {
        var all = new List<(string Prefix, string Uri)>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (XmlNode? node = element; node is XmlElement ancestor; node = node.ParentNode)
            all.AddRange(Declared(ancestor).Where(one => known.Add(one.Prefix)));
        return all;
    }
}

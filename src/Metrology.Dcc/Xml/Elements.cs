using System.Xml;

namespace Metrology.Dcc.Xml;

/// <summary>Children of elements by namespace and name.</summary>
internal static class Elements
{
    public static bool Is(this XmlNode node, string space, string name) => node is XmlElement && node.LocalName == name && node.NamespaceURI == space;

    public static IEnumerable<XmlElement> All(this XmlElement parent, string space, string name)
    {
        for (var node = parent.FirstChild; node is not null; node = node.NextSibling)
        {
            if (node.Is(space, name))
                yield return (XmlElement)node;
        }
    }

    /// <summary>The first child of this name, or null.</summary>
    public static XmlElement? One(this XmlElement? parent, string space, string name) => parent?.All(space, name).FirstOrDefault();

    /// <summary>Children of a signature.</summary>
    public static IEnumerable<XmlElement> Each(this XmlElement? parent, string name) => parent?.All(Namespaces.Signature, name) ?? [];

    public static IEnumerable<XmlElement> Dcc(this XmlElement? parent, string name) => parent?.All(Namespaces.Dcc, name) ?? [];

    /// <summary>The element at the end of a path of first children, or null.</summary>
    public static XmlElement? At(this XmlElement? parent, params string[] path)
    {
        foreach (var name in path)
            parent = parent.One(Namespaces.Dcc, name);
        return parent;
    }

    public static XmlElement? Si(this XmlElement? parent, string name) => parent.One(Namespaces.Si, name);

    /// <summary>Text of an element, trimmed; null when it is absent or blank.</summary>
    public static string? Said(this XmlElement? element) => element?.InnerText.Trim() is { Length: > 0 } text ? text : null;

    public static string? Attribute(this XmlElement element, string name, string? otherwise = null) =>
        element.GetAttributeNode(name) is { } attribute ? attribute.Value : otherwise;
}

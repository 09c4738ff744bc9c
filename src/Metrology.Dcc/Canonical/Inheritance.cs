using System.Xml;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Canonical;

/// <summary>Attributes of the xml namespace that an element takes from ancestors which are not written; Canonical XML 1.1 2.4.</summary>
internal static class Inheritance
{
    /// <summary>Local names and values that stand in place of the element's own; an empty value is not written.</summary>
    public static IReadOnlyList<(string Name, string Value)> Of(XmlElement element, CanonicalForm form)
    {
        var inherited = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var node = element.ParentNode; node is XmlElement ancestor; node = node.ParentNode)
        {
            foreach (XmlAttribute attribute in ancestor.Attributes)
            {
                var isTaken = attribute.NamespaceURI == Namespaces.Xml && element.GetAttributeNode(attribute.LocalName, Namespaces.Xml) is null
                    && (form == CanonicalForm.Inclusive10 || attribute.LocalName is "lang" or "space");
                if (isTaken)
                    inherited.TryAdd(attribute.LocalName, attribute.Value);
            }
        }

        if (form == CanonicalForm.Inclusive11 && Base(element) is { } joined)
            inherited["base"] = joined;
        return [.. inherited.Select(pair => (pair.Key, pair.Value))];
    }

    /// <summary>xml:base of the element joined with those of its ancestors; null when no ancestor has one.</summary>
    private static string? Base(XmlElement element)
    {
        var joined = element.GetAttributeNode("base", Namespaces.Xml)?.Value;
        var found = false;
        for (var node = element.ParentNode; node is XmlElement ancestor; node = node.ParentNode)
        {
            if (ancestor.GetAttributeNode("base", Namespaces.Xml)?.Value is not { } outer)
                continue;
            found = true;
            joined = joined is null ? outer : UriReference.Join(outer, joined);
        }

        return found ? joined : null;
    }
}

using System.Text;
using System.Xml;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Canonical;

/// <summary>One pass over a document or an element; Canonical XML 1.1 2.3, Exclusive XML Canonicalization 1.0 clause 3.</summary>
/// <remarks>The depth of the document is bounded when it is loaded, so recursion is.</remarks>
internal sealed class CanonicalWriter(Canonicalization how, XmlElement? omitted)
{
    private readonly StringBuilder text = new();

    /// <summary>Namespaces that the output has in scope, innermost last.</summary>
    private readonly List<(string Prefix, string Uri)> rendered = [];

    public byte[] Bytes() => Encoding.UTF8.GetBytes(text.ToString());

    public void Document(XmlDocument document)
    {
        var isBefore = true;
        foreach (XmlNode node in document.ChildNodes)
        {
            if (node is XmlElement element)
            {
                isBefore = false;
                if (element != omitted)
                    Element(element, ScopeOf.Declared(element), []);
            }
            else if (node is XmlProcessingInstruction || (node is XmlComment && how.WithComments))
            {
                // 2.3: what stands outside the document element is on lines of its own.
                if (!isBefore)
                    text.Append('\n');
                Node(node);
                if (isBefore)
                    text.Append('\n');
            }
        }
    }

    /// <summary>An element without its ancestors: what it inherits of them is written out.</summary>
    public void Apex(XmlElement element) =>
        Element(element, ScopeOf.All(element), how.Form == CanonicalForm.Exclusive10 ? [] : Inheritance.Of(element, how.Form));

    private void Node(XmlNode node)
    {
        switch (node)
        {
            case XmlElement element when element != omitted:
                Element(element, ScopeOf.Declared(element), []);
                break;
            case XmlText or XmlCDataSection or XmlWhitespace or XmlSignificantWhitespace:
                Escapes.Text(text, node.Value!);
                break;
            case XmlProcessingInstruction instruction:
                text.Append("<?").Append(instruction.Target);
                if (instruction.Data.Length > 0)
                    Escapes.Instruction(text.Append(' '), instruction.Data);
                text.Append("?>");
                break;
            case XmlComment comment when how.WithComments:
                Escapes.Instruction(text.Append("<!--"), comment.Data);
                text.Append("-->");
                break;
        }
    }

    private void Element(XmlElement element, List<(string Prefix, string Uri)> declared, IReadOnlyList<(string Name, string Value)> inherited)
    {
        var outer = rendered.Count;
        text.Append('<').Append(element.Name);
        foreach (var (prefix, uri) in Namespaces(element, declared).OrderBy(one => one.Prefix, CodePoints.Order))
        {
            rendered.Add((prefix, uri));
            text.Append(prefix.Length == 0 ? " xmlns" : " xmlns:").Append(prefix);
            Value(uri);
        }

        Attributes(element, inherited);
        text.Append('>');
        for (var child = element.FirstChild; child is not null; child = child.NextSibling)
            Node(child);
        text.Append("</").Append(element.Name).Append('>');
        rendered.RemoveRange(outer, rendered.Count - outer);
    }

    private IEnumerable<(string Prefix, string Uri)> Namespaces(XmlElement element, List<(string Prefix, string Uri)> declared) =>
        (how.Form == CanonicalForm.Exclusive10 ? Used(element) : declared)
        .Where(one => one.Prefix != "xml" && one.Uri != (InScope(one.Prefix) ?? ""))
        .Where(one => one.Uri.Length > 0 || one.Prefix.Length == 0);

    /// <summary>Prefixes of the element and its attributes, and those that are treated as in the inclusive form.</summary>
    private List<(string Prefix, string Uri)> Used(XmlElement element)
    {
        var prefixes = new HashSet<string>(StringComparer.Ordinal) { element.Prefix };
        foreach (XmlAttribute attribute in element.Attributes)
        {
            if (attribute.Prefix.Length > 0 && attribute.NamespaceURI != Xml.Namespaces.Xmlns)
                prefixes.Add(attribute.Prefix);
        }

        prefixes.UnionWith(how.InclusivePrefixes);
        return [.. prefixes.Select(prefix => (prefix, element.GetNamespaceOfPrefix(prefix)))];
    }

    private string? InScope(string prefix)
    {
        for (var i = rendered.Count - 1; i >= 0; i--)
        {
            if (rendered[i].Prefix == prefix)
                return rendered[i].Uri;
        }

        return null;
    }

    private void Attributes(XmlElement element, IReadOnlyList<(string Name, string Value)> inherited)
    {
        var all = new List<(string Space, string Local, string Name, string Value)>();
        foreach (XmlAttribute attribute in element.Attributes)
        {
            if (attribute.NamespaceURI != Xml.Namespaces.Xmlns && !(attribute.NamespaceURI == Xml.Namespaces.Xml && inherited.Any(one => one.Name == attribute.LocalName)))
                all.Add((attribute.NamespaceURI, attribute.LocalName, attribute.Name, attribute.Value));
        }

        all.AddRange(inherited.Where(one => one.Value.Length > 0).Select(one => (Xml.Namespaces.Xml, one.Name, "xml:" + one.Name, one.Value)));
        foreach (var attribute in all.OrderBy(one => one.Space, CodePoints.Order).ThenBy(one => one.Local, CodePoints.Order))
        {
            text.Append(' ').Append(attribute.Name);
            Value(attribute.Value);
        }
    }

    private void Value(string value)
    {
        text.Append("=\"");
        Escapes.Attribute(text, value);
        text.Append('"');
    }
}

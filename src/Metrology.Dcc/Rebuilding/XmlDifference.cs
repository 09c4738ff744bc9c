using System.Globalization;
using System.Xml;
using Metrology.Core.Records;

namespace Metrology.Dcc.Rebuilding;

/// <summary>The first place in the order of the file where two XML documents say something else.</summary>
internal static class XmlDifference
{
    public static BundleDifference? First(XmlElement expected, XmlElement found)
    {
        if (expected.Name != found.Name || expected.NamespaceURI != found.NamespaceURI)
            return new(expected.Name, expected.Name, found.Name);
        var inside = Attributes(expected, found) ?? Children(Children(expected), Children(found));
        return inside is null ? null : inside with { Path = $"{expected.Name}{inside.Path}" };
    }

    /// <summary>Paths grow on the way out, so that only the one that differs is ever made.</summary>
    private static BundleDifference? Children(List<XmlNode> ours, List<XmlNode> theirs)
    {
        for (var i = 0; i < Math.Max(ours.Count, theirs.Count); i++)
        {
            if (i >= ours.Count || i >= theirs.Count)
                return i < ours.Count ? new(Step(ours, i), Shown(ours[i]), null) : new(Step(theirs, i), null, Shown(theirs[i]));
            var (one, other) = (ours[i], theirs[i]);
            if (one is XmlElement element && other is XmlElement its && element.Name == its.Name)
            {
                if (First(element, its) is { } inside)
                    return inside with { Path = Step(ours, i) + inside.Path[element.Name.Length..] };
            }
            else if (!(one is XmlText && other is XmlText && one.Value == other.Value))
            {
                return new(Step(ours, i), Shown(one), Shown(other));
            }
        }

        return null;
    }

    private static BundleDifference? Attributes(XmlElement expected, XmlElement found)
    {
        var (ours, theirs) = (Of(expected), Of(found));
        foreach (var name in ours.Keys.Concat(theirs.Keys))
        {
            if (ours.GetValueOrDefault(name) != theirs.GetValueOrDefault(name))
                return new($"/@{name}", ours.GetValueOrDefault(name), theirs.GetValueOrDefault(name));
        }

        return null;

        static Dictionary<string, string> Of(XmlElement element) => element.Attributes.OfType<XmlAttribute>().ToDictionary(one => one.Name, one => one.Value);
    }

    /// <summary>White space between elements says nothing; where it alone differs, the bytes are named.</summary>
    private static List<XmlNode> Children(XmlElement element) => [.. element.ChildNodes.OfType<XmlNode>().Where(node => node is not (XmlWhitespace or XmlSignificantWhitespace))];

    /// <summary>"/dcc:statement[3]" among its like, "/dcc:name" when it is the only one, nothing for a text.</summary>
    private static string Step(List<XmlNode> children, int index)
    {
        if (children[index] is not XmlElement child)
            return "";
        var same = children.Take(index).Count(one => one.Name == child.Name);
        return children.Count(one => one.Name == child.Name) == 1 ? $"/{child.Name}" : string.Create(CultureInfo.InvariantCulture, $"/{child.Name}[{same + 1}]");
    }

    private static string Shown(XmlNode node) => node switch
    {
        XmlElement element => element.Name,
        { Value.Length: > 80 } => node.Value[..80] + "…",
        _ => node.Value ?? node.Name,
    };
}

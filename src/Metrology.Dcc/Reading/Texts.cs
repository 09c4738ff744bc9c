using System.Xml;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Reading;

/// <summary>Texts with languages.</summary>
internal static class Texts
{
    /// <summary>The text of a child; empty when it is absent.</summary>
    public static ReadText Of(XmlElement? parent, string name) => Of(parent.At(name));

    public static ReadText Of(XmlElement? element)
    {
        var contents = element.Dcc("content").Select(one => (one.Attribute("lang"), one.InnerText.Trim())).Where(one => one.Item2.Length > 0).ToList();
        return contents.Count == 0 ? ReadText.None : new(contents);
    }

    /// <summary>The first language of a child's text.</summary>
    public static string? First(XmlElement parent, string name) => Of(parent, name) is { IsEmpty: false } text ? text.Contents[0].Text : null;

    public static string? Plain(XmlElement? parent, string name) => parent.At(name).Said();
}

using System.Text;

namespace Metrology.Dcc.Canonical;

/// <summary>Character references of Canonical XML 1.1 2.3.</summary>
internal static class Escapes
{
    public static void Text(StringBuilder to, string value)
    {
        foreach (var c in value)
        {
            _ = c switch
            {
                '&' => to.Append("&amp;"),
                '<' => to.Append("&lt;"),
                '>' => to.Append("&gt;"),
                '\r' => to.Append("&#xD;"),
                _ => to.Append(c),
            };
        }
    }

    public static void Attribute(StringBuilder to, string value)
    {
        foreach (var c in value)
        {
            _ = c switch
            {
                '&' => to.Append("&amp;"),
                '<' => to.Append("&lt;"),
                '"' => to.Append("&quot;"),
                '\t' => to.Append("&#x9;"),
                '\n' => to.Append("&#xA;"),
                '\r' => to.Append("&#xD;"),
                _ => to.Append(c),
            };
        }
    }

    /// <summary>Data of a processing instruction or a comment.</summary>
    public static void Instruction(StringBuilder to, string data) => to.Append(data.Replace("\r", "&#xD;", StringComparison.Ordinal));
}

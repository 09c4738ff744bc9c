using System.Text;

namespace Metrology.Dcc.Tests.Canonical;

/// <summary>Well-formed documents with everything that canonical forms care about, from a seed.</summary>
internal sealed class RandomXml(int seed)
{
    private static readonly string[] Prefixes = ["", "a", "b", "c"];
    private static readonly string[] Spaces = ["urn:a", "urn:b", "http://example.org/x"];
    private static readonly string[] Texts = ["x", " ", "\n", "&amp;", "&lt;&gt;", "&#13;", "&#x9;", "计量", "𠮷", "<![CDATA[<&]]>", "<![CDATA[]]>", "\r\n", "&quot;", "a]]&gt;"];
    private static readonly string[] Values = ["", "v", " a  b ", "&#9;&#10;&#13;", "&lt;&amp;&quot;", "'", "&gt;", "计量", "\t", "x\r\ny"];

    private readonly Random random = new(seed);
    private readonly StringBuilder text = new();

    public string Document()
    {
        text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        Misc();
        Element(0, new() { [""] = "" });
        Misc();
        return text.ToString();
    }

    private void Misc()
    {
        for (var i = random.Next(3); i > 0; i--)
            text.Append(Pick(["\n", "<!-- c -->", "<?p data ?>", "<?q?>", "  "]));
    }

    private void Element(int depth, Dictionary<string, string> outer)
    {
        var scope = new Dictionary<string, string>(outer);
        var declarations = new List<string>();
        foreach (var prefix in Prefixes.Where(_ => random.Next(4) == 0))
        {
            scope[prefix] = prefix.Length == 0 && random.Next(3) == 0 ? "" : Pick(Spaces);
            declarations.Add(prefix.Length == 0 ? $"xmlns=\"{scope[prefix]}\"" : $"xmlns:{prefix}=\"{scope[prefix]}\"");
        }

        var name = Name(scope);
        text.Append('<').Append(name);
        foreach (var attribute in declarations.Concat(Attributes(scope)).OrderBy(_ => random.Next()))
            text.Append(Pick([" ", "\n  "])).Append(attribute);
        if (depth > 5 || random.Next(5) == 0)
        {
            text.Append("/>");
            return;
        }

        text.Append('>');
        for (var i = random.Next(5); i > 0; i--)
        {
            if (random.Next(2) == 0)
                Element(depth + 1, scope);
            else
                text.Append(Pick([.. Texts, "<!-- in -->", "<?pi  some data?>"]));
        }

        text.Append("</").Append(name).Append('>');
    }

    private IEnumerable<string> Attributes(Dictionary<string, string> scope)
    {
        var used = new HashSet<string>();
        for (var i = random.Next(5); i > 0; i--)
        {
            var name = random.Next(5) == 0 ? Pick(["xml:lang", "xml:space", "xml:base", "xml:id"]) : Name(scope);
            var colon = name.IndexOf(':', StringComparison.Ordinal);
            var expanded = colon < 0 ? name : name.StartsWith("xml:", StringComparison.Ordinal) ? name : $"{scope[name[..colon]]}|{name[(colon + 1)..]}";
            if (used.Add(expanded))
                yield return $"{name}=\"{ValueOf(name)}\"";
        }
    }

    private string ValueOf(string name) => name switch
    {
        "xml:lang" => "zh",
        "xml:space" => "preserve",
        "xml:id" => $"i{random.Next()}",
        "xml:base" => Pick(["http://example.org/a/", "b/c", "../d"]),
        _ => Pick(Values),
    };

    private string Name(Dictionary<string, string> scope)
    {
        var prefix = Pick([.. scope.Keys.Where(one => one.Length > 0), ""]);
        var local = Pick(["e", "f", "G", "计", "名"]);
        return prefix.Length == 0 ? local : $"{prefix}:{local}";
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}

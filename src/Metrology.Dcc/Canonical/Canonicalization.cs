namespace Metrology.Dcc.Canonical;

public enum CanonicalForm
{
    /// <summary>Canonical XML 1.0.</summary>
    Inclusive10,

    /// <summary>Canonical XML 1.1: xml:id is not inherited, xml:base is joined.</summary>
    Inclusive11,

    /// <summary>Exclusive XML Canonicalization 1.0: only namespaces that are used.</summary>
    Exclusive10,
}

/// <summary>A way to write XML so that the same content has the same bytes.</summary>
public sealed record Canonicalization(CanonicalForm Form, bool WithComments = false)
{
    private static readonly Dictionary<CanonicalForm, string> Algorithms = new()
    {
        [CanonicalForm.Inclusive10] = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        [CanonicalForm.Inclusive11] = "http://www.w3.org/2006/12/xml-c14n11",
        [CanonicalForm.Exclusive10] = "http://www.w3.org/2001/10/xml-exc-c14n#",
    };

    /// <summary>InclusiveNamespaces PrefixList of the exclusive form; "" is the default namespace.</summary>
    public IReadOnlyList<string> InclusivePrefixes { get; init; } = [];

    /// <summary>Identifier in a signature.</summary>
    public string Algorithm => WithComments ? Commented(Algorithms[Form]) : Algorithms[Form];

    /// <summary>The way of this identifier, or null.</summary>
    public static Canonicalization? Of(string algorithm) => Algorithms
        .SelectMany(pair => new[] { new Canonicalization(pair.Key), new Canonicalization(pair.Key, true) })
        .FirstOrDefault(one => one.Algorithm == algorithm);

    private static string Commented(string algorithm) => algorithm.EndsWith('#') ? algorithm + "WithComments" : algorithm + "#WithComments";
}

using System.Security.Cryptography;
using System.Xml;
using Metrology.Core.Words;
using Metrology.Dcc.Canonical;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Signing;

/// <summary>One reference of a signature: what it points to, through transforms that we know, has the digest that was signed.</summary>
internal sealed class ReferenceCheck(XmlDocument document, XmlElement signature, XmlElement reference)
{
    private const string WithoutComments = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

    private static readonly string[] Ids = ["Id", "ID", "id"];

    /// <returns>Whether it covers the whole file except the signature itself, or what is wrong.</returns>
    public Outcome<bool> Run()
    {
        var uri = reference.Attribute("URI");
        if (uri is null || Target(uri) is not { } target)
            return SignatureRefusals.Reference(uri ?? "");
        var read = Transforms();
        if (read.Refusal is { } unknown)
            return unknown;
        var method = SignatureCheck.Method(reference, "DigestMethod");
        if (SignatureAlgorithm.Digest(method) is not { } hash)
            return SignatureAlgorithm.IsBroken(method) ? SignatureRefusals.Broken(method) : SignatureRefusals.Algorithm(method);
        if (SignatureCheck.Bytes(reference.One(Namespaces.Signature, "DigestValue")) is not { } wanted)
            return SignatureRefusals.Malformed;
        var (isEnveloped, how) = read.Value;
        // XML Signature 1.1 4.4.3.3: a reference within the document leaves comments out, whatever form follows.
        var canonical = CanonicalXml.Of(target, how with { WithComments = false }, isEnveloped ? signature : null);
        if (!CryptographicOperations.HashData(hash, canonical).AsSpan().SequenceEqual(wanted))
            return SignatureRefusals.Digest(uri);
        return isEnveloped && (target == document || target == document.DocumentElement);
    }

    /// <summary>The document, or the only element of this id; two of one id are how a signed part is swapped for another.</summary>
    private XmlNode? Target(string uri)
    {
        if (uri.Length == 0)
            return document;
        if (uri[0] != '#' || uri.Length < 2)
            return null;
        XmlElement? found = null;
        foreach (XmlNode node in document.SelectNodes("//*")!)
        {
            if (node is not XmlElement element || !HasId(element, uri[1..]))
                continue;
            if (found is not null)
                return null;
            found = element;
        }

        return found;
    }

    private static bool HasId(XmlElement element, string id) =>
        Array.Exists(Ids, name => element.Attribute(name) == id) || element.GetAttributeNode("id", Namespaces.Xml)?.Value == id;

    private Outcome<(bool IsEnveloped, Canonicalization How)> Transforms()
    {
        var isEnveloped = false;
        Canonicalization? how = null;
        foreach (var transform in reference.One(Namespaces.Signature, "Transforms").Each("Transform"))
        {
            var algorithm = transform.GetAttribute("Algorithm");
            // After a canonical form there are bytes, of which no other transform of ours takes any.
            if (how is not null)
                return SignatureRefusals.Transform(algorithm);
            if (algorithm == SignatureXml.Enveloped)
                isEnveloped = true;
            else if (Canonical(transform) is { } known)
                how = known;
            else
                return SignatureRefusals.Transform(algorithm);
        }

        return (isEnveloped, how ?? Canonicalization.Of(WithoutComments)!);
    }

    /// <summary>The canonical form that an element with an algorithm names, with the prefixes that it lists; null for another algorithm.</summary>
    internal static Canonicalization? Canonical(XmlElement? element)
    {
        if (element is null || Canonicalization.Of(element.GetAttribute("Algorithm")) is not { } how)
            return null;
        var list = element.One("http://www.w3.org/2001/10/xml-exc-c14n#", "InclusiveNamespaces")?.GetAttribute("PrefixList");
        return list is null ? how : how with
        {
            InclusivePrefixes = [.. list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(prefix => prefix == "#default" ? "" : prefix)],
        };
    }
}

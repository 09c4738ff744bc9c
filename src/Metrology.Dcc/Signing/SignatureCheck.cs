using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Metrology.Core.Words;
using Metrology.Dcc.Canonical;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Signing;

/// <summary>Core validation of one signature, XML Signature 1.1 clause 3.2, and that its XAdES properties name the certificate it carries.</summary>
internal sealed class SignatureCheck(XmlDocument document, XmlElement signature)
{
    private const int MostReferences = 20;

    public Outcome<SignatureReport> Run()
    {
        if (signature.One(Namespaces.Signature, "SignedInfo") is not { } info || Bytes(signature.One(Namespaces.Signature, "SignatureValue")) is not { } value)
            return SignatureRefusals.Malformed;
        var references = info.All(Namespaces.Signature, "Reference").ToList();
        if (references.Count is 0 or > MostReferences)
            return SignatureRefusals.Malformed;
        var whole = false;
        foreach (var one in references)
        {
            var checkedReference = new ReferenceCheck(document, signature, one).Run();
            if (checkedReference.Refusal is { } wrong)
                return wrong;
            whole |= checkedReference.Value;
        }

        var properties = Properties();
        if (properties is not null && !references.Any(one => IsOf(one, properties)))
            return SignatureRefusals.PropertiesNotSigned;
        var chain = Chain(properties);
        if (chain.Refusal is { } noChain)
            return noChain;
        if (Value(info, value, chain.Value[0]) is { } invalid)
            return invalid;
        if (!whole)
            return SignatureRefusals.NotWhole;
        var time = Time(properties);
        return time is { } at && !DccSignature.IsValidOn(chain.Value[0], at) ? SignatureRefusals.NotValidThen : new SignatureReport(chain.Value, time);
    }

    private static Refusal? Value(XmlElement info, byte[] value, X509Certificate2 signer)
    {
        var form = Method(info, "CanonicalizationMethod");
        if (ReferenceCheck.Canonical(info.One(Namespaces.Signature, "CanonicalizationMethod")) is not { } how)
            return SignatureRefusals.Algorithm(form);
        var method = Method(info, "SignatureMethod");
        if (SignatureAlgorithm.Of(method) is not { } algorithm)
            return SignatureAlgorithm.IsBroken(method) ? SignatureRefusals.Broken(method) : SignatureRefusals.Algorithm(method);
        var hash = CryptographicOperations.HashData(algorithm.Hash, CanonicalXml.Of(info, how));
        return algorithm.Verifies(signer, hash, value) switch
        {
            true => null,
            false => SignatureRefusals.Invalid,
            null => SignatureRefusals.Key(method),
        };
    }

    /// <summary>The certificates, the one that the properties name first.</summary>
    private Outcome<IReadOnlyList<X509Certificate2>> Chain(XmlElement? properties)
    {
        var chain = new List<X509Certificate2>();
        foreach (var element in signature.One(Namespaces.Signature, "KeyInfo").Each("X509Data").SelectMany(data => data.All(Namespaces.Signature, "X509Certificate")))
        {
            if (Certificate(element) is not { } certificate)
                return SignatureRefusals.Malformed;
            chain.Add(certificate);
        }

        if (chain.Count == 0)
            return SignatureRefusals.NoCertificate;
        if (properties is null)
            return chain;
        var named = properties.One(Namespaces.Xades, "SignedSignatureProperties") is { } signed
            ? signed.One(Namespaces.Xades, "SigningCertificateV2") ?? signed.One(Namespaces.Xades, "SigningCertificate")
            : null;
        if (named.One(Namespaces.Xades, "Cert").One(Namespaces.Xades, "CertDigest") is not { } digest || Bytes(digest.One(Namespaces.Signature, "DigestValue")) is not { } wanted)
            return SignatureRefusals.Malformed;
        var uri = Method(digest, "DigestMethod");
        if (SignatureAlgorithm.Digest(uri) is not { } hash)
            return SignatureAlgorithm.IsBroken(uri) ? SignatureRefusals.Broken(uri) : SignatureRefusals.Algorithm(uri);
        var signer = chain.Find(certificate => CryptographicOperations.HashData(hash, certificate.RawData).AsSpan().SequenceEqual(wanted));
        if (signer is null)
            return SignatureRefusals.OtherCertificate;
        chain.Remove(signer);
        return (List<X509Certificate2>)[signer, .. chain];
    }

    private XmlElement? Properties() => signature.Each("Object").Select(one => one.One(Namespaces.Xades, "QualifyingProperties").One(Namespaces.Xades, "SignedProperties"))
        .FirstOrDefault(one => one is not null);

    private static bool IsOf(XmlElement reference, XmlElement properties) =>
        reference.Attribute("URI") is { Length: > 1 } uri && uri[0] == '#' && properties.Attribute("Id") == uri[1..];

    private static DateTimeOffset? Time(XmlElement? properties) =>
        properties.One(Namespaces.Xades, "SignedSignatureProperties").One(Namespaces.Xades, "SigningTime").Said() is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static X509Certificate2? Certificate(XmlElement element)
    {
        try
        {
            return Bytes(element) is { } raw ? X509CertificateLoader.LoadCertificate(raw) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    internal static string Method(XmlElement? parent, string name) => parent.One(Namespaces.Signature, name)?.GetAttribute("Algorithm") ?? "";

    internal static byte[]? Bytes(XmlElement? element)
    {
        if (element is null)
            return null;
        var text = element.InnerText;
        var bytes = new byte[(text.Length * 3 / 4) + 3];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : null;
    }
}

using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Metrology.Station.Ingest;

/// <summary>
/// Lists of revoked certificates that whoever runs the server puts beside the authorities (RFC 5280, 5.1). They are believed as the file of the authorities is: their signature is not looked at. A certificate is taken
/// where a list of its issuer is there, is not over, and does not have its number; whatever cannot be read allows nobody.
/// </summary>
public static class RevocationLists
{
    private const string Label = "X509 CRL";

    /// <param name="Until">When the next list is due; null where the list does not say.</param>
    private sealed record List(byte[] Issuer, DateTimeOffset? Until, IReadOnlySet<BigInteger> Numbers);

    public static bool Allow(string file, X509Certificate2 certificate, DateTimeOffset now)
    {
        try
        {
            var lists = Read(File.ReadAllText(file)).Where(list => list.Issuer.AsSpan().SequenceEqual(certificate.IssuerName.RawData)).ToList();
            var number = new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: false, isBigEndian: true);
            return lists.Exists(list => list.Until is not { } until || until > now) && !lists.Exists(list => list.Numbers.Contains(number));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or AsnContentException or FormatException)
        {
            return false;
        }
    }

    /// <summary>Whether the file has lists that can be read.</summary>
    public static bool IsReadable(string file)
    {
        try
        {
            return Read(File.ReadAllText(file)).Any();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or AsnContentException or FormatException)
        {
            return false;
        }
    }

    private static IEnumerable<List> Read(string pem)
    {
        var rest = pem.AsMemory();
        while (PemEncoding.TryFind(rest.Span, out var found))
        {
            if (rest.Span[found.Label] is Label)
                yield return Parse(Convert.FromBase64String(rest[found.Base64Data].ToString()));
            rest = rest[found.Location.End..];
        }
    }

    private static List Parse(byte[] der)
    {
        var list = new AsnReader(der, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        if (list.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            list.ReadInteger();
        list.ReadSequence();
        var issuer = list.ReadEncodedValue().ToArray();
        TimeOf(list);
        var until = list.HasData && IsTime(list.PeekTag()) ? TimeOf(list) : (DateTimeOffset?)null;
        var numbers = new HashSet<BigInteger>();
        if (list.HasData && list.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            for (var entries = list.ReadSequence(); entries.HasData;)
                numbers.Add(entries.ReadSequence().ReadInteger());
        }

        return new(issuer, until, numbers);
    }

    private static bool IsTime(Asn1Tag tag) => tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);

    private static DateTimeOffset TimeOf(AsnReader reader) => reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
}

using Metrology.Core.Files;

namespace Metrology.Core.Records;

/// <summary>An issued certificate as parts of its record's bundle: what was said on it that follows from no observation, and its digital certificate as it was issued.</summary>
/// <param name="Number">Of the certificate.</param>
/// <param name="Particulars">particulars.json, see <see cref="CertificateFacts"/>.</param>
/// <param name="Dcc">dcc.xml with its signature, byte for byte; null when the certificate has none.</param>
public sealed record BundledCertificate(string Number, byte[] Particulars, byte[]? Dcc)
{
    /// <summary>A record has one certificate, and one more for each correction.</summary>
    public const int Most = BundledProof.Most;

    private const string Folder = "certificates/", ParticularsFile = "/particulars.json", DccFile = "/dcc.xml";

    public string ParticularsName => Folder + Number + ParticularsFile;

    public string DccName => Folder + Number + DccFile;

    /// <summary>Names and bytes of its parts.</summary>
    public IEnumerable<(string Name, byte[] Bytes)> Parts() => Dcc is null ? [(ParticularsName, Particulars)] : [(ParticularsName, Particulars), (DccName, Dcc)];

    public static bool IsName(string name) => NumberOf(name, ParticularsFile) is not null || NumberOf(name, DccFile) is not null;

    public FileLoad<CertificateFacts> Load() => CertificateFacts.Load(Particulars);

    /// <summary>The certificates of the parts, in their order; null when there is a digital certificate without its particulars.</summary>
    internal static IReadOnlyList<BundledCertificate>? Of(IReadOnlyList<(string Name, byte[] Bytes)> parts)
    {
        var xml = parts.Where(part => NumberOf(part.Name, DccFile) is not null).ToDictionary(part => NumberOf(part.Name, DccFile)!, part => part.Bytes);
        List<BundledCertificate> certificates =
        [
            .. parts.Where(part => NumberOf(part.Name, ParticularsFile) is not null).Select(part => (Number: NumberOf(part.Name, ParticularsFile)!, part.Bytes))
                .Select(part => new BundledCertificate(part.Number, part.Bytes, xml.GetValueOrDefault(part.Number))),
        ];
        return xml.Keys.All(number => certificates.Exists(one => one.Number == number)) ? certificates : null;
    }

    private static string? NumberOf(string name, string file)
    {
        if (!name.StartsWith(Folder, StringComparison.Ordinal) || !name.EndsWith(file, StringComparison.Ordinal) || name.Length <= Folder.Length + file.Length)
            return null;
        var number = name[Folder.Length..^file.Length];
        return number.Contains('/', StringComparison.Ordinal) ? null : number;
    }
}

/// <summary>A certificate of a bundle whose particulars could be read.</summary>
public sealed record IssuedFacts(BundledCertificate Parts, CertificateFacts Facts);

using Metrology.Core.Planning;
using Metrology.Core.Traceability;
using Metrology.Core.Words;

namespace Metrology.App.Standards;

/// <summary>What is odd about a certificate as it was entered, for a person to check against the paper. It is taken all the same.</summary>
public static class CertificateDoubts
{
    private static readonly BilingualText Form = new("编号不是已知的格式，请与证书核对。", "The number has none of the known forms; check it against the paper.");

    private static readonly BilingualText OddYear = new("编号中的年份不像证书的年份，请与证书核对。", "The year in the number is none that a certificate has; check it against the paper.");

    /// <summary>No number of a certificate is known from before.</summary>
    private const int FirstYear = 1950;

    private static readonly BilingualText ShortYear = new("编号中的年份只有两位，请与证书核对。", "The year in the number has two digits only; check it against the paper.");

    public static IReadOnlyList<BilingualText> Of(StandardCertificate certificate, DateOnly today)
    {
        if (certificate.Correction is not null)
            return [];
        var number = StandardCertificateNumber.Parse(certificate.Number);
        return [.. number.IsRefused || number.Value.Area.EndsWith('计') ? [Form] : number.Value.Year.Raw.Length == 2 ? [ShortYear] : number.Value.Year.Value < FirstYear || number.Value.Year.Value > today.Year + 1 ? [OddYear] : Array.Empty<BilingualText>(), .. CertificateTerms.Doubts(certificate.Kind, new(certificate.IssuedOn, certificate.ValidUntil), today)];
    }
}

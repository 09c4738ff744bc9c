using Metrology.Core.Planning;
using Metrology.Core.Traceability;
using Metrology.Core.Words;

namespace Metrology.App.Standards;

/// <summary>What is odd about a certificate as it was entered, for a person to check against the paper. It is taken all the same.</summary>
public static class CertificateDoubts
{
    private static readonly BilingualText Form = new("编号不是已知的格式，请与证书核对。", "The number has none of the known forms; check it against the paper.");

    private static readonly BilingualText ShortYear = new("编号中的年份只有两位，请与证书核对。", "The year in the number has two digits only; check it against the paper.");

    public static IReadOnlyList<BilingualText> Of(StandardCertificate certificate, DateOnly today)
    {
        if (certificate.Correction is not null)
            return [];
        var number = StandardCertificateNumber.Parse(certificate.Number);
        return [.. number.IsRefused ? [Form] : number.Value.Year.Raw.Length == 2 ? [ShortYear] : Array.Empty<BilingualText>(), .. CertificateTerms.Doubts(certificate.Kind, new(certificate.IssuedOn, certificate.ValidUntil), today)];
    }
}

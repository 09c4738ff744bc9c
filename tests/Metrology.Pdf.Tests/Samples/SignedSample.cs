using Metrology.Pdf.Reading;
using Metrology.Pdf.Signing;

namespace Metrology.Pdf.Tests.Samples;

/// <summary>Signed documents, and the parts of one a test looks at.</summary>
public static class SignedSample
{
    public static byte[] Unsigned { get; } = SampleCertificate.Describe().ToBytes();

    public static PdfSignature Statement { get; } = new(Signers.Time) { Name = "赵　敏", Reason = "批准 / approved", Location = "示例市" };

    public static byte[] Sign(byte[] pdf, SignatureScheme scheme = SignatureScheme.EcdsaP256) => PdfSigning.Sign(pdf, Statement, Signers.Of(scheme));

    /// <summary>Where the gap of the last signature starts and ends: the angle brackets belong to it.</summary>
    public static (int Start, int End) Gap(byte[] pdf)
    {
        var start = pdf.AsSpan().LastIndexOf("/Contents<"u8) + "/Contents".Length;
        return (start, start + pdf.AsSpan(start).IndexOf((byte)'>') + 1);
    }

    public static byte[] Cms(byte[] pdf)
    {
        var (start, end) = Gap(pdf);
        var padded = Convert.FromHexString(System.Text.Encoding.ASCII.GetString(pdf, start + 1, end - start - 2));
        System.Formats.Asn1.AsnDecoder.ReadEncodedValue(padded, System.Formats.Asn1.AsnEncodingRules.DER, out _, out _, out var length);
        return padded[..length];
    }

    public static byte[] Content(byte[] pdf)
    {
        var (start, end) = Gap(pdf);
        return [.. pdf[..start], .. pdf[end..]];
    }

    /// <summary>The one signature, or a failed test.</summary>
    public static ReadSignature Read(byte[] pdf) => Assert.Single(PdfReader.Open(pdf).Signatures);
}

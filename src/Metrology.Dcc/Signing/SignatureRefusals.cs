using Metrology.Core.Words;

namespace Metrology.Dcc.Signing;

/// <summary>Why a certificate is not signed, and everything that may be wrong with a signature.</summary>
internal static class SignatureRefusals
{
    private const string AskZh = "请向出具机构核实。", AskEn = "Ask the issuer.";

    public static readonly Refusal AlreadySigned = Refusal.Of(
        "signature.already-signed", "文件已有签名，再签会使原签名失效。请对未签名的文件签名。",
        "The file is signed already, and another signature would break the first. Sign the unsigned file.");

    public static readonly Refusal NotADcc = Refusal.Of(
        "signature.not-a-dcc", "文件不是数字校准证书，或根元素之后还有内容，不予签名。请选择数字校准证书文件。",
        "The file is no digital calibration certificate, or something follows its document element, so it is not signed. Choose one that is.");

    public static readonly Refusal KeyKind = Refusal.Of(
        "signature.key-kind", "签名证书的密钥既不是 RSA 也不是 ECDSA。请更换签名证书。", "The key of the signing certificate is neither RSA nor ECDSA. Use another certificate.");

    public static readonly Refusal WrongKey = Refusal.Of(
        "signature.wrong-key", "签名与签名证书的公钥不符：密钥不属于该证书。请核对密钥和证书。",
        "The signature does not fit the certificate: the key is not its own. Check which key and certificate belong together.");

    public static readonly Refusal NotValidThen = Refusal.Of(
        "signature.certificate-not-valid", "签名时签名证书不在有效期内。请更换有效的签名证书，或核对时钟。",
        "The signing certificate was not valid at the time of signing. Use one that is, or check the clock.");

    public static readonly Refusal Missing = Refusal.Of("signature.missing", "文件没有签名。" + AskZh, "The file has no signature. " + AskEn);

    public static readonly Refusal Malformed = Refusal.Of(
        "signature.malformed", "签名的结构不完整或不符合规定。" + AskZh, "The signature is incomplete or not built as it must be. " + AskEn);

    public static readonly Refusal NoCertificate = Refusal.Of(
        "signature.no-certificate", "签名不带签名人的证书，无法核对。" + AskZh, "The signature carries no certificate of the signer, so it cannot be checked. " + AskEn);

    public static readonly Refusal OtherCertificate = Refusal.Of(
        "signature.other-certificate", "所附证书不是签名时声明的证书。" + AskZh, "The certificate that is attached is not the one that was signed for. " + AskEn);

    public static readonly Refusal Invalid = Refusal.Of(
        "signature.invalid", "签名值与证书的公钥不符：签名信息被改动，或签名不是此人所作。" + AskZh,
        "The signature value does not fit the key of the certificate: what is signed was changed, or somebody else signed. " + AskEn);

    public static readonly Refusal NotWhole = Refusal.Of(
        "signature.not-whole", "签名没有覆盖整个文件。" + AskZh, "The signature does not cover the whole file. " + AskEn);

    public static readonly Refusal PropertiesNotSigned = Refusal.Of(
        "signature.properties-not-signed", "签名时间和签名证书的声明未被签名覆盖。" + AskZh,
        "The statement of signing time and signing certificate is not covered by the signature. " + AskEn);

    public static Refusal Digest(string uri) => Refusal.Of(
        "signature.digest", $"签名所引用的内容（{Name(uri, "整个文件")}）在签名之后被改动。{AskZh}",
        $"What the signature refers to ({Name(uri, "the whole file")}) was changed after it was signed. {AskEn}") with
    { Field = uri };

    public static Refusal Algorithm(string uri) => Refusal.Of(
        "signature.unknown-algorithm", $"不支持签名所用的算法「{Short(uri)}」。{AskZh}", $"The algorithm “{Short(uri)}” of the signature is not supported. {AskEn}") with
    { Field = Short(uri) };

    /// <summary>The key is none that is judged, or none for the algorithm.</summary>
    public static Refusal Key(string uri) => Refusal.Of(
        "signature.unknown-algorithm", $"签名人的密钥不受支持：应为 2048 位以上的 RSA，或 P-256、P-384、P-521 上的 ECDSA，并与算法「{Short(uri)}」相符。{AskZh}",
        $"The key of the signer is not supported: RSA of 2048 bits or more, or ECDSA on P-256, P-384 or P-521, that fits the algorithm “{Short(uri)}”. {AskEn}") with
    { Field = Short(uri) };

    public static Refusal Broken(string uri) => Refusal.Of(
        "signature.broken-algorithm", $"签名使用了已被攻破的算法「{Short(uri)}」，不能作为证明。{AskZh}",
        $"The signature uses the algorithm “{Short(uri)}”, which is broken and proves nothing. {AskEn}") with
    { Field = Short(uri) };

    public static Refusal Transform(string uri) => Refusal.Of(
        "signature.unknown-transform", $"不支持签名所用的变换「{Short(uri)}」。{AskZh}", $"The transform “{Short(uri)}” of the signature is not supported. {AskEn}") with
    { Field = Short(uri) };

    public static Refusal Reference(string uri) => Refusal.Of(
        "signature.unresolved", $"签名引用的「{Short(uri)}」在文件中找不到，或不止一处。{AskZh}",
        $"What the signature refers to, “{Short(uri)}”, is not in the file, or more than once. {AskEn}") with
    { Field = Short(uri) };

    private static string Name(string uri, string whole) => uri.Length == 0 ? whole : Short(uri);

    /// <summary>Texts of a stranger are shown cut.</summary>
    private static string Short(string text) => text.Length <= 100 ? text : text[..100] + "…";
}

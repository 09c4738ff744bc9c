using Metrology.Core.Words;
using Metrology.Pdf.Signing;

namespace Metrology.Documents.Signing;

/// <summary>Why files were not signed, and what to do about it. Nothing is issued then.</summary>
internal static class SigningRefusals
{
    public static Refusal Of(SigningRefusal why) => why switch
    {
        SigningRefusal.NoCertificate or SigningRefusal.KeyFileUnreadable => Refusal.Of(
            "signing.key-file", "签名密钥文件（PFX）打不开：文件或口令不对，或其中不是恰好一个密钥。请管理员核对文件和口令。",
            "The key file (PFX) cannot be opened: file or password is wrong, or it has not exactly one key. An administrator checks both."),
        SigningRefusal.CertificateNotYetValid => Refusal.Of(
            "signing.not-yet-valid", "签名证书尚未生效，不能签发。请核对服务器时钟或签名证书。",
            "The signing certificate is not valid yet, so nothing is issued. Check the server's clock or the certificate."),
        SigningRefusal.CertificateExpired => Refusal.Of(
            "signing.expired", "签名证书已过期，不能签发。请管理员更换签名密钥。", "The signing certificate has expired, so nothing is issued. An administrator installs a new key."),
        SigningRefusal.CertificateNotForSigning => Refusal.Of(
            "signing.not-for-signing", "该证书没有“数字签名”或“不可否认”的密钥用途，不能签发。请换用签名证书。",
            "The certificate has no key usage for signing (digitalSignature or nonRepudiation), so nothing is issued. Use a signing certificate."),
        SigningRefusal.KeyNotSupported => Refusal.Of(
            "signing.key-kind", "签名密钥须为 RSA 2048 位以上或 ECDSA P-256。请管理员更换签名密钥。",
            "A signing key is RSA of 2048 bits or more, or ECDSA P-256. An administrator installs another key."),
        SigningRefusal.KeyNotOfCertificate => Refusal.Of(
            "signing.wrong-key", "签名密钥与证书不配对，不能签发。请管理员核对 PFX 文件。", "The key does not belong to the certificate, so nothing is issued. An administrator checks the PFX file."),
        SigningRefusal.TimeStampWrong => Refusal.Of(
            "timestamp.wrong", "时间戳不是对这个签名的，或签发它的证书不能用于时间戳，没有签发。请联系管理员。", "The time stamp is not one of this signature, or its certificate is not for time stamps, so nothing was issued. Tell an administrator."),
        SigningRefusal.PlaceTooSmall or SigningRefusal.DocumentUnsuitable => Refusal.Of(
            "signing.failed", $"没有签名（{why}），没有签发。请联系管理员。", $"The file was not signed ({why}), so nothing was issued. Tell an administrator."),
    };
}

using Metrology.Core.Words;
using Metrology.Documents.Signing.Tokens;
using Metrology.Pdf.Signing;

namespace Metrology.Documents.Signing;

/// <summary>Why files were not signed, and what to do about it. Nothing is issued then.</summary>
internal static class SigningRefusals
{
    /// <summary>Null for what is no refusal of a signature.</summary>
    public static Refusal? Of(Exception refused) => refused switch
    {
        PdfSigningException signing => Of(signing.Refusal),
        TokenException token => Of(token),
        _ => null,
    };

    public static Refusal Of(TokenException refused) => refused.Fault switch
    {
        TokenFault.Module => Refusal.Of(
            "signing.token-module", $"PKCS#11 模块不能使用（{refused.What}）。请管理员核对模块路径；本程序只支持 Linux 和 macOS 的模块。",
            $"The PKCS#11 module cannot be used ({refused.What}). An administrator checks its path; modules of Linux and macOS are supported."),
        TokenFault.Token => Refusal.Of(
            "signing.token-missing", $"没有找到签名令牌（{refused.What}），不能签发。请插入令牌，并核对令牌标签。",
            $"The signing token is not there ({refused.What}), so nothing is issued. Insert it, and check its label."),
        TokenFault.Pin => Refusal.Of(
            "signing.token-pin", $"签名令牌的 PIN 不对或已锁定（{refused.What}）。请管理员核对 PIN，不要反复重试。",
            $"The PIN of the signing token is wrong or locked ({refused.What}). An administrator checks it; do not try again and again."),
        TokenFault.Key => Refusal.Of(
            "signing.token-key", $"签名令牌中没有恰好一个这样的密钥，或缺少其证书（{refused.What}）。请管理员核对密钥标签和证书。",
            $"The token has not exactly one such key, or no certificate of it ({refused.What}). An administrator checks the label of the key, and its certificate."),
        TokenFault.Signing => Refusal.Of(
            "signing.token-failed", $"签名令牌没有签名（{refused.What}），没有签发。请核对令牌后重试。", $"The token did not sign ({refused.What}), so nothing was issued. Check the token and try again."),
    };

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

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Words;

namespace Metrology.Verify;

/// <summary>Certificates of those whom the user trusts, from a file of his.</summary>
internal static class TrustFile
{
    public const string Option = "--trust";

    public static Outcome<List<X509Certificate2>> Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            var all = new X509Certificate2Collection();
            if (text.Contains("-----BEGIN CERTIFICATE", StringComparison.Ordinal))
                all.ImportFromPem(text);
            else
                all.Add(X509CertificateLoader.LoadCertificateFromFile(path));
            return all.ToList();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Refusal.Of("trust.unreadable", $"{path} 不是证书文件（PEM 或 DER）。", $"{path} is no file of certificates (PEM or DER).");
        }
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Metrology.Web.Host;

/// <summary>A certificate with its key, from two files of PEM; intermediate certificates stand behind the first.</summary>
internal sealed record PemCertificate(X509Certificate2 Own, IReadOnlyList<X509Certificate2> Between)
{
    /// <exception cref="CryptographicException">Not PEM, or the key is of another certificate.</exception>
    /// <exception cref="IOException">A file is not there or cannot be read; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static PemCertificate Read(string certificate, string key)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(certificate);
        try
        {
            using var read = X509Certificate2.CreateFromPemFile(certificate, key);
            // Windows takes no key that lives in memory only.
            return new(X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null), [.. all.Skip(1)]);
        }
        catch (ArgumentException other)
        {
            throw new CryptographicException("the key is of another certificate", other);
        }
    }
}

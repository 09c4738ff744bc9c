using System.Text.RegularExpressions;
using Metrology.Testing;

namespace Metrology.Architecture.Tests;

/// <summary>Every use of cryptography in the product is known: docs/cryptography-uses.txt lists file and types, and nobody adds one unseen.</summary>
public sealed partial class CryptographyTests
{
    private const string Document = "cryptography-uses.txt";

    [Fact]
    public void Every_use_of_cryptography_is_listed()
    {
        var uses = Sources().Select(file => (file.Name, Types: Types().Matches(file.Text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal).ToList()))
            .Where(file => file.Types.Count > 0).Select(file => $"{file.Name}: {string.Join(' ', file.Types)}").Order(StringComparer.Ordinal).ToList();
        var path = Repository.At("docs", Document);
        if (Environment.GetEnvironmentVariable("METROLOGY_REGENERATE") == "1")
            File.WriteAllLines(path, uses);
        Assert.Equal(File.ReadAllLines(path), uses);
        // The scan sees what is known to be there.
        Assert.Contains(uses, use => use.Contains("TimeCode.cs", StringComparison.Ordinal) && use.Contains("HMACSHA1", StringComparison.Ordinal));
    }

    /// <summary>HMAC with SHA-1 is what authenticators compute, and does not rest on collisions (RFC 6238).</summary>
    [Fact]
    public void No_broken_algorithm_computes_anything() =>
        Assert.Empty(Sources().SelectMany(file => Broken().Matches(file.Text).Select(match => $"{file.Name}: {match.Value}")));

    private static IEnumerable<(string Name, string Text)> Sources() =>
        from folder in new[] { "src", "firmware-adapters", "db" }
        from path in Directory.EnumerateFiles(Repository.At(folder), "*.cs", SearchOption.AllDirectories)
        where !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
        select (Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), File.ReadAllText(path));

    [GeneratedRegex(@"\b(SHA(256|384|512)|HMACSHA\d+|Aes(Gcm|Ccm)?|ECDsa|ECDiffieHellman|RSA|Rfc2898DeriveBytes|HKDF|RandomNumberGenerator|CryptographicOperations|X509Certificate2|X509Chain|CertificateRequest|SignedCms|CmsSigner|SignedXml|Rfc3161\w+|IDataProtect\w+|SslStream|IPasswordHasher|PasskeyHandler)\b(?=[.(<\s\[\]])")]
    private static partial Regex Types();

    [GeneratedRegex(@"\b(MD5|SHA1|DES|TripleDES|RC2)\.(HashData|Create|TryHashData)\b|\bnew (MD5|SHA1|TripleDES|RC2)\w*\(")]
    private static partial Regex Broken();
}

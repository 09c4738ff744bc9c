using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Records;
using Metrology.Testing;

namespace Metrology.Verify.Tests;

/// <summary>Bundles whose manifest OpenSSL signed with keys of every kind (示例): the program that checks them made none of the signatures.</summary>
internal static class SampleKeys
{
    private static readonly (string Name, string Algorithm, string Hash, string? Code)[] Kinds =
    [
        ("RSA 3072", "rsa:3072", "sha256", null), ("P-384", "P-384", "sha384", null), ("P-521", "P-521", "sha512", null), ("P-384 with SHA-256", "P-384", "sha256", null),
        ("RSA 1024", "rsa:1024", "sha256", Refused), ("brainpoolP256r1", "brainpoolP256r1", "sha256", Refused), ("secp256k1", "secp256k1", "sha256", Refused),
    ];

    private const string Refused = "bundle-signature.algorithm-unknown";

    /// <summary>Each with the code that names what is wrong, null where it holds.</summary>
    public static IReadOnlyList<(string Name, byte[] Zip, string? Code)> Bundles { get; } = ForeignProgram.Find("openssl") is null ? [] : [.. Kinds.Select(one => (one.Name, Signed(one.Algorithm, one.Hash), one.Code))];

    private static byte[] Signed(string algorithm, string hash)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-keys-");
        try
        {
            string At(string name) => Path.Combine(folder.FullName, name);
            string[] kind = algorithm.StartsWith("rsa", StringComparison.Ordinal) ? [algorithm] : ["ec", "-pkeyopt", $"ec_paramgen_curve:{algorithm}"];
            Run(["req", "-x509", "-newkey", .. kind, "-nodes", "-keyout", At("key.pem"), "-out", At("own.pem"), "-days", "30", "-subj", "/CN=Example signer", "-addext", "keyUsage=critical,digitalSignature"]);
            using var own = X509CertificateLoader.LoadCertificateFromFile(At("own.pem"));
            var bundle = SampleBundle.Unsigned.WithManifest(new(own.Subject, own.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256).ToLowerInvariant(), null));
            File.WriteAllBytes(At("manifest.json"), bundle.Manifest);
            Run(["cms", "-sign", "-cades", "-binary", "-in", At("manifest.json"), "-signer", At("own.pem"), "-inkey", At("key.pem"), "-outform", "DER", "-md", hash, "-nosmimecap", "-out", At("signature.p7s")]);
            return (bundle with { Signature = File.ReadAllBytes(At("signature.p7s")) }).ToZip();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Run(string[] arguments)
    {
        var (code, _, error) = ForeignProgram.Run("openssl", arguments);
        Assert.True(code == 0, error);
    }
}

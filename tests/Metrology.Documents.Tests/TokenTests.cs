using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Dcc.Signing;
using Metrology.Dcc.Writing;
using Metrology.Documents.Signing;
using Metrology.Documents.Signing.Tokens;
using Metrology.Pdf.Reading;
using Metrology.Testing;

namespace Metrology.Documents.Tests;

/// <summary>Keys that never leave a token, here one of SoftHSM; skipped with the reason where that is not installed.</summary>
public sealed class TokenTests
{
    private const string Token = "示例令牌", Pin = "1234";

    private static readonly DateTimeOffset Today = DateTimeOffset.UtcNow;
    private static readonly string[] Modules = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so"];

    [Theory]
    [InlineData("rsa")]
    [InlineData("ec")]
    public void Pages_xml_and_bundles_are_signed_in_the_token(string kind)
    {
        var (module, certificates) = Prepared();
        var certificate = certificates[kind];
        using var key = LocalSigner.Load(new TokenSettings(module, Token, kind, Pin, [certificate])).Value;
        Assert.Null(key.CannotSign(Today));
        Assert.Equal(certificate.Subject, key.Identity!.Subject);

        var document = SampleDocument.Of();
        var dcc = key.SignDcc(DccWriter.Write(document).Value, Today).Value;
        Assert.Equal(certificate.Thumbprint, DccSignature.Check(dcc).Value.Single().Signer.Thumbprint);
        var pdf = key.SignPdf(new CertificateRenderer(DocumentFonts.Stack).Render(document, dcc).Value, Today).Value;
        var signature = PdfReader.Open(pdf).Signatures.Single();
        Assert.True(signature.IsGood, string.Join(' ', signature.Faults));
        Assert.Equal(certificate.Thumbprint, signature.Certificate!.Thumbprint);
        Assert.Null(DetachedSignature.Read(key.SignManifest(dcc, Today).Value!, dcc).Fault);
    }

    [Fact]
    public void What_does_not_do_is_said_in_both_languages()
    {
        var (module, certificates) = Prepared();
        var certificate = certificates["rsa"];
        (TokenSettings Settings, string Code)[] wrong =
        [
            (new(module, "another", "rsa", Pin, [certificate]), "signing.token-missing"),
            (new(module, Token, "another", Pin, [certificate]), "signing.token-key"),
            (new(module, Token, "rsa", Pin, []), "signing.token-key"),
            (new(Path.GetTempPath(), Token, "rsa", Pin, [certificate]), "signing.token-module"),
            (new(module + ".gone", Token, "rsa", Pin, [certificate]), "signing.token-module"),
            (new(module, Token, "rsa", "9999", [certificate]), "signing.token-pin"),
        ];
        foreach (var (settings, code) in wrong)
        {
            var refusal = LocalSigner.Load(settings).Refusal!;
            Assert.Equal(code, refusal.Code);
            Assert.NotEqual(refusal.Text.Zh, refusal.Text.En);
            Assert.DoesNotContain(settings.Pin, refusal.Text.En, StringComparison.Ordinal);
        }

        // The certificate of another key is found out before anything is signed with it.
        using var other = RSA.Create(2048);
        using var wrongly = LocalSigner.Load(new TokenSettings(module, Token, "rsa", Pin, [Certify(new("CN=示例 other", other, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))])).Value;
        Assert.Equal("signing.wrong-key", wrongly.CannotSign(Today)?.Code);
    }

    /// <summary>Keys are imported, so that their certificates can be made here.</summary>
    private static (string Module, IReadOnlyDictionary<string, X509Certificate2> Certificates) Prepared()
    {
        Assert.SkipWhen(SoftHsm.Missing is not null, SoftHsm.Missing ?? "");
        return SoftHsm.Prepared.Value;
    }

    private static X509Certificate2 Certify(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        return request.CreateSelfSigned(Today.AddDays(-1), Today.AddDays(30));
    }

    /// <summary>One token for the whole process: the module looks for its folder once.</summary>
    private static class SoftHsm
    {
        public static Lazy<(string, IReadOnlyDictionary<string, X509Certificate2>)> Prepared { get; } = new(Prepare);

        private static string? Module => Array.Find(Modules, File.Exists);

        public static string? Missing => ForeignProgram.Missing("softhsm2-util") ?? (Module is null ? "skipped: the module of SoftHSM is not installed" : null);

        private static (string, IReadOnlyDictionary<string, X509Certificate2>) Prepare()
        {
            var folder = Directory.CreateTempSubdirectory("metrology-token-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
            var settings = Path.Combine(folder, "softhsm2.conf");
            File.WriteAllText(settings, $"directories.tokendir = {folder}\nobjectstore.backend = file\nlog.level = ERROR\n");
            // For programs that are started, and for the module within this process, which asks the C library.
            Environment.SetEnvironmentVariable("SOFTHSM2_CONF", settings);
            Assert.Equal(0, SetVariable("SOFTHSM2_CONF", settings, 1));
            Run("--init-token", "--free", "--label", Token, "--so-pin", "5678", "--pin", Pin);
            var (rsa, ec) = (RSA.Create(2048), ECDsa.Create(ECCurve.NamedCurves.nistP256));
            Import(folder, "rsa", "A1", rsa.ExportPkcs8PrivateKeyPem());
            Import(folder, "ec", "A2", ec.ExportPkcs8PrivateKeyPem());
            return (Module!, new Dictionary<string, X509Certificate2>
            {
                ["rsa"] = Certify(new("CN=示例令牌 RSA, O=示例", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
                ["ec"] = Certify(new("CN=示例令牌 EC, O=示例", ec, HashAlgorithmName.SHA256)),
            });
        }

        private static void Import(string folder, string label, string id, string pem)
        {
            var file = Path.Combine(folder, label + ".pem");
            File.WriteAllText(file, pem);
            Run("--import", file, "--token", Token, "--label", label, "--id", id, "--pin", Pin);
        }

        private static void Run(params string[] arguments)
        {
            var ran = ForeignProgram.Run("softhsm2-util", arguments);
            Assert.True(ran.ExitCode == 0, ran.Output + ran.Error);
        }

        [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int SetVariable([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
    }
}

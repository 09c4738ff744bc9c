using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Documents.Signing;
using Metrology.Documents.Signing.Tokens;

namespace Metrology.Web.Host;

/// <summary>Where the key comes from that certificates are signed with.</summary>
internal static class SigningKey
{
    public const string FileVariable = "METROLOGY_SIGNING_PFX";
    internal const string PasswordVariable = "METROLOGY_SIGNING_PASSWORD";
    internal const string PasswordFileVariable = "METROLOGY_SIGNING_PASSWORD_FILE";

    /// <summary>A key in a token (PKCS#11): path of the module, label of the token, label of the key; its PIN, or a file that holds it; certificates that the token has not.</summary>
    public const string ModuleVariable = "METROLOGY_SIGNING_MODULE";
    internal const string TokenVariable = "METROLOGY_SIGNING_TOKEN";
    internal const string KeyVariable = "METROLOGY_SIGNING_KEY";
    internal const string PinVariable = "METROLOGY_SIGNING_PIN";
    internal const string PinFileVariable = "METROLOGY_SIGNING_PIN_FILE";
    internal const string CertificatesVariable = "METROLOGY_SIGNING_CERTIFICATES";

    /// <summary>The PFX file that the environment names; its password is a secret and comes from there too, or from a file. Without a name nothing is signed.</summary>
    public static Outcome<ICertificateSigner> FromEnvironment() => From(Environment.GetEnvironmentVariable, TimeProvider.System);

    /// <param name="setting">The value of a variable, or null.</param>
    /// <param name="clock">A key that cannot sign now is refused at the start, and not when the first paper is due.</param>
    internal static Outcome<ICertificateSigner> From(Func<string, string?> setting, TimeProvider clock)
    {
        var (file, module) = (Said(FileVariable), Said(ModuleVariable));
        if (file is not null && module is not null)
        {
            return Refusal.Of(
                "signing.two-keys", $"{FileVariable} 和 {ModuleVariable} 只能设置一个。", $"Only one of {FileVariable} and {ModuleVariable} may be set.");
        }

        if (file is null && module is null)
            return new NoSigner();
        try
        {
            var loaded = module is not null ? LocalSigner.Load(Token(module)) : LocalSigner.Load(File.ReadAllBytes(file!), Secrets.Find(setting, PasswordVariable, PasswordFileVariable));
            return (loaded.Refusal ?? loaded.Value.CannotSign(clock.GetUtcNow())) is { } refusal ? refusal : loaded.Value;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Refusal.Of(
                "signing.no-file", $"读不到签名密钥、证书或口令文件：{fault.Message} 请核对 {FileVariable}、{PasswordFileVariable}、{PinFileVariable} 和 {CertificatesVariable}。",
                $"The signing key, its certificates or its password file cannot be read: {fault.Message} Check {FileVariable}, {PasswordFileVariable}, {PinFileVariable} and {CertificatesVariable}.");
        }

        string? Said(string name) => setting(name) is { Length: > 0 } value ? value : null;

        TokenSettings Token(string path)
        {
            var certificates = new X509Certificate2Collection();
            if (Said(CertificatesVariable) is { } pem)
                certificates.ImportFromPemFile(pem);
            return new(path, Said(TokenVariable) ?? "", Said(KeyVariable) ?? "", Secrets.Find(setting, PinVariable, PinFileVariable) ?? "", [.. certificates]);
        }
    }

    /// <summary>The demonstration's own key, made in its data folder at the first start. A real key never signs invented data.</summary>
    public static ICertificateSigner OfDemonstration(DataFolder data)
    {
        if (!File.Exists(data.DemoSigningKey))
            PrivateFiles.Write(data.DemoSigningKey, DemonstrationKey.NewPfx());
        return LocalSigner.Load(File.ReadAllBytes(data.DemoSigningKey), null, isDemonstration: true).Value;
    }
}

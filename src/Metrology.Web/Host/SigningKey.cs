using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Documents.Signing;

namespace Metrology.Web.Host;

/// <summary>Where the key comes from that certificates are signed with.</summary>
internal static class SigningKey
{
    public const string FileVariable = "METROLOGY_SIGNING_PFX";
    internal const string PasswordVariable = "METROLOGY_SIGNING_PASSWORD";
    internal const string PasswordFileVariable = "METROLOGY_SIGNING_PASSWORD_FILE";

    /// <summary>The PFX file that the environment names; its password is a secret and comes from there too, or from a file. Without a name nothing is signed.</summary>
    public static Outcome<ICertificateSigner> FromEnvironment() => From(Environment.GetEnvironmentVariable, TimeProvider.System);

    /// <param name="setting">The value of a variable, or null.</param>
    /// <param name="clock">A key that cannot sign now is refused at the start, and not when the first paper is due.</param>
    internal static Outcome<ICertificateSigner> From(Func<string, string?> setting, TimeProvider clock)
    {
        if (setting(FileVariable) is not { Length: > 0 } file)
            return new NoSigner();
        try
        {
            var password = setting(PasswordFileVariable) is { Length: > 0 } secret ? File.ReadAllText(secret).TrimEnd('\r', '\n') : setting(PasswordVariable);
            var loaded = LocalSigner.Load(File.ReadAllBytes(file), password);
            return (loaded.Refusal ?? loaded.Value.CannotSign(clock.GetUtcNow())) is { } refusal ? refusal : loaded.Value;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refusal.Of(
                "signing.no-file", $"读不到签名密钥文件或口令文件：{fault.Message} 请核对 {FileVariable} 和 {PasswordFileVariable}。",
                $"The signing key or its password file cannot be read: {fault.Message} Check {FileVariable} and {PasswordFileVariable}.");
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

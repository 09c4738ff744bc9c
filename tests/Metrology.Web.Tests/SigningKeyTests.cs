using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Certificates;
using Metrology.Documents.Signing;
using Metrology.Web.Host;

namespace Metrology.Web.Tests;

/// <summary>Where the signing key comes from.</summary>
public sealed class SigningKeyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("metrology-key-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Without_a_setting_nothing_is_signed() => Assert.IsType<NoSigner>(SigningKey.From(_ => null).Value);

    [Fact]
    public void The_password_comes_from_the_environment_or_from_a_file()
    {
        var (key, secret) = (Path.Combine(folder, "key.pfx"), Path.Combine(folder, "password"));
        using var certificate = X509CertificateLoader.LoadPkcs12(DemonstrationKey.NewPfx(), null, X509KeyStorageFlags.Exportable);
        File.WriteAllBytes(key, certificate.Export(X509ContentType.Pfx, "geheim"));
        File.WriteAllText(secret, "geheim\n");

        Assert.Equal(certificate.Subject, Read((SigningKey.FileVariable, key), (SigningKey.PasswordVariable, "geheim")).Value.Identity?.Subject);
        Assert.Equal(certificate.Subject, Read((SigningKey.FileVariable, key), (SigningKey.PasswordFileVariable, secret)).Value.Identity?.Subject);
        Assert.False(Read((SigningKey.FileVariable, key), (SigningKey.PasswordVariable, "geheim")).Value.Identity!.IsDemonstration);
        Assert.Equal("signing.key-file", Read((SigningKey.FileVariable, key), (SigningKey.PasswordVariable, "falsch")).Refusal?.Code);
        Assert.Equal("signing.no-file", Read((SigningKey.FileVariable, key + ".gone")).Refusal?.Code);
        Assert.Equal("signing.no-file", Read((SigningKey.FileVariable, key), (SigningKey.PasswordFileVariable, secret + ".gone")).Refusal?.Code);
    }

    [Fact]
    public void A_demonstration_makes_its_key_once_and_only_its_owner_reads_it()
    {
        var data = new DataFolder(folder);
        var (first, second) = (SigningKey.OfDemonstration(data).Identity, SigningKey.OfDemonstration(data).Identity);
        Assert.Equal(first, second);
        Assert.True(first is { IsDemonstration: true });
        Assert.Contains("示例", first.Subject, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(data.DemoSigningKey));
    }

    private static Core.Words.Outcome<ICertificateSigner> Read(params (string Name, string Value)[] settings) =>
        SigningKey.From(name => settings.Where(one => one.Name == name).Select(one => one.Value).FirstOrDefault());
}

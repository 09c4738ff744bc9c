using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Certificates;
using Metrology.Documents.Sealing;
using Metrology.Documents.Signing;
using Metrology.Documents.TimeStamps;
using Metrology.Web.Host;

namespace Metrology.Web.Tests;

/// <summary>Where the signing key comes from.</summary>
public sealed class SigningKeyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("metrology-key-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Without_a_setting_nothing_is_signed() => Assert.IsType<NoSigner>(SigningKey.From(_ => null, TimeProvider.System).Value);

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

    /// <summary>Found at the start, with the words that the issue would have.</summary>
    [Theory]
    [InlineData("signing.expired", -20, -10, X509KeyUsageFlags.DigitalSignature, 2048)]
    [InlineData("signing.not-yet-valid", 10, 20, X509KeyUsageFlags.DigitalSignature, 2048)]
    [InlineData("signing.not-for-signing", -10, 10, X509KeyUsageFlags.KeyEncipherment, 2048)]
    [InlineData("signing.key-kind", -10, 10, X509KeyUsageFlags.DigitalSignature, 1024)]
    public void A_key_that_could_sign_nothing_is_refused_at_the_start(string code, int from, int until, X509KeyUsageFlags usage, int bits)
    {
        using var key = RSA.Create(bits);
        var request = new CertificateRequest("CN=示例", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(from), DateTimeOffset.UtcNow.AddDays(until));
        var file = Path.Combine(folder, "key.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx));
        Assert.Equal(code, Read((SigningKey.FileVariable, file)).Refusal?.Code);
    }

    [Fact]
    public void Time_stamps_and_seals_are_chosen_by_the_environment_and_wrong_settings_are_named()
    {
        var pem = Path.Combine(folder, "tsa.pem");
        using var certificate = X509CertificateLoader.LoadPkcs12(DemonstrationKey.NewPfx(), null);
        File.WriteAllText(pem, certificate.ExportCertificatePem());
        var url = (FinishingSettings.StampAddress, "http://tsa.example/");
        Assert.IsType<NoTimeStamps>(Stamps().Value);
        Assert.True(Stamps(url).Value is HttpTimeStamps { IsRequired: true });
        Assert.True(Stamps(url, (FinishingSettings.StampRequired, "false"), (FinishingSettings.StampTimeout, "2.5"), (FinishingSettings.StampTrusted, pem)).Value is HttpTimeStamps { IsRequired: false });
        Assert.Equal("timestamp.no-signature", FinishingSettings.Stamps(Of(url), isSigned: false).Refusal?.Code);
        foreach (var wrong in new[] { (FinishingSettings.StampRequired, "perhaps"), (FinishingSettings.StampTimeout, "0"), (FinishingSettings.StampTimeout, "601"), (FinishingSettings.StampTrusted, pem + ".gone"), (FinishingSettings.StampAddress, "tsa.example") })
            Assert.Equal(("serve.bad-finishing", true), (Stamps(wrong, url).Refusal?.Code, Stamps(wrong, url).Refusal!.Text.En.StartsWith(wrong.Item1, StringComparison.Ordinal)));

        var name = (FinishingSettings.SealName, "示例签章服务");
        Assert.IsType<NoSealService>(Seals().Value);
        Assert.Equal("示例签章服务", Assert.IsType<HttpSealService>(Seals(name, (FinishingSettings.SealAddress, "https://seal.example/")).Value).Name);
        Assert.IsType<FolderSealService>(Seals(name, (FinishingSettings.SealFolder, folder)).Value);
        Assert.Equal("serve.bad-finishing", Seals((FinishingSettings.SealFolder, folder)).Refusal?.Code);
        Assert.Equal("serve.bad-finishing", Seals(name, (FinishingSettings.SealFolder, folder + ".gone")).Refusal?.Code);
        Assert.Equal("serve.bad-finishing", Seals(name, (FinishingSettings.SealFolder, folder), (FinishingSettings.SealAddress, "https://seal.example/")).Refusal?.Code);

        static Func<string, string?> Of(params (string Name, string Value)[] settings) => asked => settings.Where(one => one.Name == asked).Select(one => one.Value).FirstOrDefault();
        static Core.Words.Outcome<ITimeStampAuthority> Stamps(params (string Name, string Value)[] settings) => FinishingSettings.Stamps(Of(settings), isSigned: true);
        static Core.Words.Outcome<ISealService> Seals(params (string Name, string Value)[] settings) => FinishingSettings.Seals(Of(settings));
    }

    private static Core.Words.Outcome<ICertificateSigner> Read(params (string Name, string Value)[] settings) =>
        SigningKey.From(name => settings.Where(one => one.Name == name).Select(one => one.Value).FirstOrDefault(), TimeProvider.System);
}

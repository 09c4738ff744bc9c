using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Access.Oidc;

namespace Metrology.Web.Tests.Oidc;

/// <summary>What the environment says of the sign-in service of the institution.</summary>
public sealed class ProviderSettingsTests
{
    [Theory]
    [InlineData("https://id.example/realms/lab", "lab-a=Technician, lab b=Approver", null)]
    [InlineData("http://127.0.0.1:8080/", "", null)]
    [InlineData("http://id.example/", "", OidcSettings.IssuerVariable)]
    [InlineData("https://user:secret@id.example/", "", OidcSettings.IssuerVariable)]
    [InlineData("https://id.example/?x=1", "", OidcSettings.IssuerVariable)]
    [InlineData("id.example", "", OidcSettings.IssuerVariable)]
    [InlineData("https://id.example/", "lab-a=Director", OidcSettings.RolesVariable)]
    [InlineData("https://id.example/", "lab-a=1", OidcSettings.RolesVariable)]
    [InlineData("https://id.example/", "lab-a=Technician,lab-a=Checker", OidcSettings.RolesVariable)]
    public void Settings_that_would_be_unsafe_are_refused_at_the_start(string issuer, string roles, string? wrong)
    {
        var read = OidcSettings.From(name => name switch
        {
            OidcSettings.IssuerVariable => issuer,
            OidcSettings.ClientVariable => "lab",
            OidcSettings.SecretVariable => "secret",
            OidcSettings.RolesVariable => roles,
            _ => null,
        });
        if (wrong is null)
            Assert.Null(read.Refusal);
        else
            Assert.StartsWith(wrong, read.Refusal!.Text.En, StringComparison.Ordinal);
        Assert.Null(OidcSettings.From(_ => null).Value);
        Assert.Equal("serve.bad-setting", OidcSettings.From(name => name == OidcSettings.IssuerVariable ? "https://id.example/" : null).Refusal?.Code);
    }

    [Fact]
    public void Strength_and_age_are_read_or_refused()
    {
        Assert.Equal("serve.bad-setting", Read(("METROLOGY_OIDC_MAX_AGE", "an hour")).Refusal?.Code);
        Assert.Equal("serve.bad-setting", Read(("METROLOGY_OIDC_MAX_AGE", "86401")).Refusal?.Code);
        var read = Read(("METROLOGY_OIDC_MAX_AGE", "300"), ("METROLOGY_OIDC_ACR", "mfa hwk")).Value!;
        Assert.Equal(("mfa hwk", TimeSpan.FromMinutes(5)), (string.Join(' ', read.Strength), read.MostAge));

        static Outcome<OidcSettings?> Read(params (string Name, string Value)[] settings) => OidcSettings.From(
            name => name switch { OidcSettings.IssuerVariable => "https://id.example/", OidcSettings.ClientVariable => "lab", OidcSettings.SecretVariable => "secret", _ => settings.FirstOrDefault(one => one.Name == name).Value });
    }
}

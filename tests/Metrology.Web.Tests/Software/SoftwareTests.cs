using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Metrology.App.Faults;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Parameters;
using Metrology.App.Software;
using Metrology.App.Verifications;
using Metrology.Testing;
using Metrology.Web.Commands;
using Metrology.Web.Tests.Commands;

namespace Metrology.Web.Tests.Software;

/// <summary>A program whose files were changed writes no legal record, and says so everywhere; what there is can be read.</summary>
public sealed class SoftwareTests
{
    [Fact]
    public async Task One_flipped_byte_of_a_legal_file_makes_the_server_read_only()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        using var copy = new CopiedInstallation();
        var check = new CheckSoftware(new(copy.Folder), laboratory.Get<LegalGate>(), laboratory.Get<RecordFault>());
        Assert.True(await check.ExecuteAsync(default));
        var checker = await laboratory.SignInAsync(Role.Checker);
        var planner = await laboratory.SignInAsync(Role.Planner);
        copy.Flip("Metrology.Core.dll");
        Assert.False(await check.ExecuteAsync(default));

        // Checked, registered, changed, measured: nothing.
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        await checker.PostAsync($"/reviews/{id}/check");
        Assert.Equal(VerificationState.Submitted, await laboratory.StateOfAsync(id));
        Assert.Equal(CheckSoftware.Code, (await laboratory.Get<AdministerAccounts>().SetDisabledAsync(new Actor(5, "A", [Role.Administrator]).Saying("x"), 2, true, default)).Refusal?.Code);
        var entered = await planner.PostAsync("/equipment/new", ("Code", "N"), ("NameZh", "n"), ("NameEn", "n"), ("Manufacturer", "n"), ("Model", "n"), ("SerialNumber", "n"));
        Assert.Contains(CheckSoftware.Code, await entered.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // Reading works, every page says why, and who watches the server knows.
        Assert.Contains("role=\"alert\"", await checker.ReadAsync($"/verifications/{id}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await laboratory.Visit().GetAsync("/health/ready")).StatusCode);
        var about = JsonDocument.Parse(await checker.ReadAsync("/api/v1/about")).RootElement;
        Assert.Equal((true, CheckSoftware.Code, SoftwareIdentity.Hash), (about.GetProperty("isReadOnly").GetBoolean(), about.GetProperty("code").GetString(), about.GetProperty("hash").GetString()));
        // The event is kept, also now, and names the file; the same again is counted.
        Assert.False(await check.ExecuteAsync(default));
        var kept = Assert.Single(await laboratory.Get<FaultQueries>().AllAsync(default), fault => fault.Code == CheckSoftware.Code);
        Assert.Equal(("Metrology.Core.dll", 2), (kept.Where, kept.Times));
        Assert.Empty((await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings);

        copy.Flip("Metrology.Core.dll");
        Assert.True(await check.ExecuteAsync(default));
        await checker.PostAsync($"/reviews/{id}/check");
        Assert.Equal(VerificationState.Checked, await laboratory.StateOfAsync(id));
    }

    /// <summary>Who must see what is wrong gets in, with each kind of code, and whoever should not be in can be put out; what an account may do stays.</summary>
    [Fact]
    public async Task People_sign_in_with_code_and_recovery_code_while_the_server_is_read_only()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (authenticator, recovery) = await Authenticator.SetUpAsync(laboratory, await laboratory.SignInAsync(Role.Technician));
        laboratory.Clock.Move(TimeCode.Step);
        using var copy = new CopiedInstallation();
        var check = new CheckSoftware(new(copy.Folder), laboratory.Get<LegalGate>(), laboratory.Get<RecordFault>());
        Assert.True(await check.ExecuteAsync(default));
        copy.Flip("Metrology.Core.dll");
        Assert.False(await check.ExecuteAsync(default));

        var factor = laboratory.Get<SecondFactor>();
        var login = laboratory.Logins.Single(one => one.Role == Role.Technician);
        var account = (await laboratory.Get<LaboratoryQueries>().AccountByNameAsync(login.UserName.ToUpperInvariant(), default))!;
        foreach (var code in new[] { authenticator.Code, recovery[0] })
        {
            var visitor = laboratory.Visit();
            var asked = await (await visitor.PostAsync("/login", ("userName", login.UserName), ("password", login.Password))).Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.Redirect, (await visitor.PostFromAsync("/login", "/login/code", ("ticket", Authenticator.TicketOf(asked)), ("code", code))).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/verifications")).StatusCode);
            Assert.Equal(SecondFactorErrors.WrongCode.Code, (await factor.TakeAsync(account.Id, code, default)).Refusal?.Code);
        }

        var actor = new Actor(account.Id, account.DisplayName, account.Roles);
        var sessions = laboratory.Get<SignInSessions>();
        Assert.False((await sessions.EndAsync(actor, (await sessions.OfAsync(account.Id, default))[0].Id, default)).IsRefused);
        Assert.Equal(CheckSoftware.Code, (await factor.RemoveAsync(actor, default)).Refusal?.Code);
        Assert.Equal(CheckSoftware.Code, (await factor.DrawRecoveryCodesAsync(actor, default)).Refusal?.Code);
        Assert.False((await factor.TakeAsync(account.Id, recovery[1], default)).IsRefused);
        Assert.Empty((await laboratory.Get<AuditLedger>().ExecuteAsync(default)).Findings);
    }

    [Fact]
    public void The_identity_is_of_the_legal_files_and_of_no_others()
    {
        using var copy = new CopiedInstallation();
        var before = SoftwareIdentity.HashOf(copy.Folder);
        Assert.Equal(SoftwareIdentity.Hash, before);
        foreach (var module in LegalSoftware.Modules.Where(module => File.Exists(Path.Combine(copy.Folder, module.File))))
        {
            copy.Flip(module.File);
            Assert.Equal(module.IsLegal, SoftwareIdentity.HashOf(copy.Folder) != before);
            copy.Flip(module.File);
        }

        Assert.Equal(before, SoftwareIdentity.HashOf(copy.Folder));
        Assert.EndsWith(before[..16], SoftwareIdentity.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_release_is_told_from_one_that_was_changed()
    {
        using var copy = new CopiedInstallation();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (secret, known, foreign) = (copy.File("key.pem.log", key.ExportPkcs8PrivateKeyPem()), copy.File("known.pem.log", key.ExportSubjectPublicKeyInfoPem()), copy.File("other.pem.log", other.ExportSubjectPublicKeyInfoPem()));
        Assert.Contains("install.no-manifest", (await Ran.EnglishAsync("verify-install", "--dir", copy.Folder)).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Ran.EnglishAsync("release-manifest", "--dir", copy.Folder, "--key", secret)).Code);
        Assert.Equal((0, ""), await VerifyAsync(known));
        Assert.Equal((1, "install.not-signed"), await VerifyAsync(foreign));

        copy.Flip("Metrology.App.dll");
        var ran = await Ran.EnglishAsync("verify-install", "--dir", copy.Folder, "--key", known);
        Assert.Equal((1, "Metrology.App.dll [install.file-changed]"), (ran.Code, ran.Lines[0]));
        Assert.Equal(["Metrology.App.dll"], new Installation(copy.Folder).Differences());
        copy.Flip("Metrology.App.dll");
        File.WriteAllText(Path.Combine(copy.Folder, "Planted.dll"), "");
        Assert.Equal(["Planted.dll"], new Installation(copy.Folder).Differences());
        File.Delete(Path.Combine(copy.Folder, "Planted.dll"));

        // openssl signs and reads the same.
        var manifest = File.ReadAllText(Path.Combine(copy.Folder, InstallationManifest.FileName));
        var (text, signature) = (copy.File("text.log", manifest[..(manifest.LastIndexOf("\n\n", StringComparison.Ordinal) + 1)]), copy.Path("signature.log"));
        File.WriteAllBytes(signature, Convert.FromBase64String(manifest.TrimEnd().Split(' ')[^1]));
        using var openssl = Process.Start(new ProcessStartInfo("openssl", ["dgst", "-sha256", "-verify", known, "-signature", signature, text]) { RedirectStandardOutput = true })!;
        Assert.Equal("Verified OK", (await openssl.StandardOutput.ReadToEndAsync()).Trim());
        // A manifest that was edited is not signed any more; one that is no manifest is itself the difference.
        File.WriteAllText(Path.Combine(copy.Folder, InstallationManifest.FileName), manifest.Replace("version ", "version 9", StringComparison.Ordinal));
        Assert.Equal((1, "install.not-signed"), await VerifyAsync(known));
        File.WriteAllText(Path.Combine(copy.Folder, InstallationManifest.FileName), "rubbish");
        Assert.Equal([InstallationManifest.FileName], new Installation(copy.Folder).Differences());

        async Task<(int, string)> VerifyAsync(string with)
        {
            var verified = await Ran.EnglishAsync("verify-install", "--dir", copy.Folder, "--key", with);
            return (verified.Code, verified.Code == 0 ? verified.Error : verified.Error.Split('[')[^1].Split(']')[0]);
        }
    }

    /// <summary>Undocumented is what the program can and docs/legal-relevance.json does not have. After a wanted change: metrology legal-relevance > docs/legal-relevance.json, and read the difference.</summary>
    [Fact]
    public async Task Everything_that_reaches_legal_software_is_documented()
    {
        var ran = await Ran.EnglishAsync("legal-relevance");
        var documented = await File.ReadAllTextAsync(Repository.At("docs", "legal-relevance.json"));
        Assert.Equal(documented.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), ran.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A new project is legal or said not to be, with its reason.</summary>
    [Fact]
    public void Every_assembly_of_the_product_is_listed() => Assert.Empty(
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Select(Path.GetFileName).OfType<string>()
            .Where(name => name.StartsWith("metrology", StringComparison.OrdinalIgnoreCase) && !name.Contains("Test", StringComparison.Ordinal))
            .Except(LegalSoftware.Modules.Select(module => module.File)));

    [Fact]
    public async Task The_bill_of_materials_names_every_package_with_its_version()
    {
        var bill = JsonDocument.Parse((await Ran.EnglishAsync("sbom")).Output).RootElement;
        Assert.Equal(("CycloneDX", "1.6"), (bill.GetProperty("bomFormat").GetString(), bill.GetProperty("specVersion").GetString()));
        var components = bill.GetProperty("components").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!);
        Assert.StartsWith("pkg:nuget/Microsoft.EntityFrameworkCore@", components["Microsoft.EntityFrameworkCore"].GetProperty("purl").GetString(), StringComparison.Ordinal);
        var core = components["Metrology.Core"];
        Assert.False(core.TryGetProperty("purl", out _));
        Assert.Equal(InstallationManifest.HashOfFile(Path.Combine(AppContext.BaseDirectory, "Metrology.Core.dll")), core.GetProperty("hashes")[0].GetProperty("content").GetString());
        // What browsers get and what papers are set in come from packages of another kind; the runtime is asked for.
        Assert.Equal("pkg:npm/%40tabler/core@1.6.1", components["@tabler/core"].GetProperty("purl").GetString());
        Assert.Contains("OFL-1.1", components["@expo-google-fonts/noto-sans-sc"].GetProperty("licenses")[0].GetProperty("expression").GetString(), StringComparison.Ordinal);
        Assert.All(JsonDocument.Parse(File.ReadAllText(Repository.At("package.json"))).RootElement.GetProperty("dependencies").EnumerateObject(), asset => Assert.Equal(asset.Value.GetString(), components[asset.Name].GetProperty("version").GetString()));
        Assert.Contains(components.Values, one => one.GetProperty("type").GetString() == "framework" && one.GetProperty("name").GetString() == "Microsoft.AspNetCore.App");
        var known = components.Values.Select(one => one.GetProperty("bom-ref").GetString()).ToHashSet();
        Assert.All(bill.GetProperty("dependencies").EnumerateArray(), one => Assert.All(one.GetProperty("dependsOn").EnumerateArray(), on => Assert.Contains(on.GetString(), known)));
    }

    [Fact]
    public void Every_parameter_has_its_name_in_both_languages() =>
        Assert.All(ParameterNames.All, one => Assert.True(one.Name.Zh.Any(character => character >= 0x4E00) || one.Property is "Uncertainty", $"{one.Kind}.{one.Property}"));
}

/// <summary>The program in a folder of its own, with what it needs to be told by its files.</summary>
internal sealed class CopiedInstallation : IDisposable
{
    public CopiedInstallation()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*etrology*.dll"))
            System.IO.File.Copy(file, System.IO.Path.Combine(Folder, System.IO.Path.GetFileName(file)));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("metrology-install-").FullName;

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public string File(string name, string text)
    {
        System.IO.File.WriteAllText(Path(name), text);
        return Path(name);
    }

    /// <summary>One bit in the middle of the file; the second time it is as it was.</summary>
    public void Flip(string file)
    {
        var bytes = System.IO.File.ReadAllBytes(Path(file));
        bytes[bytes.Length / 2] ^= 1;
        System.IO.File.WriteAllBytes(Path(file), bytes);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

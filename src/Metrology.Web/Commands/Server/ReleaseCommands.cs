using System.CommandLine;
using System.Security.Cryptography;
using Metrology.App.Software;
using Metrology.Core.Words;

namespace Metrology.Web.Commands.Server;

/// <summary>The signed manifest of a release, and whether an installation is that release.</summary>
internal static class ReleaseCommands
{
    private static readonly Refusal NoManifest = Refusal.Of(
        "install.no-manifest", "程序目录中没有 release.manifest：这不是发布包，无法核对。", "There is no release.manifest beside the program: this is no release, and nothing can be compared.");

    private static readonly Refusal BadKey = Refusal.Of("install.bad-key", "密钥文件不是 PEM 格式的 P-256 密钥。", "The file is no P-256 key in PEM.");

    /// <summary>For who makes the release.</summary>
    public static Command Manifest(Terminal terminal)
    {
        var (folder, key) = (FolderOption(terminal), new Option<string>("--key") { Description = terminal.Say("发布私钥（PEM，P-256）", "Private key of releases (PEM, P-256)"), Required = true });
        var command = new Command("release-manifest", terminal.Say("为发布包写签名的文件清单", "Write the signed manifest of a release")) { folder, key };
        command.SetAction(parsed =>
        {
            if (KeyOf(parsed.GetValue(key)!) is not { } signer)
                return terminal.Refuse(BadKey);
            using (signer)
            {
                var manifest = InstallationManifest.Of(parsed.GetValue(folder)!);
                File.WriteAllText(Path.Combine(parsed.GetValue(folder)!, InstallationManifest.FileName), manifest.Sign(signer));
                terminal.WriteLine($"{manifest.Files.Count} {terminal.Say("个文件", "files")}; {SoftwareIdentity.HashOf(parsed.GetValue(folder)!)}");
                return Terminal.Done;
            }
        });
        return command;
    }

    public static Command Verify(Terminal terminal)
    {
        var (folder, key) = (FolderOption(terminal), new Option<string?>("--key") { Description = terminal.Say("发布公钥（PEM）；从别处取得，不要用安装包里的", "Public key of releases (PEM), got from elsewhere than the package") });
        var command = new Command("verify-install", terminal.Say("核对安装的文件与签名的发布清单", "Compare the installed files with the signed manifest of the release")) { folder, key };
        command.SetAction(parsed =>
        {
            var (root, file) = (parsed.GetValue(folder)!, Path.Combine(parsed.GetValue(folder)!, InstallationManifest.FileName));
            if (!File.Exists(file))
                return terminal.Refuse(NoManifest);
            using var given = parsed.GetValue(key) is { } pem ? KeyOf(pem) : null;
            if (parsed.GetValue(key) is not null && given is null)
                return terminal.Refuse(BadKey);
            var read = InstallationManifest.Read(File.ReadAllText(file), given);
            if (read.Refusal is { } refusal)
                return terminal.Refuse(refusal);
            var differences = read.Value.DifferencesIn(root);
            foreach (var path in differences)
                terminal.WriteLine($"{path} [install.file-changed]");
            terminal.WriteLine($"{read.Value.Version}; {read.Value.Files.Count} {terminal.Say("个文件", "files")}; {terminal.Say(differences.Count == 0 ? "一致" : $"{differences.Count} 处不同", differences.Count == 0 ? "all agree" : $"{differences.Count} differ")}; {SoftwareIdentity.HashOf(root)}");
            if (given is null)
                terminal.Error.WriteLine(terminal.Say("没有给出 --key：没有核对是谁签名的。", "No --key was given: nobody looked at who signed."));
            return differences.Count == 0 ? Terminal.Done : Terminal.Refused;
        });
        return command;
    }

    private static Option<string> FolderOption(Terminal terminal) => new("--dir") { Description = terminal.Say("安装目录；默认为本程序所在目录", "Folder of the installation; that of this program unless given"), DefaultValueFactory = _ => AppContext.BaseDirectory };

    private static ECDsa? KeyOf(string file)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            return key;
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using Metrology.Core.Words;

namespace Metrology.App.Software;

/// <summary>Every file of an installation by its SHA-256: as it was released (signed), or as it was when the server started.</summary>
/// <param name="Version">Of the product.</param>
/// <param name="Files">Paths with forward slashes under the folder, in order.</param>
public sealed record InstallationManifest(string Version, IReadOnlyDictionary<string, string> Files)
{
    /// <summary>The signed manifest of a release, in the folder of the program.</summary>
    public const string FileName = "release.manifest";

    /// <summary>Under which name a release is signed.</summary>
    public const string Signer = "metrology-release";

    private const string Head = "metrology-release 1";

    /// <summary>Folders of an installation; anything else beside the program, such as a data folder, is not part of it.</summary>
    private static readonly string[] Folders = ["wwwroot", "runtimes", "zh-Hans"];

    private static readonly Refusal Malformed = Refusal.Of("install.manifest-malformed", "release.manifest 不是发布清单。请重新取得完整的发布包。", "release.manifest is no manifest of a release. Get the release again.");

    /// <summary>What is in the folder now.</summary>
    public static InstallationManifest Of(string folder) => new(
        SoftwareIdentity.Version,
        FilesOf(folder).ToDictionary(path => path, path => HashOfFile(Path.Combine(folder, path))!, StringComparer.Ordinal));

    /// <summary>What is another now than this says, is gone, or came: paths in order.</summary>
    public IReadOnlyList<string> DifferencesIn(string folder)
    {
        var there = FilesOf(folder).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Files.Where(file => HashOfFile(Path.Combine(folder, file.Key)) != file.Value).Select(file => file.Key)
                .Concat(there.Where(path => !Files.ContainsKey(path))).Order(StringComparer.Ordinal),
        ];
    }

    public string ToText()
    {
        var text = new StringBuilder($"{Head}\nversion {Version}\n");
        foreach (var (path, hash) in Files.OrderBy(file => file.Key, StringComparer.Ordinal))
            text.Append(hash).Append("  ").Append(path).Append('\n');
        return text.ToString();
    }

    public static Outcome<InstallationManifest> Parse(string text)
    {
        if (text.Split('\n') is not [Head, var version, .. var lines, ""] || !version.StartsWith("version ", StringComparison.Ordinal))
            return Malformed;
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Split("  ", 2) is not [{ Length: 64 } hash, { Length: > 0 } path] || path.Contains("..", StringComparison.Ordinal) || Path.IsPathRooted(path) || !files.TryAdd(path, hash))
                return Malformed;
        }

        return new InstallationManifest(version["version ".Length..], files);
    }

    /// <summary>The text and a detached signature under it: ECDSA on P-256 over SHA-256, DER, Base64 in one line (openssl dgst -sha256 -verify reads it).</summary>
    public string Sign(ECDsa key) => ToText() + "\n— " + Signer + " " + Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(ToText()), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)) + "\n";

    /// <param name="key">Null: who signed is not looked at.</param>
    public static Outcome<InstallationManifest> Read(string signed, ECDsa? key)
    {
        var gap = signed.LastIndexOf("\n\n— " + Signer + " ", StringComparison.Ordinal);
        if (gap < 0 || Parse(signed[..(gap + 1)]) is not { IsRefused: false } parsed)
            return Malformed;
        if (key is null)
            return parsed;
        var signature = signed[(gap + Signer.Length + 5)..].Trim();
        return Convert.TryFromBase64String(signature, new byte[signature.Length], out _)
            && key.VerifyData(Encoding.UTF8.GetBytes(signed[..(gap + 1)]), Convert.FromBase64String(signature), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
            ? parsed
            : Refusal.Of("install.not-signed", "发布清单不是由给出的密钥签名的，或被改动。不要使用这个安装。", "The manifest was not signed by the key that was given, or it was changed. Do not use this installation.");
    }

    /// <summary>SHA-256 of a file, lower-case hexadecimal; null when it is not there.</summary>
    public static string? HashOfFile(string path)
    {
        if (!File.Exists(path))
            return null;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static IEnumerable<string> FilesOf(string folder)
    {
        var root = Path.GetFullPath(folder);
        return Directory.EnumerateFiles(root).Concat(Folders.Select(name => Path.Combine(root, name)).Where(Directory.Exists).SelectMany(path => Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)))
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/')).Where(path => path != FileName && !path.EndsWith(".log", StringComparison.Ordinal));
    }
}

using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Metrology.App.Software;

/// <summary>Name, version and hash of the legally relevant software, for records, papers, pages and programs (OIML D 31 6.2.1: identification is inextricably linked to the software itself).</summary>
public static class SoftwareIdentity
{
    /// <summary>Digits of the hash that stand on paper.</summary>
    private const int Printed = 16;

    private static readonly Lazy<string> Here = new(() => HashOf(AppContext.BaseDirectory));

    public static string Version { get; } = typeof(SoftwareIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    /// <summary>SHA-256, lower-case hexadecimal, over the names and hashes of the legal files in the order of their names; taken once, when the process first asks.</summary>
    public static string Hash => Here.Value;

    /// <summary>As records and papers say it.</summary>
    public static string Text { get; } = $"Metrology {Version} SHA-256 {Hash[..Printed]}";

    /// <summary>The same of an installation in a folder. A file that is not there counts as such: a part that is missing is another software.</summary>
    public static string HashOf(string folder)
    {
        var text = new StringBuilder();
        foreach (var module in LegalSoftware.Modules.Where(module => module.IsLegal).OrderBy(module => module.File, StringComparer.Ordinal))
            text.Append(InstallationManifest.HashOfFile(Path.Combine(folder, module.File)) ?? "-").Append("  ").Append(module.File).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

using Metrology.App.Faults;
using Metrology.Core.Words;

namespace Metrology.App.Software;

/// <summary>Compares the files of the installation with what was released, or with what was there when the server started, and closes the gate of legal records when they differ.</summary>
/// <param name="installation">Folder and what should be in it.</param>
public sealed class CheckSoftware(Installation installation, LegalGate gate, RecordFault record)
{
    public const string Code = "software.changed";

    /// <summary>Paths that differ; most that are said.</summary>
    private const int MostSaid = 5;

    /// <returns>Whether everything is as it was.</returns>
    public async Task<bool> ExecuteAsync(CancellationToken cancellation)
    {
        var differences = installation.Differences();
        if (differences.Count == 0)
        {
            gate.Open();
            return true;
        }

        var named = string.Join(", ", differences.Take(MostSaid)) + (differences.Count > MostSaid ? ", …" : "");
        var refusal = Refusal.Of(
            Code,
            $"软件文件与安装时不同（{named}）。系统处于只读状态：可以查看，不能测量、核验、批准、签发或更改。请管理员运行“metrology verify-install”，恢复正确的版本后重新启动。",
            $"Files of the software are not those that were installed ({named}). The system is read-only: everything can be seen, nothing is measured, checked, approved, issued or changed. An administrator runs \"metrology verify-install\", puts the right version back and starts it again.");
        gate.Close(refusal);
        await record.ExecuteAsync(Code, named, refusal.Text, cancellation);
        return false;
    }
}

/// <summary>Where the program is installed. Without a release manifest it is compared with what it was when it was first looked at.</summary>
public sealed class Installation(string folder)
{
    private readonly Lazy<InstallationManifest?> expected = new(() => Expected(folder));

    public string Folder => folder;

    /// <summary>It is compared with a release, not only with its own start.</summary>
    public bool IsReleased => File.Exists(Path.Combine(folder, InstallationManifest.FileName));

    /// <summary>Looks for the first time: what comes later is compared with this.</summary>
    public void Begin() => _ = expected.Value;

    /// <summary>A manifest that cannot be read is itself the difference.</summary>
    public IReadOnlyList<string> Differences() => expected.Value?.DifferencesIn(folder) ?? [InstallationManifest.FileName];

    private static InstallationManifest? Expected(string folder)
    {
        var file = Path.Combine(folder, InstallationManifest.FileName);
        return !File.Exists(file) ? InstallationManifest.Of(folder) : InstallationManifest.Read(File.ReadAllText(file), null) is { IsRefused: false } read ? read.Value : null;
    }
}

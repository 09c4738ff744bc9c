using System.Runtime.InteropServices;
using Metrology.Core.Words;
using Metrology.Web.Host;
using Microsoft.Data.Sqlite;

namespace Metrology.Web.Commands.Server;

internal enum Grade
{
    Good,
    Advice,
    Missing,
}

internal sealed record Finding(string Id, Grade Grade, BilingualText Text);

/// <summary>What the server needs from the machine it runs on.</summary>
internal static class MachineChecks
{
    /// <summary>SQLite releases in which the WAL-reset race is mended; one writer avoids it in any case.</summary>
    private static readonly Version MendedSqlite = new(3, 51, 3);

    private const string CertificateFont = "fonts/NotoSansSC-Regular.ttf";

    public static IEnumerable<Finding> Run(DataFolder data)
    {
        yield return Runtime();
        yield return Writable(data);
        yield return Sqlite();
        yield return Asset();
        yield return Font();
        if (OperatingSystem.IsLinux())
            yield return Serial();
    }

    private static Finding Runtime() => new("runtime", Grade.Good, BilingualText.Same($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}"));

    /// <summary>Looking leaves nothing behind: a folder that is not there yet is not made, but tried in the nearest one that is.</summary>
    private static Finding Writable(DataFolder data)
    {
        var folder = Path.GetFullPath(data.Path);
        var nearest = folder;
        while (!Path.Exists(nearest))
            nearest = Path.GetDirectoryName(nearest)!;
        if (!CanWrite(nearest))
            return new("data", Grade.Missing, new($"数据目录不可写：{folder}。请换 --data 或改权限。", $"The data folder cannot be written: {folder}. Give another --data or change its rights."));
        return nearest == folder
            ? new("data", Grade.Good, new($"数据目录可写：{folder}", $"The data folder can be written: {folder}"))
            : new("data", Grade.Good, new($"还没有数据目录，启动时会建立：{folder}", $"The data folder is not there yet and will be made at the start: {folder}"));
    }

    private static bool CanWrite(string folder)
    {
        try
        {
            var probe = Path.Combine(folder, Path.GetRandomFileName());
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static Finding Sqlite()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        var version = connection.ServerVersion;
        return Version.Parse(version) >= MendedSqlite
            ? new("sqlite", Grade.Good, BilingualText.Same($"SQLite {version}"))
            : new("sqlite", Grade.Advice, new(
                $"SQLite {version} 早于 {MendedSqlite}；本系统只用一个写连接，不受 WAL 重置缺陷影响。",
                $"SQLite {version} is older than {MendedSqlite}; this server writes through one connection and is not touched by the WAL-reset bug."));
    }

    private static Finding Asset() => File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "lib", "tabler.min.css"))
        ? new("assets", Grade.Good, new("页面资源齐全", "Page assets are there"))
        : new("assets", Grade.Missing, new("缺少页面资源；请重新构建（需要 npm）。", "Page assets are missing; build again (npm is needed)."));

    private static Finding Font() => File.Exists(Path.Combine(AppContext.BaseDirectory, CertificateFont))
        ? new("font", Grade.Good, new("证书字体齐全", "The font of certificates is there"))
        : new("font", Grade.Missing, new("缺少证书字体；请重新构建（需要 npm）。", "The font of certificates is missing; build again (npm is needed)."));

    private static Finding Serial()
    {
        string[] ports = [.. Directory.GetFiles("/dev", "ttyUSB*"), .. Directory.GetFiles("/dev", "ttyACM*"), .. Directory.GetFiles("/dev", "ttyS*")];
        if (ports.Length == 0)
            return new("serial", Grade.Advice, new("没有串口；可以用网络接口或模拟器。", "No serial port; use network links or simulators."));
        var closed = ports.Where(port => !CanOpen(port)).ToArray();
        return closed.Length == 0
            ? new("serial", Grade.Good, new($"串口可用：{string.Join(' ', ports)}", $"Serial ports can be opened: {string.Join(' ', ports)}"))
            : new("serial", Grade.Advice, new(
                $"无权打开串口：{string.Join(' ', closed)}。把用户加入 dialout 组后重新登录。",
                $"No right to open: {string.Join(' ', closed)}. Add the user to the group dialout and sign in again."));
    }

    private const int ReadAndWrite = 4 | 2;

    private static bool CanOpen(string port) => Access(port, ReadAndWrite) == 0;

    /// <summary>access(2): asks without opening, because opening a port raises its lines.</summary>
    [DllImport("libc", EntryPoint = "access", CharSet = CharSet.Ansi)]
    private static extern int Access(string path, int mode);
}

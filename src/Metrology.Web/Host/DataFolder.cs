namespace Metrology.Web.Host;

/// <summary>Everything the server keeps on this machine. Keys and passwords inside are readable by the owner only.</summary>
public sealed record DataFolder(string Path)
{
    /// <summary>Under the current directory, so that it is seen and backed up; a demonstration never shares a folder with real records.</summary>
    public static DataFolder Default(bool demo) => new(demo ? System.IO.Path.Combine("data", "demo") : "data");

    public string Database => In("metrology.db");
    public string Keys => In("keys");
    public string DemoLogins => In("demo-logins.json");
    public string DemoSigningKey => In("demo-signing.pfx");
    public string LedgerKey => System.IO.Path.Combine(Keys, "ledger.pem");

    /// <summary>By which entries of the ledger are sealed, 32 bytes.</summary>
    public string LedgerSealKey => System.IO.Path.Combine(Keys, "ledger-seal");

    /// <summary>What the first administrator must know: who can read the folder, or the output of the server, is who started it.</summary>
    public string SetUpCode => In("setup-code");

    /// <summary>What that key signed last.</summary>
    public string LedgerSigned => System.IO.Path.Combine(Keys, "ledger-signed.json");

    /// <summary>Where the ledger ended with the last transaction.</summary>
    public string LedgerEnd => System.IO.Path.Combine(Keys, "ledger-end");

    /// <summary>Which entry spoke last of each row of which no older state is believed, a line each; the last line of a row counts.</summary>
    public string LedgerLatest => System.IO.Path.Combine(Keys, "ledger-latest");

    /// <summary>Which failures of the ledger stop issuing, a code in a line.</summary>
    public string LedgerStopped => System.IO.Path.Combine(Keys, "ledger-stopped");

    /// <summary>Which sign-ins were ended of late.</summary>
    public string SessionsEnded => System.IO.Path.Combine(Keys, "sessions-ended");

    /// <summary>Copies of the ledger's checkpoints.</summary>
    public string Witness => In("witness");

    /// <summary>What stations know this server by.</summary>
    public string StationKey => System.IO.Path.Combine(Keys, "stations.pem");

    public string Station => In("station.json");

    /// <summary>Names of the lines of played instruments, as long as they are played.</summary>
    public string Lines => In("lines");

    /// <summary>Held while a server works on the folder; null when another one does. It ends with the process, however that ends.</summary>
    internal IDisposable? TryLock()
    {
        PrivateFiles.CreateFolder(Path);
        try
        {
            return PrivateFiles.Open(In("server.lock"), FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Room on the disk of the folder.</summary>
    internal long FreeBytes => new DriveInfo(System.IO.Path.GetFullPath(Path)).AvailableFreeSpace;

    private string In(string name) => System.IO.Path.Combine(System.IO.Path.GetFullPath(Path), name);
}

internal static class PrivateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>A folder that somebody made before is nobody else's to look into either.</summary>
    public static void CloseFolder(string folder)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Where it is made, nobody else can ever read it.</summary>
    public static FileStream Open(string file, FileMode mode, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions { Mode = mode, Access = mode == FileMode.CreateNew ? FileAccess.Write : FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new(file, options);
    }

    /// <summary>Takes what is there from everybody else.</summary>
    public static void Close(string file)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, OwnerOnly);
    }

    /// <summary>The file is never readable by others, not even while it is written.</summary>
    public static void Write(string file, string text) => Write(file, System.Text.Encoding.UTF8.GetBytes(text));

    public static void Write(string file, byte[] bytes)
    {
        File.Delete(file);
        using var stream = Open(file, FileMode.CreateNew);
        stream.Write(bytes);
    }
}

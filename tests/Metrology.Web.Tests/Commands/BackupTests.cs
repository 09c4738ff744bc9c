using Metrology.App.Certificates;
using Metrology.App.Jobs;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Retention;
using Metrology.App.Storage;
using Metrology.Web.Host;
using Metrology.Web.Host.Backups;
using Microsoft.Data.Sqlite;

namespace Metrology.Web.Tests.Commands;

/// <summary>What was backed up comes back whole and provably so, or not at all.</summary>
public sealed class BackupTests
{
    private const string Passphrase = "示例 correct horse battery staple";

    /// <summary>For the commands, which take it from nowhere else.</summary>
    static BackupTests() => Environment.SetEnvironmentVariable(BackupSettings.PassphraseVariable, Passphrase);

    [Fact]
    public async Task A_backup_of_a_working_server_comes_back_with_its_certificate_and_an_unbroken_ledger()
    {
        var (laboratory, certificate) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        using var folders = new Folders();
        var held = await laboratory.Get<PlaceHold>().ExecuteAsync(new(0, "示例", [Role.Approver]), HoldScope.Certificate, certificate.Number, "争议未结", CancellationToken.None);
        await laboratory.Get<TakeCheckpoint>().ExecuteAsync(CancellationToken.None);
        var said = await TakenAsync(laboratory, folders.Backups);
        Assert.Contains("legal rows agree", said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(laboratory.Get<ServeOptions>().Data.Path, Scratch.Prefix + "*"));
        var file = Assert.Single(Directory.GetFiles(folders.Backups));
        // Nothing in it can be read.
        Assert.DoesNotContain(certificate.Number, System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);

        var ran = await Ran.EnglishAsync("restore", file, "--data", folders.Restored, "--witness", laboratory.Get<ServeOptions>().Data.Witness, "--no-later-numbers");
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Contains("checkpoints agree", ran.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Ran.EnglishAsync("ledger", "verify", "--data", folders.Restored)).Code);
        await using var restored = await laboratory.AnotherOnAsync(folders.Restored);
        var back = await restored.Get<CertificateQueries>().FindAsync(certificate.Number, CancellationToken.None);
        Assert.Equal(certificate.Pdf, back!.Pdf);
        // What was held is held.
        var kept = Assert.Single((await restored.Get<RetentionQueries>().LookAsync(CancellationToken.None)).Holds);
        Assert.Equal((held.Value, certificate.Number, "争议未结", null), (kept.Id, kept.Subject, kept.Why, kept.Release));
        Assert.Equal("backup.data-there", Code(await Ran.EnglishAsync("restore", file, "--data", folders.Restored)));
    }

    [Fact]
    public async Task An_older_backup_comes_back_and_what_it_lacks_is_said()
    {
        await using var laboratory = await Laboratory.StartAsync();
        using var folders = new Folders();
        // Pipes of the runtime lie in the data folder where TMPDIR is there; who opens one waits for ever.
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(laboratory.Get<ServeOptions>().Data.Path, "clr-debug-pipe-1-1-in")]))
            await pipe.WaitForExitAsync(TestContext.Current.CancellationToken);
        var ran = await Ran.EnglishAsync("backup", "--data", laboratory.Get<ServeOptions>().Data.Path, "--out", folders.Backups);
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        var institution = (await laboratory.Get<LaboratoryQueries>().InstitutionAsync(CancellationToken.None))!;
        institution.Telephone = "010-0000";
        Assert.Null((await laboratory.Get<EditInstitution>().ExecuteAsync(new(0, "", [Role.Administrator]) { Because = "测试" }, institution, CancellationToken.None)).Refusal);
        await laboratory.Get<TakeCheckpoint>().ExecuteAsync(CancellationToken.None);
        ran = await Ran.EnglishAsync("restore", Assert.Single(Directory.GetFiles(folders.Backups)), "--data", folders.Restored, "--witness", laboratory.Get<ServeOptions>().Data.Witness);
        Assert.Equal(0, ran.Code);
        Assert.Contains("[ledger.truncated]", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_restores_nothing()
    {
        await using var laboratory = await Laboratory.StartAsync();
        using var folders = new Folders();
        await TakenAsync(laboratory, folders.Backups);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(folders.Backups))));
        var whole = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(folders.Backups)));
        var forged = Path.Combine(folders.Backups, "forged");
        foreach (var (bytes, code) in new[]
        {
            (Flipped(whole, 3), "backup.not-one"), (Flipped(whole, 25), "backup.wrong-passphrase"), (Flipped(whole, 40), "backup.wrong-passphrase"), (Flipped(whole, whole.Length / 2), "backup.damaged"),
            (Flipped(whole, whole.Length - 1), "backup.damaged"), (whole[..^1], "backup.cut-off"), (whole[..100], "backup.cut-off"), ([.. whole, 0], "backup.damaged"), ([], "backup.not-one"),
        })
        {
            await File.WriteAllBytesAsync(forged, bytes);
            Assert.Contains(Code(await Ran.EnglishAsync("restore", forged, "--data", folders.Restored)), code, StringComparison.Ordinal);
            Assert.False(Directory.Exists(folders.Restored));
        }

        Assert.Equal("backup.no-file", Code(await Ran.EnglishAsync("restore", "/no/such/file", "--data", folders.Restored)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024 * 1024)]
    [InlineData(3 * 1024 * 1024 + 17)]
    public void Pieces_come_back_and_cannot_be_left_out_or_exchanged(int length)
    {
        var text = new byte[length];
        new Random(length).NextBytes(text);
        var file = new MemoryStream();
        BackupCipher.Encrypt(new MemoryStream(text), file, Passphrase);
        var whole = file.ToArray();
        Assert.Equal(text, Opened(whole, Passphrase).Text);
        Assert.Equal("backup.wrong-passphrase", Opened(whole, Passphrase + "x").Code);
        if (length <= 2 * 1024 * 1024)
            return;
        const int start = 19 + 16 + 16, piece = 4 + 1024 * 1024 + 16;
        var (first, second) = (whole[start..(start + piece)], whole[(start + piece)..(start + 2 * piece)]);
        byte[] exchanged = [.. whole[..start], .. second, .. first, .. whole[(start + 2 * piece)..]];
        byte[] leftOut = [.. whole[..(start + piece)], .. whole[(start + 2 * piece)..]];
        byte[] cut = whole[..(start + 2 * piece)];
        Assert.Equal("backup.damaged", Opened(exchanged, Passphrase).Code);
        Assert.Equal("backup.damaged", Opened(leftOut, Passphrase).Code);
        Assert.Equal("backup.cut-off", Opened(cut, Passphrase).Code);
    }

    /// <summary>A backup is compared with the ledger when it is made: what was changed behind the product is not kept as good.</summary>
    [Fact]
    public async Task A_database_that_was_changed_is_named_by_its_backup()
    {
        await using var laboratory = await Laboratory.StartAsync();
        using var folders = new Folders();
        await laboratory.SqlAsync("UPDATE Institutions SET NameZh = NameZh || '二'");
        var taken = await Backups(laboratory, folders.Backups).TakeAsync(CancellationToken.None);
        Assert.Equal("backup.not-sound", taken.Refusal?.Code);
        Assert.Contains("Institution 1", taken.Refusal!.Text.En, StringComparison.Ordinal);
        Assert.Equal("backup.not-sound", Code(await Ran.EnglishAsync("restore", Assert.Single(Directory.GetFiles(folders.Backups)), "--data", folders.Restored)));
    }

    [Fact]
    public async Task Old_ones_go_once_a_new_one_was_checked_and_what_a_killed_one_left_goes_too()
    {
        await using var laboratory = await Laboratory.StartAsync();
        using var folders = new Folders();
        Directory.CreateDirectory(Path.Combine(laboratory.Get<ServeOptions>().Data.Path, Scratch.Prefix + "killed"));
        foreach (var day in new[] { 1, 2, 3 })
            await File.WriteAllTextAsync(Path.Combine(folders.Backups, BackupFile.NameAt(new DateTimeOffset(2026, 1, day, 2, 30, 0, TimeSpan.Zero))), "");
        await File.WriteAllTextAsync(Path.Combine(folders.Backups, "other.txt"), "");
        Assert.Contains("2 older ones removed", await TakenAsync(laboratory, folders.Backups, keep: 2), StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(folders.Backups).Length);
        Assert.Contains("metrology-20260103-023000.backup", Directory.GetFiles(folders.Backups).Select(Path.GetFileName));
        Assert.Empty(Directory.GetDirectories(laboratory.Get<ServeOptions>().Data.Path, Scratch.Prefix + "*"));
    }

    [Fact]
    public async Task The_job_says_that_nothing_is_configured()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var ran = await laboratory.Get<RunJob>().NowAsync(new(0, "", [Role.Administrator]) { Because = "测试" }, "backup", CancellationToken.None);
        Assert.Equal("backup.not-configured", ran.Value.FaultCode);
    }

    [Fact]
    public void Settings_that_are_no_use_are_refused()
    {
        static string? Of(params (string Name, string Value)[] set) =>
            BackupSettings.From(name => set.FirstOrDefault(one => one.Name == name).Value).Refusal?.Code;
        Assert.Null(Of());
        Assert.Equal("backup.no-passphrase", Of((BackupSettings.FolderVariable, "/backups")));
        Assert.Equal("backup.no-passphrase", Of((BackupSettings.FolderVariable, "/backups"), (BackupSettings.PassphraseVariable, "short")));
        Assert.Equal("backup.no-passphrase", Of((BackupSettings.FolderVariable, "/backups"), (BackupSettings.PassphraseFileVariable, "/no/such/file")));
        Assert.Equal("backup.bad-keep", Of((BackupSettings.FolderVariable, "/backups"), (BackupSettings.PassphraseVariable, Passphrase), (BackupSettings.KeepVariable, "0")));
        Assert.Null(Of((BackupSettings.FolderVariable, "/backups"), (BackupSettings.PassphraseVariable, Passphrase), (BackupSettings.KeepVariable, "7")));
    }

    private static Backups Backups(Laboratory laboratory, string folder, int keep = 10) => new(
        laboratory.Get<Store>(), laboratory.Get<ServeOptions>(), laboratory.Get<ILedgerWitness>(), laboratory.Clock, new(folder, Passphrase, keep));

    private static async Task<string> TakenAsync(Laboratory laboratory, string folder, int keep = 10)
    {
        var taken = await Backups(laboratory, folder, keep).TakeAsync(CancellationToken.None);
        Assert.Null(taken.Refusal);
        return taken.Value.En;
    }

    private static (string? Code, byte[]? Text) Opened(byte[] file, string passphrase)
    {
        var text = new MemoryStream();
        return BackupCipher.Decrypt(new MemoryStream(file), text, passphrase) is { } refusal ? (refusal.Code, null) : (null, text.ToArray());
    }

    private static byte[] Flipped(byte[] bytes, int at)
    {
        var flipped = bytes.ToArray();
        flipped[at] ^= 1;
        return flipped;
    }

    private static string Code(Ran ran) => ran.Error.Split('[')[^1].Split(']')[0];

    private sealed class Folders : IDisposable
    {
        private readonly string root = Directory.CreateTempSubdirectory("metrology-backup-").FullName;

        public Folders() => Directory.CreateDirectory(Backups);

        public string Backups => Path.Combine(root, "backups");

        public string Restored => Path.Combine(root, "restored");

        public void Dispose()
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(root, recursive: true);
        }
    }
}

namespace Metrology.Testing;

/// <summary>A data folder made once and copied for every test: migrating, seeding and hashing passwords take longer than many a test.</summary>
/// <param name="prepare">Fills the folder of this path, and leaves no file open.</param>
public sealed class PreparedFolder(Func<string, Task> prepare)
{
    private readonly Lazy<Task<string>> prepared = new(async () =>
    {
        var folder = NewFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await prepare(folder);
        return folder;
    });

    /// <summary>A copy of the test's own, which the test deletes.</summary>
    public async Task<string> CopyAsync()
    {
        var copy = NewFolder();
        await CopyToAsync(copy);
        return copy;
    }

    public async Task CopyToAsync(string folder)
    {
        var from = await prepared.Value;
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("metrology-test-").FullName;
}

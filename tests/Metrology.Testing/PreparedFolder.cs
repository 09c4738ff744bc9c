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
        foreach (var file in Directory.GetFiles(await prepared.Value))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("metrology-test-").FullName;
}

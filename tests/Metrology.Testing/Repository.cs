namespace Metrology.Testing;

/// <summary>The checkout that the tests run in.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Metrology.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests must run inside the checkout: no folder above them holds Metrology.sln");
    }
}

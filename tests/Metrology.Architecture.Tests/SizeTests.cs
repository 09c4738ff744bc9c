using Metrology.Testing;

namespace Metrology.Architecture.Tests;

/// <summary>Files stay small enough to hold in the head.</summary>
public sealed class SizeTests
{
    private const int MaximumLines = 400;

    [Fact]
    public void No_source_file_is_a_corridor() => Assert.Empty(Sources().Where(file => IsTooLong(File.ReadLines(file))).Select(file => Path.GetRelativePath(Repository.Root, file)));

    [Fact]
    public void A_planted_long_file_is_found() => Assert.True(IsTooLong(Enumerable.Repeat("// line", MaximumLines + 1)));

    private static bool IsTooLong(IEnumerable<string> lines) => lines.Skip(MaximumLines).Any();

    private static IEnumerable<string> Sources() =>
        new[] { "src", "firmware-adapters", "db", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.At(folder), "*.*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" or ".js" or ".css")
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "lib" or "Migrations" or "node_modules"));
}

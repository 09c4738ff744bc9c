using Metrology.Testing;

namespace Metrology.Dcc.Tests.Samples;

/// <summary>The schemas of the DCC, which lie beside the checkout and never in it.</summary>
internal static class Schemas
{
    public static string Folder => Repository.At("..", "shared", "dcc");

    /// <summary>The reason to skip, or null when schemas and validator are there.</summary>
    public static string? Missing =>
        !File.Exists(Path.Combine(Folder, "dcc.xsd")) ? "skipped: the DCC schemas are not in ../shared/dcc" : ForeignProgram.Missing("xmllint");

    /// <summary>What the validator says against a file; empty when it is valid.</summary>
    public static string Problems(byte[] xml)
    {
        using var file = new TemporaryFile(xml);
        var (exit, _, error) = ForeignProgram.Run("xmllint", "--nonet", "--noout", "--schema", Path.Combine(Folder, "dcc.xsd"), file.Path);
        return exit == 0 ? "" : error;
    }
}

/// <summary>A file for a program of somebody else.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(byte[] bytes, string extension = ".xml")
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"metrology-dcc-{Guid.NewGuid():N}{extension}");
        File.WriteAllBytes(Path, bytes);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}

using Metrology.Adapters.Modbus;
using Metrology.Core.Files;

namespace Metrology.Web.Host;

/// <summary>The register maps that a laboratory puts into the folder maps of its data folder: one more meter is one more file.</summary>
internal static class OwnMaps
{
    public const string Folder = "maps";

    /// <summary>More is no map.</summary>
    public const int LargestFile = 256 * 1024;

    /// <exception cref="WrongFileException">A file is no register map.</exception>
    public static RegisterMapShelf Load(DataFolder data)
    {
        var folder = Path.Combine(Path.GetFullPath(data.Path), Folder);
        return Directory.Exists(folder) ? new(Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read).ToList()) : RegisterMapShelf.Shipped;
    }

    private static RegisterMap Read(string file)
    {
        if (new FileInfo(file).Length > LargestFile)
            throw new WrongFileException(file, [new FileProblem("", new($"文件超过 {LargestFile} 字节", $"the file is larger than {LargestFile} bytes"))]);
        var map = RegisterMaps.Parse(File.ReadAllBytes(file));
        return map.Refusal is { } refusal ? throw new WrongFileException(file, [new FileProblem("", refusal.Text)]) : map.Value;
    }
}

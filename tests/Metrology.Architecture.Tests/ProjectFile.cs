using System.Xml.Linq;
using Metrology.Testing;

namespace Metrology.Architecture.Tests;

/// <summary>What a project file names: other projects and packages.</summary>
public sealed record ProjectFile(string Name, string Folder, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. new[] { "src", "firmware-adapters", "db" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.At(folder), "*.csproj", SearchOption.AllDirectories))
            .Select(path => Parse(Path.GetFileNameWithoutExtension(path), Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(path)!), File.ReadAllText(path)))];

    public static ProjectFile Parse(string name, string folder, string xml)
    {
        var document = XDocument.Parse(xml);
        return new(name, folder.Replace('\\', '/'), Named(document, "ProjectReference", Path.GetFileNameWithoutExtension), Named(document, "PackageReference", id => id));
    }

    private static List<string> Named(XDocument document, string element, Func<string, string> nameOf) =>
        [.. document.Descendants(element).Select(item => item.Attribute("Include")?.Value).OfType<string>().SelectMany(value => value.Split(';')).Select(nameOf)];
}

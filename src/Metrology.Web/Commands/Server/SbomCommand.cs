using System.CommandLine;
using System.Text.Json;
using Metrology.App.Software;

namespace Metrology.Web.Commands.Server;

/// <summary>
/// The software bill of materials (CycloneDX 1.6, JSON) of this installation: what the program was built from, as its own dependency file says, with the hashes of the files that are there; the runtime that it asks
/// for; and the libraries and fonts of its pages and papers with their licences, as the lock file of their packages says.
/// </summary>
internal static class SbomCommand
{
    private const string DependencyFile = "metrology.deps.json", RuntimeFile = "metrology.runtimeconfig.json", AssetsFile = "package-lock.json";

    public static Command Create(Terminal terminal)
    {
        var command = new Command("sbom", terminal.Say("输出软件物料清单（CycloneDX JSON）", "Write the software bill of materials (CycloneDX JSON)"));
        command.SetAction(_ =>
        {
            terminal.Out.WriteLine(Of(AppContext.BaseDirectory));
            return Terminal.Done;
        });
        return command;
    }

    internal static string Of(string folder)
    {
        using var dependencies = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, DependencyFile)));
        var libraries = dependencies.RootElement.GetProperty("libraries").EnumerateObject().Select(library => (Name: library.Name.Split('/')[0], Version: library.Name.Split('/')[1], Facts: library.Value)).ToList();
        var targets = dependencies.RootElement.GetProperty("targets").EnumerateObject().First().Value;
        return JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["bomFormat"] = "CycloneDX",
                ["specVersion"] = "1.6",
                ["version"] = 1,
                ["metadata"] = new { component = new Dictionary<string, object> { ["type"] = "application", ["bom-ref"] = "metrology", ["name"] = "metrology", ["version"] = SoftwareIdentity.Version } },
                ["components"] = libraries.OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => Component(one.Name, one.Version, one.Facts, targets, folder)).Concat(Runtimes(folder)).Concat(Assets()),
                ["dependencies"] = libraries.OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => new Dictionary<string, object>
                {
                    ["ref"] = Ref(one.Name, one.Version),
                    ["dependsOn"] = targets.GetProperty($"{one.Name}/{one.Version}").TryGetProperty("dependencies", out var on) ? [.. on.EnumerateObject().Select(other => Ref(other.Name, other.Value.GetString()!))] : Array.Empty<string>(),
                }),
            },
            new JsonSerializerOptions { WriteIndented = true });
    }

    private static Dictionary<string, object> Component(string name, string version, JsonElement facts, JsonElement targets, string folder)
    {
        var component = Of("library", name, version);
        if (facts.GetProperty("type").GetString() == "package")
            component["purl"] = $"pkg:nuget/{name}@{version}";
        var hashes = targets.GetProperty($"{name}/{version}").TryGetProperty("runtime", out var runtime)
            ? runtime.EnumerateObject().Select(file => InstallationManifest.HashOfFile(Path.Combine(folder, Path.GetFileName(file.Name)))).OfType<string>().ToList() : [];
        if (hashes.Count > 0)
            component["hashes"] = hashes.Select(hash => new { alg = "SHA-256", content = hash });
        return component;
    }

    private static List<Dictionary<string, object>> Runtimes(string folder)
    {
        using var runtime = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, RuntimeFile)));
        var options = runtime.RootElement.GetProperty("runtimeOptions");
        // A published program may bring its runtime with it.
        IEnumerable<JsonElement> frameworks = options.TryGetProperty("frameworks", out var several) || options.TryGetProperty("includedFrameworks", out several) ? several.EnumerateArray() : [options.GetProperty("framework")];
        return [.. frameworks.Select(one => (Name: one.GetProperty("name").GetString()!, Version: one.GetProperty("version").GetString()!)).Select(one => Of("framework", one.Name, one.Version))];
    }

    private static List<Dictionary<string, object>> Assets()
    {
        const string Folder = "node_modules/";
        using var lockFile = typeof(SbomCommand).Assembly.GetManifestResourceStream(AssetsFile)!;
        using var packages = JsonDocument.Parse(lockFile);
        return
        [
            .. packages.RootElement.GetProperty("packages").EnumerateObject()
                .Where(package => package.Name.StartsWith(Folder, StringComparison.Ordinal) && !package.Value.TryGetProperty("dev", out _))
                .Select(package =>
                {
                    var (name, version) = (package.Name[(package.Name.LastIndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..], package.Value.GetProperty("version").GetString()!);
                    var component = Of("library", name, version);
                    component["purl"] = $"pkg:npm/{name.Replace("@", "%40", StringComparison.Ordinal)}@{version}";
                    if (package.Value.TryGetProperty("license", out var licence))
                        component["licenses"] = new[] { new { expression = licence.GetString() } };
                    return component;
                }),
        ];
    }

    private static Dictionary<string, object> Of(string type, string name, string version) => new() { ["type"] = type, ["bom-ref"] = Ref(name, version), ["name"] = name, ["version"] = version };

    private static string Ref(string name, string version) => $"{name}@{version}";
}

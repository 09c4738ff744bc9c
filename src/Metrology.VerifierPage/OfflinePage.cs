using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Metrology.Dcc.Offline;
using Metrology.Pdf;
using Metrology.Pdf.Conformance;
using Metrology.Procedures;

namespace Metrology.VerifierPage;

/// <summary>
/// The verifier as one HTML file: the words of the product, its modules joined in the order of their names, with a policy that lets this script and this style run and nothing else, no
/// network above all. It opens from a disk.
/// </summary>
public static class OfflinePage
{
    /// <summary>Name under which it is given out.</summary>
    public const string FileName = "verify.html";

    private static readonly Assembly Own = typeof(OfflinePage).Assembly;

    /// <summary>The same bytes for the same version.</summary>
    public static string Html { get; } = Make();

    private static string Make()
    {
        var modules = Own.GetManifestResourceNames().Where(name => name.EndsWith(".js", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read);
        // A name of one module is seen by the next, and by nothing outside.
        var script = $"\n\"use strict\";\n{{\nconst product = {Vocabulary.Json};\nconst metadata = {Metadata};\nconst shippedProcedures = {Shipped};\n{string.Join('\n', modules)}}}\n";
        var style = "\n" + Read("page.css");
        var policy = $"default-src 'none'; script-src {Hash(script)}; style-src {Hash(style)}; img-src data:; base-uri 'none'; form-action 'none'";
        return Read("page.html")
            .Replace("{policy}", policy, StringComparison.Ordinal)
            .Replace("{program}", $"metrology-verify {Own.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}", StringComparison.Ordinal)
            .Replace("{style}", style, StringComparison.Ordinal)
            .Replace("{script}", script, StringComparison.Ordinal);
    }

    /// <summary>Content hashes of the procedures that come with the program.</summary>
    private static string Shipped => JsonSerializer.Serialize(ProcedureCatalog.All.Select(one => one.Procedure.ContentHash));

    /// <summary>What files say about themselves, with {names} in place of facts.</summary>
    private static string Metadata
    {
        get
        {
            var pattern = new DocumentInformation("{title}", default) { Author = "{author}", Subject = "{subject}", Language = "{language}" };
            return JsonSerializer.Serialize(new
            {
                producer = pattern.Entries.Single(entry => entry.Key == "Producer").Text,
                profile = ColourProfile.Hash,
                xmp = pattern.Xmp.Replace(default(DateTimeOffset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "{day}", StringComparison.Ordinal),
            });
        }
    }

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Read(string name)
    {
        using var reader = new StreamReader(Own.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

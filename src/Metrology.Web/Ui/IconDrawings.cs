using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Metrology.Web.Ui;

/// <summary>The SVG drawings that the build embeds.</summary>
internal static partial class IconDrawings
{
    private static readonly ConcurrentDictionary<string, string> Drawings = new();

    public static string Of(string name) => Drawings.GetOrAdd(name, Load);

    private static string Load(string name)
    {
        using var stream = typeof(IconDrawings).Assembly.GetManifestResourceStream("icon/" + name)
            ?? throw new ArgumentException($"No icon “{name}”: add it to Assets.targets.", nameof(name));
        using var reader = new StreamReader(stream);
        var svg = reader.ReadToEnd();
        var inside = svg[(svg.IndexOf('>', svg.IndexOf("<svg", StringComparison.Ordinal)) + 1)..];
        return """<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">""" + BetweenTags().Replace(inside, "").TrimEnd();
    }

    [GeneratedRegex(@"^\s+|(?<=>)\s+(?=<)")]
    private static partial Regex BetweenTags();
}

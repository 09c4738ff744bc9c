using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Metrology.Testing;

namespace Metrology.Core.Tests.Published;

/// <summary>A published example: a file that the product evaluates, with the figures that its source prints.</summary>
/// <param name="IsConfirmed">The figures were seen in the source or in a copy of it; otherwise they are remembered.</param>
public sealed record Example(string File, string Title, string Source, bool IsConfirmed, IReadOnlyList<Figure> Figures)
{
    private static readonly string Folder = Repository.At("tests", "corpus", "published");

    public static IReadOnlyList<string> Files { get; } = [.. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file)!)];

    private static readonly ConcurrentDictionary<string, Example> Known = [];

    /// <summary>The example, computed once for all who ask.</summary>
    public static Example Read(string file) => Known.GetOrAdd(file, Compute);

    private static Example Compute(string file)
    {
        var text = System.IO.File.ReadAllText(Path.Combine(Folder, file));
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        var published = root.GetProperty("published");
        Answers answers = root.TryGetProperty("model", out _) ? new ModelAnswers(text)
            : root.TryGetProperty("line", out var line) ? new LineAnswers(line)
            : root.TryGetProperty("conformance", out var conformance) ? new ConformanceAnswers(conformance)
            : root.TryGetProperty("rounding", out _) ? new RoundingAnswers()
            : root.TryGetProperty("intervals", out var intervals) ? new IntervalAnswers(intervals)
            : root.TryGetProperty("risk", out var risk) ? new RiskAnswers(risk)
            : root.TryGetProperty("guardBand", out _) ? new GuardBandAnswers()
            : new FactorAnswers();
        var figures = published.GetProperty("figures").EnumerateArray().Select(figure => Of(figure, answers)).ToList();
        return new(file, root.GetProperty("title").GetString()!, root.GetProperty("source").GetString()!, published.GetProperty("confirmed").GetBoolean(), figures);
    }

    private static Figure Of(JsonElement figure, Answers answers)
    {
        string? Text(string name) => figure.TryGetProperty(name, out var value) ? value.GetString() : null;
        var (quantity, printed) = (Text("quantity")!, Text("printed")!);
        var tolerance = Text("tolerance") is { } stated ? double.Parse(stated, CultureInfo.InvariantCulture) : Figure.HalfLastDigit(printed);
        var isBound = Text("kind") == "below";
        return new(quantity, printed, Text("where")!, isBound ? Figure.Value(printed) : tolerance, Text("note") ?? (quantity.StartsWith("monte", StringComparison.Ordinal) ? "trials of the source and ours" : ""), answers.Of(quantity)) { IsBound = isBound };
    }
}

using System.Text.Json;

namespace Metrology.Vectors;

/// <summary>A file of cases whose base name says their kind.</summary>
public static class VectorFile
{
    private static readonly IReadOnlyDictionary<string, VectorKind> Kinds =
        typeof(VectorKind).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(VectorKind)))
            .Select(type => (VectorKind)Activator.CreateInstance(type)!)
            .ToDictionary(kind => kind.Name);

    /// <summary>There is a kind of this name.</summary>
    public static bool Knows(string kind) => Kinds.ContainsKey(kind);

    public static void Run(string path, Tally tally)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (!Kinds.TryGetValue(name, out var kind))
        {
            tally.Add(name, ["kind: expected a known kind, got " + name]);
            return;
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException error)
        {
            tally.Add(name, [$"file: expected a JSON file of cases, got no valid JSON from line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1} on"]);
            return;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            tally.Add(name, ["file: expected a JSON file of cases, got " + (File.Exists(path) ? "one that cannot be read" : "no such file")]);
            return;
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("cases", out var cases) || cases.ValueKind != JsonValueKind.Array)
            {
                tally.Add(name, ["cases: expected an object with a list of cases, got " + (document.RootElement.ValueKind == JsonValueKind.Object ? "none" : document.RootElement.ValueKind.ToString())]);
                return;
            }

            if (cases.GetArrayLength() == 0)
            {
                // Nothing was compared, and that must not look like agreement.
                tally.Add(name, ["cases: expected at least one case, got none"]);
                return;
            }

            var number = 0;
            foreach (var json in cases.EnumerateArray())
                Run(kind, json, document.RootElement, ++number, tally);
        }
    }

    private static void Run(VectorKind kind, JsonElement json, JsonElement file, int number, Tally tally)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            tally.Add($"#{number}", [$"case: expected an object, got {json.ValueKind}"]);
            return;
        }

        var id = json.TryGetProperty("id", out var given) && given.ToString() is { Length: > 0 } text ? text : $"#{number}";
        var vector = new VectorCase(json, file, id);
        try
        {
            kind.Run(vector);
        }
        catch (Exception error)
        {
            // Of the case: what it lacks or cannot be computed. The next case is another matter.
            vector.Broke(error);
        }

        tally.Add(id, vector.Verdict());
    }
}

/// <summary>Maps a case of one kind to calls of the product and compares what comes back. Computes nothing itself.</summary>
public abstract class VectorKind
{
    /// <summary>Base name of the files of this kind.</summary>
    public abstract string Name { get; }

    public abstract void Run(VectorCase vector);
}

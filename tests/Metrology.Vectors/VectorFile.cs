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
            document = JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            tally.Add(name, ["file: expected a JSON file of cases, got " + error.Message]);
            return;
        }

        using (document)
        {
            foreach (var json in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                var vector = new VectorCase(json, document.RootElement);
                try
                {
                    kind.Run(vector);
                }
                catch (Exception error)
                {
                    vector.Differs("exception", "none", $"{error.GetType().Name}: {error.Message}");
                }

                tally.Add(vector.Id, vector.Differences());
            }
        }
    }
}

/// <summary>Maps a case of one kind to calls of the product and compares what comes back. Computes nothing itself.</summary>
public abstract class VectorKind
{
    /// <summary>Base name of the files of this kind.</summary>
    public abstract string Name { get; }

    public abstract void Run(VectorCase vector);
}

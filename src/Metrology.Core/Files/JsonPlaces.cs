using System.Text.Json;
using Metrology.Core.Words;

namespace Metrology.Core.Files;

/// <summary>
/// Where every value of a JSON text stands, so that a problem can be found with an editor. Walking it also finds what a document object would only trip over
/// later.
/// </summary>
internal sealed class JsonPlaces
{
    /// <summary>Places that are kept; what stands behind them is found by the object around it.</summary>
    private const int MostPlaces = 1_000_000;

    /// <summary>Nobody mends more at once.</summary>
    private const int MostTwice = 1000;

    private readonly Dictionary<string, (int Line, int Column)> places = [];
    private readonly List<int> lineStarts = [0];
    private readonly List<FileProblem> twice = [];

    /// <summary>Members that occur twice, each where it occurs again.</summary>
    public IReadOnlyList<FileProblem> Twice => twice;

    /// <summary>Notes the places, or gives the first thing that makes the text unreadable.</summary>
    public FileProblem? Walk(ReadOnlySpan<byte> file, int deepest)
    {
        for (var i = 0; i < file.Length; i++)
        {
            if (file[i] == '\n')
                lineStarts.Add(i + 1);
        }

        var reader = new Utf8JsonReader(file, new JsonReaderOptions { MaxDepth = deepest });
        try
        {
            reader.Read();
            Value(ref reader, "");
            reader.Read(); // throws when something follows the value
            return null;
        }
        catch (JsonException error)
        {
            var (line, column) = ((int)(error.LineNumber ?? 0) + 1, (int)(error.BytePositionInLine ?? 0) + 1);
            return new("", line, column, StrictJson.NotJson);
        }
        catch (InvalidOperationException)
        {
            var (line, column) = Place(reader.TokenStartIndex);
            return new("", line, column, StrictJson.NotUnicode);
        }
    }

    /// <summary>The problem with the place of its path, or of the nearest object around it when the path itself is missing.</summary>
    public FileProblem At(FileProblem problem)
    {
        if (problem.Line > 0)
            return problem;
        var path = problem.Path;
        while (!places.ContainsKey(path))
            path = Around(path);
        var (line, column) = places[path];
        return problem with { Line = line, Column = column };
    }

    private static string Around(string path) => path[..Math.Max(path.LastIndexOfAny(['.', '[']), 0)];

    private void Value(ref Utf8JsonReader reader, string path)
    {
        if (places.Count < MostPlaces)
            places.TryAdd(path, Place(reader.TokenStartIndex));
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                reader.GetString();
                break;
            case JsonTokenType.StartArray:
                for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                    Value(ref reader, $"{path}[{i}]");
                break;
            case JsonTokenType.StartObject:
                Object(ref reader, path);
                break;
        }
    }

    private void Object(ref Utf8JsonReader reader, string path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var member = path.Length == 0 ? name : $"{path}.{name}";
            var (line, column) = Place(reader.TokenStartIndex);
            if (!names.Add(name) && twice.Count < MostTwice)
                twice.Add(new(member, line, column, new BilingualText("成员重复", "this member occurs twice")));
            reader.Read();
            Value(ref reader, member);
        }
    }

    private (int Line, int Column) Place(long index)
    {
        var found = lineStarts.BinarySearch((int)index);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, (int)index - lineStarts[line] + 1);
    }
}

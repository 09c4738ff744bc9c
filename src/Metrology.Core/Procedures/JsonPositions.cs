using System.Globalization;
using System.Text.Json;

namespace Metrology.Core.Procedures;

/// <summary>Where each path of a JSON file begins, so that a problem can be found with an editor.</summary>
internal sealed class JsonPositions
{
    private readonly Dictionary<string, (int Line, int Column)> places = [];

    private JsonPositions()
    {
    }

    public static JsonPositions Of(ReadOnlySpan<byte> file)
    {
        var positions = new JsonPositions();
        if (file is [0xEF, 0xBB, 0xBF, ..])
            file = file[3..];
        var reader = new Utf8JsonReader(file);
        var lines = new LineCounter();
        if (reader.Read())
            positions.Visit(ref reader, file, "", ref lines);
        return positions;
    }

    /// <summary>Where a name or text is no Unicode although the JSON is well formed ("\ud800"), or null.</summary>
    public static (int Line, int Column)? BrokenText(ReadOnlySpan<byte> file)
    {
        if (file is [0xEF, 0xBB, 0xBF, ..])
            file = file[3..];
        var reader = new Utf8JsonReader(file);
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
                continue;
            try
            {
                reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return new LineCounter().At(file, (int)reader.TokenStartIndex);
            }
        }

        return null;
    }

    /// <summary>The problems with their places, in the order of the file; what is missing stands at what it is missing from.</summary>
    public IReadOnlyList<ProcedureProblem> Locate(IEnumerable<ProcedureProblem> problems) =>
    [
        .. problems.Select(problem => Find(problem.Path) is var (line, column) ? problem with { Line = line, Column = column } : problem)
            .OrderBy(problem => problem.Line).ThenBy(problem => problem.Column),
    ];

    private (int Line, int Column) Find(string path)
    {
        while (path.Length > 0 && !places.ContainsKey(path))
            path = path[..Math.Max(path.LastIndexOf('.'), Math.Max(0, path.LastIndexOf('[')))];
        return places.GetValueOrDefault(path, (1, 1));
    }

    private void Visit(ref Utf8JsonReader reader, ReadOnlySpan<byte> file, string path, ref LineCounter lines)
    {
        places.TryAdd(path, lines.At(file, (int)reader.TokenStartIndex));
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                Visit(ref reader, file, path.Length == 0 ? name : $"{path}.{name}", ref lines);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                Visit(ref reader, file, string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), ref lines);
        }
    }

    /// <summary>Counts line ends once, because places are asked for in order.</summary>
    private struct LineCounter()
    {
        private int line = 1;
        private int lineStart;
        private int counted;

        public (int Line, int Column) At(ReadOnlySpan<byte> file, int index)
        {
            for (; counted < index; counted++)
            {
                if (file[counted] == (byte)'\n')
                    (line, lineStart) = (line + 1, counted + 1);
            }

            return (line, index - lineStart + 1);
        }
    }
}

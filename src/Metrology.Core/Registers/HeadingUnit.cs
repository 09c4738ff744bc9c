using System.Text.RegularExpressions;

namespace Metrology.Core.Registers;

/// <summary>A unit, a word for the class or a coverage factor that stands in a heading and is meant of every cell below.</summary>
internal static partial class HeadingUnit
{
    /// <summary>The cell with what its heading says of it, or null where the heading says nothing or the cell has its own.</summary>
    public static string? Added(string heading, StandardColumn column, string cell)
    {
        var said = CellText.Of(heading).Text;
        List<string> texts = [.. Bracketed().Matches(said).Select(match => match.Groups[1].Value.Trim())];
        if (texts.Count == 0 && said.LastIndexOf('/') is > 0 and var slash)
            texts.Add(said[(slash + 1)..].Trim());
        var unit = texts.Find(text => text.Length > 0 && text != "1" && RangeUnits.IsKnown(text));
        if (column == StandardColumn.Range)
            return unit is not null && RangeCell.Of(cell) is { Ranges: [{ Unit: null }], UnknownUnit: null, Beside: "" } && !cell.Contains('(', StringComparison.Ordinal) && !cell.Contains('（', StringComparison.Ordinal) ? $"({cell}) {unit}" : null;
        var factor = texts.Select(text => Factor().Match(text)).FirstOrDefault(match => match.Success)?.Value;
        var number = Number().Match(CellText.Of(cell).Text);
        var text = number.Success && unit is not null ? $"{cell} {unit}" : number.Success && texts.Find(one => one is "级" or "等") is { } word ? cell + word : cell;
        if (factor is not null && !text.Contains("k=", StringComparison.OrdinalIgnoreCase) && !text.Contains('±', StringComparison.Ordinal) && Stated().Match(text) is { Success: true } stated)
            text = $"{(stated.Groups["u"].Success ? "" : "U=")}{text}, {factor}";
        return text == cell ? null : text;
    }

    [GeneratedRegex(@"\(([^()]*)\)|\[([^\[\]]*)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\Ak\s*=\s*[0-9]+(?:\.[0-9]+)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Factor();

    [GeneratedRegex(@"\A±?\s*[0-9]+(?:\.[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\A\s*(?:(?<u>U(?:rel|r|95|99)?\s*=)\s*)?[0-9]+(?:\.[0-9]+)?\s*[^0-9\s].*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Stated();
}

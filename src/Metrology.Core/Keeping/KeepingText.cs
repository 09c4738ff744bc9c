using System.Globalization;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Keeping;

/// <summary>Readings as typed, pasted or of a CSV file: numbers apart by blanks, commas, semicolons or tabs; a line that begins with a day is a group of that day.</summary>
public static partial class KeepingText
{
    private const int MostReadings = 5000;

    /// <param name="on">Day of what stands in no dated line.</param>
    public static Outcome<IReadOnlyList<KeepingGroup>> Groups(string text, DateOnly on)
    {
        var groups = new List<KeepingGroup>();
        var undated = new List<decimal>();
        foreach (var (index, line) in text.Split('\n').Index())
        {
            var cells = line.Split([' ', '\t', ',', ';', '；', '，', '\r', '\uFEFF'], StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length == 0)
                continue;
            // Two readings, or one that is written with a comma? Runs are kept for ever, so nobody guesses.
            if (line.AsSpan().IndexOf('.') < 0 && DecimalComma().Match(line) is { Success: true } doubtful)
                return CommaBetweenDigits(index, doubtful.Value);
            var isDated = DateOnly.TryParseExact(cells[0].TrimEnd(':', '：'), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
            var values = new List<decimal>();
            foreach (var cell in isDated ? cells[1..] : cells)
            {
                if (QuantityText.ParseNumber(cell) is { } number)
                    values.Add(number);
                // The first line may be a heading, which begins no cell as a number does: 1e300 is a reading that nobody took.
                else if (index > 0 || values.Count > 0 || isDated || char.IsAsciiDigit(cell[0]) || cell[0] is '+' or '-' or '.')
                    return NoNumber(index, cell);
            }

            if (isDated)
                groups.Add(new(day, values));
            else
                undated.AddRange(values);
        }

        if (undated.Count > 0)
            groups.Add(new(on, undated));
        if (groups.Count == 0 || groups.Exists(group => group.Values.Count == 0))
            return Nothing;
        return groups.Sum(group => group.Values.Count) > MostReadings ? TooMany : groups;
    }

    public static string Text(IEnumerable<KeepingGroup> groups) => string.Join('\n', groups.Select(group =>
        string.Create(CultureInfo.InvariantCulture, $"{group.On:yyyy-MM-dd}: {string.Join(' ', group.Values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}")));

    private static readonly Refusal Nothing = new("keeping.no-readings", new("没有读数，或有一行只有日期。请填写或粘贴读数。", "There are no readings, or a line has a day only. Type or paste them."), "Readings");

    private static readonly Refusal TooMany = new("keeping.too-many-readings", new($"最多 {MostReadings} 个读数。", $"At most {MostReadings} readings."), "Readings");

    [System.Text.RegularExpressions.GeneratedRegex("[0-9]+[,，][0-9]+")]
    private static partial System.Text.RegularExpressions.Regex DecimalComma();

    private static Refusal CommaBetweenDigits(int line, string text) => new(
        "keeping.decimal-comma",
        new($"第 {line + 1} 行的“{text}”可能是一个数，也可能是两个。小数用点，读数之间用空格、分号或换行。", $"“{text}” in line {line + 1} may be one number or two. Write decimals with a point, and put blanks, semicolons or lines between readings."), "Readings");

    private static Refusal NoNumber(int line, string cell) => new(
        "keeping.no-number", new($"第 {line + 1} 行的“{cell}”不是数，或超出可以计算的范围。请改正。", $"“{cell}” in line {line + 1} is no number, or none that can be computed with. Mend it."), "Readings");
}

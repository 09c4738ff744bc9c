using System.Globalization;
using System.Text;
using System.Text.Json;
using Metrology.Core.Words;

namespace Metrology.App.Sharing;

/// <summary>A class of accuracy as people write it, "F1级", "0.2S", "二等", with its place in a series whose order is known as data (db/seed/accuracy-classes.json).</summary>
/// <param name="Name">In one form, by which equal classes are equal.</param>
/// <param name="Series">Null: nobody has said which classes are better or worse than it.</param>
/// <param name="Rank">Place in the series, the least the best.</param>
public sealed record AccuracyClass(string Name, string? Series, decimal Rank)
{
    private const string WordNumbers = "一二三四五六七八九零";

    private static readonly Lazy<ClassFile> Loaded = new(() =>
    {
        using var stream = typeof(AccuracyClass).Assembly.GetManifestResourceStream("seed/accuracy-classes.json")!;
        return JsonSerializer.Deserialize<ClassFile>(stream, JsonSerializerOptions.Web)!;
    });

    /// <summary>Null when nothing is written.</summary>
    public static AccuracyClass? Of(string written)
    {
        var text = SimplifiedChinese.Of(written.Normalize(NormalizationForm.FormKC)).ToUpperInvariant();
        text = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
        text = text.StartsWith("CLASS", StringComparison.Ordinal) ? text["CLASS".Length..] : text;
        text = text.EndsWith("等级", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('级') && !(text.Length == 2 && WordNumbers.Contains(text[0], StringComparison.Ordinal)) ? text[..^1] : text;
        if (text.Length == 0)
            return null;
        // 2等 is 二等.
        if (text.Length == 2 && text[1] == '等' && text[0] is >= '1' and <= '9')
            text = $"{WordNumbers[text[0] - '1']}等";
        // Classes between two are written M1-2 or M12.
        text = text is "M1-2" or "M2-3" ? text.Replace("-", "", StringComparison.Ordinal) : text;
        foreach (var series in Loaded.Value.Series)
        {
            if (series.Classes.IndexOf(text) is >= 0 and var place)
                return new(text, series.Id, place);
        }

        foreach (var series in Loaded.Value.Numbered.OrderByDescending(one => one.Suffix.Length))
        {
            if (text.EndsWith(series.Suffix, StringComparison.Ordinal)
                && decimal.TryParse(text[..^series.Suffix.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return new(number.ToString("0.############", CultureInfo.InvariantCulture) + series.Suffix, series.Id, number);
        }

        return new(text, null, 0);
    }

    /// <summary>The same class or a better one of its series; null when nobody knows which of the two is better.</summary>
    public bool? IsAtLeast(AccuracyClass asked) => Name == asked.Name ? true : Series is not null && Series == asked.Series ? Rank <= asked.Rank : null;

    private sealed record ClassFile(IReadOnlyList<ClassSeries> Series, IReadOnlyList<NumberedSeries> Numbered);

    private sealed record ClassSeries(string Id, List<string> Classes);

    private sealed record NumberedSeries(string Id, string Suffix);
}

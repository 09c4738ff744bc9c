using Metrology.Core.Words;

namespace Metrology.App.Storage;

/// <summary>Checks of texts and dates that people type. The first thing wrong is what is said.</summary>
internal static class Validation
{
    /// <summary>Length that fits every ordinary text column.</summary>
    private const int MaximumLength = 400;

    /// <summary>Null when every text is there and fits.</summary>
    public static Refusal? Required(params (string Field, string? Text)[] texts) => EachRequired(texts).FirstOrDefault();

    /// <summary>Every text that is missing or does not fit.</summary>
    public static IEnumerable<Refusal> EachRequired(params (string Field, string? Text)[] texts) => texts
        .Select(pair => string.IsNullOrWhiteSpace(pair.Text)
            ? new("input.required", new("这一项必须填写。", "This field is required."), pair.Field)
            : TooLong(pair.Field, pair.Text))
        .OfType<Refusal>();

    public static Refusal? Optional(params (string Field, string? Text)[] texts) =>
        texts.Select(pair => pair.Text is null ? null : TooLong(pair.Field, pair.Text)).FirstOrDefault(refusal => refusal is not null);

    public static Refusal? InOrder(string field, DateOnly? from, DateOnly? until) =>
        from is { } first && until is { } last && last < first
            ? new("input.dates-reversed", new("结束日期早于开始日期，请核对。", "The end date is before the start date; check both."), field)
            : null;

    /// <summary>Days of the years that a register can mean; a year typed as 0226 is a slip.</summary>
    public static Refusal? Plausible(params (string Field, DateOnly? Day)[] days) => EachPlausible(days).FirstOrDefault();

    /// <summary>Every day that is no such day.</summary>
    public static IEnumerable<Refusal> EachPlausible(params (string Field, DateOnly? Day)[] days) =>
        days.Where(pair => pair.Day < PlausibleDays.First || pair.Day > PlausibleDays.Last).Select(pair => PlausibleDays.Refusal(pair.Field));

    private static Refusal? TooLong(string field, string text) =>
        text.Length > MaximumLength
            ? new("input.too-long", new($"最多 {MaximumLength} 个字符，请缩短。", $"At most {MaximumLength} characters; shorten it."), field)
            : Controlled(field, text);

    /// <summary>A character that nobody sees, other than ends of lines and tabs.</summary>
    public static Refusal? Controlled(string field, string text) =>
        text.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t')) ? ControlCharacter(field) : null;

    /// <summary>Every text that is more than one line: a name, a number, an address.</summary>
    public static IEnumerable<Refusal> EachOneLine(params (string Field, string? Text)[] texts) =>
        texts.Where(pair => pair.Text?.Any(char.IsControl) == true).Select(pair => ControlCharacter(pair.Field));

    private static Refusal ControlCharacter(string field) =>
        new("input.control-character", new("含有看不见的控制字符，请重新输入。", "There is an invisible control character in it; type it again."), field);
}

/// <summary>The days that a person may mean in this product.</summary>
public static class PlausibleDays
{
    public static readonly DateOnly First = new(1949, 10, 1);
    public static readonly DateOnly Last = new(2149, 12, 31);

    public static Refusal Refusal(string field) => new(
        "input.date-out-of-range",
        new($"日期应在 {First.Year} 年至 {Last.Year} 年之间，请核对年份。", $"The date must lie between {First.Year} and {Last.Year}; check the year."),
        field);
}

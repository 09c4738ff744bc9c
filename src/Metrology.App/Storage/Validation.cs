using Metrology.Core.Words;

namespace Metrology.App.Storage;

/// <summary>Checks of texts and dates that people type. The first thing wrong is what is said.</summary>
internal static class Validation
{
    /// <summary>Length that fits every ordinary text column.</summary>
    private const int MaximumLength = 400;

    /// <summary>Null when every text is there and fits.</summary>
    public static Refusal? Required(params (string Field, string? Text)[] texts)
    {
        foreach (var (field, text) in texts)
        {
            if (string.IsNullOrWhiteSpace(text))
                return new("input.required", new("这一项必须填写。", "This field is required."), field);
            if (TooLong(field, text) is { } refusal)
                return refusal;
        }

        return null;
    }

    public static Refusal? Optional(params (string Field, string? Text)[] texts) =>
        texts.Select(pair => pair.Text is null ? null : TooLong(pair.Field, pair.Text)).FirstOrDefault(refusal => refusal is not null);

    public static Refusal? InOrder(string field, DateOnly? from, DateOnly? until) =>
        from is { } first && until is { } last && last < first
            ? new("input.dates-reversed", new("结束日期早于开始日期，请核对。", "The end date is before the start date; check both."), field)
            : null;

    private static Refusal? TooLong(string field, string text) =>
        text.Length > MaximumLength
            ? new("input.too-long", new($"最多 {MaximumLength} 个字符，请缩短。", $"At most {MaximumLength} characters; shorten it."), field)
            : null;
}

using System.Globalization;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Planning;

/// <summary>The day that a page of the planner speaks of: ?on=2027-01-31, today without it. What is no day is said and today is shown instead.</summary>
/// <param name="Typed">As it came, to be shown again when it is wrong.</param>
public sealed record ChosenDate(DateOnly Day, DateOnly Today, string Typed, Refusal? Refusal)
{
    public const string Field = "on";

    private static readonly Refusal NoDay = new(
        "input.bad-date",
        new("这不是一个日期。请按 2026-11-22 的格式填写年-月-日。", "This is not a date. Write year-month-day, for example 2026-11-22."),
        Field);

    public bool IsToday => Day == Today;

    public FieldErrors Errors => new FieldErrors().Add(Refusal);

    public static ChosenDate Of(string? typed, TimeProvider clock)
    {
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        if (string.IsNullOrWhiteSpace(typed))
            return new(today, today, today.Iso(), null);
        var parsed = Parse(typed, Field);
        return parsed.Refusal is { } refusal ? new(today, today, typed, refusal) : new(parsed.Value, today, parsed.Value.Iso(), null);
    }

    /// <summary>A day as people and browsers write it; the refusal is at <paramref name="field"/>.</summary>
    public static Outcome<DateOnly> Parse(string typed, string field)
    {
        if (!DateOnly.TryParseExact(typed.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return NoDay with { Field = field };
        return day < PlausibleDays.First || day > PlausibleDays.Last ? PlausibleDays.Refusal(field) : day;
    }
}

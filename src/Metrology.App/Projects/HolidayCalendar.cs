using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Planning.Building;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Projects;

/// <summary>Holidays of a year as a person took them from a published notice. None comes with the product.</summary>
public sealed class HolidayCalendar : IVersioned
{
    public int Year { get; set; }
    public required string Source { get; set; }

    /// <summary>Days as yyyy-MM-dd with a space between.</summary>
    public required string DaysOff { get; set; }

    public required string WorkedWeekends { get; set; }
    public required string EnteredBy { get; set; }
    public DateTimeOffset EnteredAt { get; set; }
    public int Version { get; set; }

    public HolidayYear Days => new(Year, Source, HolidayDays.Read(DaysOff).ToHashSet(), HolidayDays.Read(WorkedWeekends).ToHashSet());

    internal sealed class Mapping : IEntityTypeConfiguration<HolidayCalendar>
    {
        public void Configure(EntityTypeBuilder<HolidayCalendar> calendar)
        {
            calendar.HasKey(row => row.Year);
            calendar.Property(row => row.Year).ValueGeneratedNever();
            calendar.Property(row => row.DaysOff).HasMaxLength(4000);
            calendar.Property(row => row.WorkedWeekends).HasMaxLength(2000);
            calendar.Ignore(row => row.Days);
            calendar.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>Lists of days as people type them: one beside or below the other.</summary>
internal static class HolidayDays
{
    private static readonly char[] Between = [' ', '\n', '\r', '\t', ',', '，', '、', ';', '；'];

    public static IEnumerable<DateOnly> Read(string text) => Parts(text).Select(part => Parse(part) ?? throw new InvalidDataException($"Holiday calendar: {part}"));

    public static string? FirstWrong(string text, int year) => Parts(text).FirstOrDefault(part => Parse(part)?.Year != year);

    public static DateOnly? FirstNoWeekend(string text) => Read(text).Select(day => (DateOnly?)day).FirstOrDefault(day => day!.Value.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    public static string Kept(string text) => string.Join(' ', Read(text).Distinct().Order().Select(day => day.Iso()));

    private static string[] Parts(string text) => text.Split(Between, StringSplitOptions.RemoveEmptyEntries);

    private static DateOnly? Parse(string part) => DateOnly.TryParseExact(part, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>Enters the holidays of a year, or replaces them.</summary>
public sealed class SaveHolidays(Store store, TimeProvider clock)
{
    public sealed record Request(int Year, string Source, string DaysOff, string WorkedWeekends);

    public Task<Outcome<int>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<int>(async db =>
        {
            if ((actor.Deny(Permission.EditRegistry) ?? Problem(request)) is { } refusal)
                return refusal;
            var row = await db.HolidayCalendars.FindAsync([request.Year], cancellation);
            if (row is null)
                db.Add(row = new() { Year = request.Year, Source = "", DaysOff = "", WorkedWeekends = "", EnteredBy = "" });
            (row.Source, row.DaysOff, row.WorkedWeekends) = (request.Source.Trim(), HolidayDays.Kept(request.DaysOff), HolidayDays.Kept(request.WorkedWeekends));
            (row.EnteredBy, row.EnteredAt) = (actor.Name, clock.GetUtcNow());
            return request.Year;
        }, cancellation);

    private static Refusal? Problem(Request request)
    {
        if (request.Year < PlausibleDays.First.Year || request.Year > PlausibleDays.Last.Year)
            return PlausibleDays.Refusal(nameof(request.Year));
        if (Validation.Required((nameof(request.Source), request.Source)) is { } missing)
            return missing;
        foreach (var (field, text) in new[] { (nameof(request.DaysOff), request.DaysOff), (nameof(request.WorkedWeekends), request.WorkedWeekends) })
        {
            if (HolidayDays.FirstWrong(text, request.Year) is { } wrong)
                return ProjectErrors.NoHoliday(field, wrong, request.Year);
        }

        // Official notices name the whole span of a holiday, weekends included; a weekend among the days off changes nothing.
        return HolidayDays.FirstNoWeekend(request.WorkedWeekends) is { } weekday ? ProjectErrors.NoWeekend(nameof(request.WorkedWeekends), weekday)
            : HolidayDays.Read(request.DaysOff).Intersect(HolidayDays.Read(request.WorkedWeekends)).Select(day => (DateOnly?)day).FirstOrDefault() is { } both ? ProjectErrors.OffAndWorked(nameof(request.WorkedWeekends), both)
            : null;
    }
}

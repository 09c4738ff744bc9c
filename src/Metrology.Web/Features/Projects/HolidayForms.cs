using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.App.Projects;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Projects;

/// <summary>The calendar of holidays that working-day limits are counted with.</summary>
internal static class HolidayForms
{
    private const string Path = "/projects/holidays";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, (ProjectQueries projects, CancellationToken cancellation) => PageAsync(new(), FieldErrors.None, projects, cancellation)).Needs(Permission.SeeRegistry);
        pages.MapPost(Path, Save).Needs(Permission.EditRegistry);
    }

    private static async Task<IResult> Save(
        HttpContext context, SaveHolidays save, ProjectQueries projects, CurrentActor me, Words t, Typed<HolidayForm> typed, CancellationToken cancellation)
    {
        var form = typed.Value;
        var errors = new FieldErrors();
        var year = errors.Number(nameof(form.Year), form.Year);
        if (!errors.Any)
        {
            var saved = await save.ExecuteAsync(
                me.Required, new(year == decimal.Truncate(year) && year is > 0 and < 10_000 ? (int)year : 0, form.Source ?? "", form.DaysOff ?? "", form.WorkedWeekends ?? ""), cancellation);
            errors.Add(saved.Refusal);
        }

        return errors.Any ? await PageAsync(form, errors, projects, cancellation) : NoticeCookie.Redirect(context, Path, t.Projects.Saved(year.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IResult> PageAsync(HolidayForm form, FieldErrors errors, ProjectQueries projects, CancellationToken cancellation) =>
        View.OfForm<HolidaysPage>(errors, new { Calendars = await projects.HolidaysAsync(cancellation), Form = form, Errors = errors });
}

/// <summary>Holidays of a year as typed.</summary>
public sealed record HolidayForm
{
    public string? Year { get; init; }
    public string? Source { get; init; }
    public string? DaysOff { get; init; }
    public string? WorkedWeekends { get; init; }
}

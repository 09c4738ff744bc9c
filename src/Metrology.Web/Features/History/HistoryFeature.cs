using System.Globalization;
using System.Text;
using Metrology.App.Laboratory;
using Metrology.App.Parameters;
using Metrology.App.Storage;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Http.Extensions;

namespace Metrology.Web.Features.History;

/// <summary>Every change of a parameter, of everything: page, file and API.</summary>
internal sealed class HistoryFeature : IFeature
{
    public const string Path = "/history";

    /// <summary>Rows of one file; older ones come with a later end of the filter.</summary>
    private const int MostExported = 100_000;

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.History.Title, "history", Path, Permission.SeeHistory)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, List).Takes("subject", Enum.GetNames<ParameterSubject>()).Needs(Permission.SeeHistory);
        pages.MapGet(Path + ".csv", Export).Takes("subject", Enum.GetNames<ParameterSubject>()).Needs(Permission.SeeHistory);
        api.MapGet(Path, ListForPrograms).Takes("subject", Enum.GetNames<ParameterSubject>()).Produces<IEnumerable<ChangeJson>>().Needs(Permission.SeeHistory);
    }

    private static async Task<IResult> List([AsParameters] HistoryFilter filter, ParameterQueries history, TimeProvider clock, CancellationToken cancellation)
    {
        var rows = await history.AllAsync(filter.Parse(clock.LocalTimeZone), ParameterQueries.PageSize, cancellation);
        var next = rows.Count < ParameterQueries.PageSize ? null : Path + new QueryBuilder(filter.Pairs(rows[^1].Id)).ToQueryString();
        return View.Of<HistoryPage>(new { Rows = rows, Filter = filter, NextPath = next, File = Path + ".csv" + new QueryBuilder(filter.Pairs(null)).ToQueryString() });
    }

    private static async Task<IResult> ListForPrograms([AsParameters] HistoryFilter filter, ParameterQueries history, TimeProvider clock, Words t, CancellationToken cancellation) =>
        Results.Ok((await history.AllAsync(filter.Parse(clock.LocalTimeZone), ParameterQueries.PageSize, cancellation)).Select(row => ChangeJson.Of(row, t)));

    private static async Task<IResult> Export([AsParameters] HistoryFilter filter, ParameterQueries history, TimeProvider clock, Words t, CancellationToken cancellation)
    {
        var text = new StringBuilder();
        text.Append(CsvText.Line(["id", t.History.At, t.History.By, t.History.Kind, t.History.Of, t.History.What, "property", t.History.Before, t.History.After, t.History.Reason])).Append("\r\n");
        foreach (var row in await history.AllAsync(filter.Parse(clock.LocalTimeZone), MostExported, cancellation))
        {
            text.Append(CsvText.Line(
            [
                row.Id.ToString(CultureInfo.InvariantCulture), row.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), row.By, t.History.Subject(row.Subject), row.SubjectKey,
                t[ParameterNames.Of(row)], $"{row.Kind}.{row.Property}", row.Before ?? "", row.After ?? "", row.Because ?? "",
            ])).Append("\r\n");
        }

        // With a mark of the byte order: Excel takes anything else for another alphabet.
        return Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8", "history.csv");
    }
}

/// <param name="Property">Empty where a row came or went as a whole.</param>
internal sealed record ChangeJson(int Id, DateTimeOffset At, int? ById, string By, string Subject, string SubjectKey, string Kind, string Property, string Name, string? Before, string? After, string? Because)
{
    public static ChangeJson Of(ParameterChange row, Words t) => new(
        row.Id, row.At, row.ById, row.By, row.Subject.ToString(), row.SubjectKey, row.Kind, row.Property, t[ParameterNames.Of(row)], row.Before, row.After, row.Because);
}

using Metrology.App.Equipment;
using Metrology.App.Keeping;
using Metrology.App.Laboratory;
using Metrology.App.Lists;
using Metrology.App.Standards;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Planning;

/// <summary>Standards, instruments and tests of standards by what lapses first.</summary>
internal sealed class DueFeature : IFeature
{
    private const string Path = "/due";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Planning, t => t.Planning.DueTitle, "calendar-due", Path, Permission.SeeRegistry)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, Show).Needs(Permission.SeeRegistry);
        pages.MapGet(Path + ListExport.Route, Export).Needs(Permission.SeeRegistry);
    }

    private static async Task<IResult> Show([FromQuery] string? on, DueQueries dues, TimeProvider clock, CancellationToken cancellation)
    {
        var chosen = ChosenDate.Of(on, clock);
        var due = await dues.OnAsync(chosen.Day, cancellation);
        return View.OfForm<DuePage>(chosen.Errors, new { On = chosen, Rows = RowsOf(due, chosen), due.IsCut });
    }

    private static DueRow[] RowsOf(DueQueries.Due due, ChosenDate chosen) =>
    [
        .. due.Standards.Select(line => DueRow.Of(line, chosen)),
        .. due.Equipment.Select(item => DueRow.Of(item, chosen)),
        .. due.Tests.Select(test => DueRow.Of(test.Standard, test.Due, chosen)),
    ];

    private static async Task<IResult> Export(string format, [FromQuery] string? on, HttpContext context, DueQueries dues, Words t, TimeProvider clock, CancellationToken cancellation)
    {
        var chosen = ChosenDate.Of(on, clock);
        if (chosen.Refusal is not null)
            return await Show(on, dues, clock, cancellation);
        return await ListExport.AnswerAsync(context, format, async () => new(
            $"due-{chosen.Day.Iso()}",
            [("nameZh", t.Planning.NameZh), ("nameEn", t.Planning.NameEn), ("kind", t.Planning.DueKind), ("standing", t.Planning.Standing), ("until", t.Planning.ValidUntil), ("on", t.Planning.OnDay), ("marks", t.Exports.Marks)],
            [
                .. DuePage.Sections(RowsOf(await dues.OnAsync(chosen.Day, cancellation, ListExport.MostRows), chosen), chosen.Day, t).SelectMany(section => section.Rows).Select(row => (IReadOnlyList<string>)
                    [row.Name.Zh, row.Name.En, row.Kind.Word(t), row.Note?.Word(t) ?? t.Kit.Standing(row.Standing), row.Until?.Iso() ?? "", chosen.Day.Iso(), t.MarksOf(false, row.IsDemonstration)]),
            ]));
    }
}

public enum DueKind
{
    Standard,
    Equipment,

    /// <summary>A test of a standard: repeatability, stability, intermediate check.</summary>
    Test,
}

public enum DueNote
{
    /// <summary>The last test did not conform.</summary>
    Failed,

    /// <summary>No test was ever entered.</summary>
    Never,
}

internal static class DueKindWords
{
    public static string Word(this DueKind kind, Words t) => kind switch
    {
        DueKind.Standard => t.Standards.Title,
        DueKind.Equipment => t.Equipment.Title,
        DueKind.Test => t.Planning.DueTest,
    };

    public static string Word(this DueNote note, Words t) => note == DueNote.Failed ? t.Keeping.NotConforming : t.Keeping.Never;
}

/// <param name="Until">Last day of what lapses first; of what has lapsed, when it did; null is unknown.</param>
public sealed record DueRow(DueKind Kind, BilingualText Name, string Path, StandardStanding Standing, DateOnly? Until, bool IsDemonstration)
{
    /// <summary>What a day does not say of a test; null where the day says it.</summary>
    public DueNote? Note { get; init; }

    public static DueRow Of(StandardQueries.Line line, ChosenDate on) => new(
        DueKind.Standard, line.Standard.Name, PathOn($"/standards/{line.Standard.Id}", on), line.Standing,
        line.ValidUntil ?? (line.Standing == StandardStanding.Expired ? line.Standard.LastDayShown(on.Day) : null), line.Standard.IsDemonstration);

    public static DueRow Of(EquipmentItem item, ChosenDate on) => new(
        DueKind.Equipment, new($"{item.NameZh} {item.Code}", $"{item.NameEn} {item.Code}"), PathOn($"/equipment/{item.Id}", on),
        item.StandingOn(on.Day), item.ValidUntil(on.Day) ?? item.CertificateShownOn(on.Day)?.ValidUntil, item.IsDemonstration);

    public static DueRow Of(MeasurementStandard standard, KeepingDue test, ChosenDate on) => new(
        DueKind.Test, new($"{standard.Name.Zh} · {test.Interval.Label.Zh}", $"{standard.Name.En} · {test.Interval.Label.En}"), PathOn($"/standards/{standard.Id}/keeping", on),
        test.Standing, test.Due, standard.IsDemonstration)
    { Note = test.Failed is not null ? DueNote.Failed : test.IsNever ? DueNote.Never : null };

    private static string PathOn(string path, ChosenDate on) => QueryText.Path(path, [("on", on.IsToday ? null : on.Day.Iso())]);
}

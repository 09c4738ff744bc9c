using Metrology.Core.Traceability;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Planning;

/// <summary>Standards and instruments by what lapses first.</summary>
internal sealed class DueFeature : IFeature
{
    private const string Path = "/due";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Planning, t => t.Planning.DueTitle, "calendar-due", Path, Permission.SeeRegistry)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api) => pages.MapGet(Path, Show).Needs(Permission.SeeRegistry);

    private static async Task<IResult> Show(
        [FromQuery] string? on, StandardQueries standards, EquipmentQueries equipment, TimeProvider clock, CancellationToken cancellation)
    {
        var chosen = ChosenDate.Of(on, clock);
        DueRow[] rows =
        [
            .. (await standards.OnAsync(chosen.Day, cancellation)).Where(line => IsDue(line.Standing)).Select(line => DueRow.Of(line, chosen)),
            .. (await equipment.AllAsync(cancellation)).Where(item => IsDue(item.StandingOn(chosen.Day))).Select(item => DueRow.Of(item, chosen)),
        ];
        return View.OfForm<DuePage>(chosen.Errors, new { On = chosen, Rows = rows });
    }

    /// <summary>What nobody uses, or nobody may use yet, is not due.</summary>
    private static bool IsDue(StandardStanding standing) => standing is not (StandardStanding.Withdrawn or StandardStanding.NotYet or StandardStanding.Suspended);
}

/// <param name="Until">Last day of what lapses first; of what has lapsed, when it did; null is unknown.</param>
public sealed record DueRow(bool IsStandard, BilingualText Name, string Path, StandardStanding Standing, DateOnly? Until, bool IsDemonstration)
{
    public static DueRow Of(StandardQueries.Line line, ChosenDate on) => new(
        true, line.Standard.Name, QueryText.Path($"/standards/{line.Standard.Id}", [("on", on.IsToday ? null : on.Day.Iso())]), line.Standing,
        line.ValidUntil ?? Lapsed(line, on.Day), line.Standard.IsDemonstration);

    public static DueRow Of(EquipmentItem item, ChosenDate on) => new(
        false, new($"{item.NameZh} {item.Code}", $"{item.NameEn} {item.Code}"), QueryText.Path($"/equipment/{item.Id}", [("on", on.IsToday ? null : on.Day.Iso())]),
        item.StandingOn(on.Day), item.ValidUntil(on.Day) ?? item.CertificateShownOn(on.Day)?.ValidUntil, item.IsDemonstration);

    private static DateOnly? Lapsed(StandardQueries.Line line, DateOnly on) => line.Standing == StandardStanding.Expired
        ? Enum.GetValues<StandardCertificateKind>().Select(kind => line.Standard.CertificateShownOn(kind, on)?.ValidUntil).Min()
        : null;
}

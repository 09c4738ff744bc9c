using System.Globalization;
using Metrology.App.Equipment;
using Metrology.App.Forecasts;
using Metrology.App.Keeping;
using Metrology.App.Laboratory;
using Metrology.App.Notifications;
using Metrology.App.Projects;
using Metrology.App.Standards;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Building;
using Metrology.Core.Planning.Life;
using Metrology.Core.Traceability;
using Metrology.Core.Words;

namespace Metrology.App.Warnings;

/// <summary>Something that people of a right are warned of.</summary>
/// <param name="Key">Of what; with its stage it is said once.</param>
/// <param name="Until">Last good day; null where it does not lapse: then it is said again with each new <paramref name="Stage"/>.</param>
public sealed record WarningItem(NoticeKind Kind, Permission Right, string Key, DateOnly? Until, string? Stage, BilingualText Text)
{
    /// <summary>The standards that it is about, or whose instrument; null of what is no standard's.</summary>
    public IReadOnlyList<int>? Standards { get; init; }

    /// <summary>Null while it is early.</summary>
    public string? StageOn(DateOnly today, int lead) => Until is { } until ? WarningStage.Of(until, today, lead) : Stage;
}

/// <summary>Gathers what may be warned of today: what lapses, what is due, what has gaps, what is at risk.</summary>
public sealed class WarningItems(
    StandardQueries standards, EquipmentQueries equipment, KeepingQueries keeping, ProjectQueries projects, ForecastQueries forecasts)
{
    /// <summary>Below it a target is said to be at risk; half of the paths.</summary>
    public const double RiskBelow = 0.5;

    /// <summary>Gaps are looked for over the year that ends today.</summary>
    private const int YearsBack = 1;

    /// <param name="now">The day on which it is asked, where that is later than <paramref name="today"/>: what was issued in between was not there then. Null when they are one.</param>
    public async Task<IReadOnlyList<WarningItem>> OnAsync(DateOnly today, CancellationToken cancellation, DateOnly? now = null)
    {
        var all = (await standards.AllAsync(cancellation)).Where(standard => standard.StandingOn(today) is not (StandardStanding.Withdrawn or StandardStanding.Suspended)).ToList();
        var items = await equipment.AllAsync(cancellation);
        var byId = items.ToDictionary(item => item.Id);
        var standardsOf = all.SelectMany(standard => EquipmentDays.Of(standard).Where(part => part.Covers(today)).Select(part => (part.EquipmentId, standard.Id))).Distinct().ToLookup(one => one.EquipmentId, one => one.Id);
        return
        [
            .. all.SelectMany(standard => Expiry(standard, today, now ?? today).Select(one => one with { Standards = [standard.Id] })),
            .. items.SelectMany(item => Expiry(item, today, now ?? today).Select(one => one with { Standards = [.. standardsOf[item.Id]] })),
            .. (await keeping.DueAsync(today, cancellation)).SelectMany(line => Due(line).Select(one => one with { Standards = [line.Standard.Id] })),
            .. all.SelectMany(standard => Gaps(standard, byId, today).Select(one => one with { Standards = [standard.Id] })),
            .. ProjectsAtRisk(await projects.AllAsync(cancellation), today),
            .. (await forecasts.OpenAsync(cancellation)).Where(answer => answer.Forecast!.Paths.Probability < RiskBelow).Select(answer => TargetAtRisk(answer, today)),
        ];
    }

    private static IEnumerable<WarningItem> Expiry(MeasurementStandard standard, DateOnly today, DateOnly now)
    {
        foreach (var kind in standard.NeededCertificates())
        {
            var name = kind == StandardCertificateKind.Assessment ? new BilingualText("考核证书", "assessment certificate") : new("社会公用计量标准证书", "public standard certificate");
            // One that is renewed ahead lapses with its renewal.
            var periods = standard.CertificatesOf(kind).Where(row => !IsLater(row.IssuedOn, today, now)).ToList();
            if (periods.Count == 0 || periods.Exists(row => row.IssuedOn > today))
                continue;
            // The newest paper decides, and one whose end nobody knows has not the end of the paper before it.
            var shown = periods.MaxBy(row => row.IssuedOn ?? row.ValidUntil)!;
            yield return Lapse($"standard:{standard.Id}:{kind}", standard.Name, name, shown.ValidUntil);
        }
    }

    private static IEnumerable<WarningItem> Expiry(EquipmentItem item, DateOnly today, DateOnly now) => item.Certificates.Where(row => !IsLater(row.IssuedOn, today, now)).GroupBy(row => row.Measurand)
        .Where(group => !group.Any(row => row.IssuedOn > today))
        .Select(group => Lapse(
            $"equipment:{item.Id}:{group.Key}", new($"{item.NameZh} {item.Code}", $"{item.NameEn} {item.Code}"), new($"溯源证书（{Quantity(group.Key).Zh}）", $"traceability certificate ({Quantity(group.Key).En})"),
            group.Any(row => row.ValidUntil is null) ? null : group.Max(row => row.ValidUntil)));

    /// <summary>Issued after the day that is asked for, and by now: what is issued later still is a renewal ahead, on either day.</summary>
    private static bool IsLater(DateOnly? issued, DateOnly today, DateOnly now) => issued > today && issued <= now;

    private static WarningItem Lapse(string key, BilingualText of, BilingualText what, DateOnly? until) => until is { } last
        ? new(NoticeKind.Expiry, Permission.EditRegistry, key, last, null, new($"{of.Zh}：{what.Zh}，有效期至 {last.Iso()}", $"{of.En}: {what.En}, valid until {last.Iso()}"))
        : new(NoticeKind.Expiry, Permission.EditRegistry, key, null, "unknown", new($"{of.Zh}：{what.Zh}，有效期未知", $"{of.En}: {what.En}, end unknown"));

    private static IEnumerable<WarningItem> Due(KeepingQueries.DueLine line)
    {
        foreach (var due in line.Due.Where(due => due.Due is not null))
        {
            yield return due.Failed is { } failed
                ? new(
                    NoticeKind.KeepingDue, Permission.EditRegistry, $"keeping-failed:{line.Standard.Id}:{due.Interval.Id}", null, failed.Iso(),
                    new($"{line.Standard.Name.Zh}：{due.Interval.Label.Zh}在 {failed.Iso()} 不符合，应停用并查明原因", $"{line.Standard.Name.En}: {due.Interval.Label.En} did not conform on {failed.Iso()}; take it out of use and find the cause"))
                : new(
                    NoticeKind.KeepingDue, Permission.EditRegistry, $"keeping:{line.Standard.Id}:{due.Interval.Id}", due.Due, null,
                    new($"{line.Standard.Name.Zh}：{due.Interval.Label.Zh}，应在 {due.Due!.Value.Iso()} 前进行", $"{line.Standard.Name.En}: {due.Interval.Label.En}, due by {due.Due!.Value.Iso()}"));
        }

        var never = line.Due.Where(due => due.Due is null).ToList();
        if (never.Count > 0)
        {
            yield return new(
                NoticeKind.KeepingDue, Permission.EditRegistry, $"keeping-never:{line.Standard.Id}", null, "never",
                new($"{line.Standard.Name.Zh}：从未登记{string.Join('、', never.Select(due => due.Interval.Label.Zh))}", $"{line.Standard.Name.En}: never entered: {string.Join(", ", never.Select(due => due.Interval.Label.En))}"));
        }
    }

    /// <summary>An instrument is looked at from its first certificate on, and only on the days on which it belonged to the standard.</summary>
    private static IEnumerable<WarningItem> Gaps(MeasurementStandard standard, Dictionary<int, EquipmentItem> items, DateOnly today) => EquipmentDays.Of(standard)
        .Where(part => items.ContainsKey(part.EquipmentId) && part.Overlaps(today.AddYears(-YearsBack), today))
        .SelectMany(part => items[part.EquipmentId].Certificates.GroupBy(row => row.Measurand).Select(group => (Part: part, Item: items[part.EquipmentId], Group: group)))
        .Select(one => (one.Item, one.Group.Key, Gaps: GapsOf([.. one.Group.Select(row => new CertificatePeriod(row.IssuedOn, row.ValidUntil))], one.Part, today)))
        .Where(one => one.Gaps is { Missing.Count: > 0 })
        .Select(one => (one.Item, one.Key, First: DateOnly.FromDayNumber(one.Gaps!.Missing[^1].First), Last: DateOnly.FromDayNumber(one.Gaps.Missing[^1].Last)))
        .Select(one => new WarningItem(
            NoticeKind.ChainGap, Permission.EditRegistry, $"gap:{standard.Id}:{one.Item.Id}:{one.Key}", null, one.First.Iso(),
            new($"{standard.Name.Zh}：{one.Item.NameZh} {one.Item.Code}（{Quantity(one.Key).Zh}）{one.First.Iso()} 至 {one.Last.Iso()} 没有证书",
                $"{standard.Name.En}: {one.Item.NameEn} {one.Item.Code} ({Quantity(one.Key).En}) has no certificate from {one.First.Iso()} to {one.Last.Iso()}")));

    private static CertificateGaps? GapsOf(IReadOnlyList<CertificatePeriod> periods, EquipmentDays part, DateOnly today)
    {
        var from = part.From > today.AddYears(-YearsBack) ? part.From.Value : today.AddYears(-YearsBack);
        var until = part.Until < today ? part.Until.Value : today;
        var first = periods.Any(period => period.From is null) ? from : periods.Min(period => period.From)!.Value;
        return first > until ? null : CertificateGaps.Of(periods, first > from ? first : from, until);
    }

    private static IEnumerable<WarningItem> ProjectsAtRisk(IEnumerable<BuildingProject> all, DateOnly today)
    {
        foreach (var project in all.Where(project => project.StoppedOn is null))
        {
            if (StageDates.Current(project.Dates) is not { } current)
                continue;
            var (late, blocker) = (current.DaysLate(today), project.StageOf(current.Stage)?.Blocker);
            if (late is null && blocker is null)
                continue;
            var stage = BuildingStages.Label(current.Stage);
            // A stage that stays late is said again each month.
            yield return new(
                NoticeKind.ProjectAtRisk, Permission.EditTargets, $"project:{project.Id}:{current.Stage}", null,
                late is { } days ? string.Create(CultureInfo.InvariantCulture, $"late{days / 30}") : "blocked",
                new($"{project.Name.Zh}：{stage.Zh}{(late is null ? "" : $"，已晚 {late} 天")}{(blocker is null ? "" : $"，{blocker}")}",
                    $"{project.Name.En}: {stage.En}{(late is null ? "" : $", {late} days late")}{(blocker is null ? "" : $", {blocker}")}"));
        }
    }

    private static WarningItem TargetAtRisk(ForecastAnswer answer, DateOnly today)
    {
        var percent = Math.Round(100 * answer.Forecast!.Paths.Probability).ToString(CultureInfo.InvariantCulture);
        var by = answer.By!.Value.Iso();
        return new(
            NoticeKind.TargetAtRisk, Permission.EditTargets, $"target:{answer.Target.Id}:{answer.Reading}", null, today.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            new($"{answer.Target.Id} {answer.Target.Target.Place}：到 {by} 达到的可能性约 {percent} %", $"{answer.Target.Id} {answer.Target.Target.Place}: about {percent} % likely to be reached by {by}"));
    }

    /// <summary>One of a procedure's own has no name here.</summary>
    private static BilingualText Quantity(string id) => Core.Quantities.Measurands.Find(id)?.Label ?? BilingualText.Same(id);
}

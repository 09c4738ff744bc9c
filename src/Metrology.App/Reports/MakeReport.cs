using System.Globalization;
using System.Security.Cryptography;
using Metrology.App.Jobs;
using Metrology.App.Laboratory;
using Metrology.App.Notifications;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.App.Warnings;
using Metrology.Core.Certificates;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Reports;

/// <summary>Makes a report: status of standards, what changed since the report before, and what is at risk; as PDF and XLSX in both languages, kept with their hashes.</summary>
public sealed class MakeReport(
    Store store, StandardQueries standards, WarningItems warnings, LaboratoryQueries laboratory, ICertificateRenderer renderer, IWorkbookWriter workbooks, RaiseNotice raise, TimeProvider clock)
{
    public static readonly Refusal NotFound = Refusal.Of("report.not-found", "没有这份报告或文件。", "There is no such report or file.");

    private static readonly Refusal NoDays = new("report.no-days", new("请填写起止日期。", "Give the first and the last day."), "From");

    private static readonly Refusal InFuture = new("report.in-future", new("报告的截止日不能晚于今天。", "A report ends no later than today."), "Until");

    private static readonly Dictionary<NoticeKind, BilingualText> RiskNames = new()
    {
        [NoticeKind.Expiry] = new("证书到期", "Certificate lapses"),
        [NoticeKind.KeepingDue] = new("保持试验到期", "Test is due"),
        [NoticeKind.ChainGap] = new("溯源不连续", "Gap of traceability"),
        [NoticeKind.ProjectAtRisk] = new("建标项目", "Project at risk"),
        [NoticeKind.TargetAtRisk] = new("目标", "Target at risk"),
    };

    public async Task<Outcome<int>> AskedAsync(Actor actor, DateOnly? from, DateOnly? until, CancellationToken cancellation)
    {
        if (actor.Deny(Permission.EditTargets) is { } denied)
            return denied;
        if (from is not { } first || until is not { } last)
            return NoDays;
        if ((Validation.Plausible(("From", from), ("Until", until)) ?? Validation.InOrder("Until", from, until)) is { } wrong)
            return wrong;
        return last > DateOnly.FromDateTime(clock.GetLocalNow().DateTime) ? InFuture : await MakeAsync(ReportPeriod.Asked, first, last, actor.Name, cancellation);
    }

    /// <returns>The report.</returns>
    internal async Task<Outcome<int>> MakeAsync(ReportPeriod period, DateOnly from, DateOnly until, string? by, CancellationToken cancellation)
    {
        var all = await standards.AllAsync(cancellation);
        var listed = all.Where(ReportFacts.IsOf).ToList();
        var lines = listed.ConvertAll(standard => ReportLine.Of(standard, until));
        var ids = listed.Select(standard => standard.Id).ToHashSet();
        var before = await store.ReadAsync(
            db => db.SupervisionReports.AsNoTracking().Where(row => row.Until < until || (period == ReportPeriod.Asked && row.Until == until)).OrderByDescending(row => row.Until).ThenByDescending(row => row.Id).FirstOrDefaultAsync(cancellation), cancellation);
        // A report of public standards says nothing of others, nor of their instruments.
        var risks = (await warnings.OnAsync(until, cancellation, DateOnly.FromDateTime(clock.GetLocalNow().DateTime)))
            .Where(item => item.StageOn(until, WarningStage.DefaultLead) is not null && (item.Standards is null || item.Standards.Any(ids.Contains))).Select(item => (RiskNames[item.Kind], item.Text)).ToList();
        var facts = new ReportFacts(from, until, before?.Until, lines, before is null ? null : ReportFacts.Compare(before.Lines, lines), risks);
        var institution = await laboratory.InstitutionAsync(cancellation);
        var report = new SupervisionReport
        {
            Period = period,
            From = from,
            Until = until,
            SinceId = before?.Id,
            MadeBy = by,
            MadeAt = clock.GetUtcNow(),
            Lines = lines,
            IsDemonstration = institution?.IsDemonstration == true,
        };
        foreach (var language in Enum.GetValues<Language>())
        {
            var pdf = renderer.RenderRecord(new()
            {
                Name = ReportFacts.Title,
                Number = string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd} – {until:yyyy-MM-dd}"),
                Language = language,
                Institution = institution is null ? BilingualText.Same("") : new(institution.NameZh, institution.NameEn),
                Day = DateOnly.FromDateTime(clock.GetLocalNow().DateTime),
                Watermarks = report.IsDemonstration ? [PaperMarks.Example] : [],
                Sections = facts.Sections(),
            });
            if (pdf.Refusal is { } unprintable)
                return unprintable;
            report.Files.Add(FileOf(language, ReportFormat.Pdf, pdf.Value));
            report.Files.Add(FileOf(language, ReportFormat.Xlsx, workbooks.Write(facts.Sheets(language))));
        }

        return await store.WriteAsync<int>(async db =>
        {
            if (await UsableStandards.WrongOfAllAsync(db, all, cancellation) is { } wrong)
                return wrong;
            // A store may start the use case over.
            if (period != ReportPeriod.Asked && await db.SupervisionReports.FirstOrDefaultAsync(row => row.Period == period && row.Until == until, cancellation) is { } made)
                return made.Id;
            db.Add(report);
            await db.SaveChangesAsync(cancellation);
            await raise.ToRightAsync(
                db, Permission.EditTargets,
                new(NoticeKind.Report, string.Create(CultureInfo.InvariantCulture, $"report:{report.Id}"), ReportFacts.Title,
                    new($"{from:yyyy-MM-dd} 至 {until:yyyy-MM-dd} 的报告已生成。", $"The report from {from:yyyy-MM-dd} to {until:yyyy-MM-dd} was made."), "/reports"),
                cancellation);
            return report.Id;
        }, cancellation);
    }

    private static ReportFile FileOf(Language language, ReportFormat format, byte[] content) =>
        new() { Language = language, Format = format, Content = content, Hash = Convert.ToHexStringLower(SHA256.HashData(content)) };
}

/// <summary>After a month and after a quarter makes the report of it, unless it is there: a missed night is made up by the next.</summary>
public sealed class MakePeriodicReports(Store store, MakeReport make, TimeProvider clock) : IJob
{
    private const int MonthsOfQuarter = 3;

    public async Task<Outcome<BilingualText>> RunAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        var month = new DateOnly(today.Year, today.Month, 1);
        var quarter = month.AddMonths(-((today.Month - 1) % MonthsOfQuarter));
        var made = 0;
        foreach (var (period, from, until) in new[] { (ReportPeriod.Month, month.AddMonths(-1), month.AddDays(-1)), (ReportPeriod.Quarter, quarter.AddMonths(-MonthsOfQuarter), quarter.AddDays(-1)) })
        {
            if (await store.ReadAsync(db => db.SupervisionReports.AnyAsync(row => row.Period == period && row.Until == until, cancellation), cancellation))
                continue;
            if ((await make.MakeAsync(period, from, until, null, cancellation)).Refusal is { } refusal)
                return refusal;
            made++;
        }

        return new BilingualText(made == 0 ? "没有到期的报告。" : $"生成了 {made} 份报告。", made == 0 ? "No report is due." : $"Made {made} reports.");
    }
}

public sealed class ReportQueries(Store store)
{
    /// <summary>A report as a list shows it, without what is in its files.</summary>
    public sealed record Line(int Id, ReportPeriod Period, DateOnly From, DateOnly Until, int? SinceId, string? MadeBy, DateTimeOffset MadeAt, bool IsDemonstration, IReadOnlyList<FileLine> Files);

    public sealed record FileLine(Language Language, ReportFormat Format, string Hash);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Line>> AllAsync(CancellationToken cancellation) => await store.ReadAsync(
        db => db.SupervisionReports.AsNoTracking().OrderByDescending(row => row.Id).Take(200)
            .Select(row => new Line(row.Id, row.Period, row.From, row.Until, row.SinceId, row.MadeBy, row.MadeAt, row.IsDemonstration, row.Files.Select(file => new FileLine(file.Language, file.Format, file.Hash)).ToList()))
            .ToListAsync(cancellation),
        cancellation);

    public Task<ReportFile?> FileAsync(int id, Language language, ReportFormat format, CancellationToken cancellation) => store.ReadAsync(
        db => db.ReportFiles.AsNoTracking().FirstOrDefaultAsync(row => row.ReportId == id && row.Language == language && row.Format == format, cancellation), cancellation);
}

using Metrology.Core.Words;

namespace Metrology.App.Jobs;

/// <summary>A job that a scheduler runs. Idempotent: a missed or doubled run changes nothing in the end.</summary>
public interface IJob
{
    /// <summary>Runs once; gives a line that says what was done, or why it could not be.</summary>
    Task<Outcome<BilingualText>> RunAsync(CancellationToken cancellation);
}

/// <summary>Name, schedule and owner of a job. The id never changes; schedulers keep it.</summary>
/// <param name="Type">The <see cref="IJob"/> to resolve.</param>
public sealed record JobDefinition(string Id, BilingualText Name, DailyAt Schedule, Type Type);

/// <summary>Every job of the product. A scheduler edge runs what is here and nothing else.</summary>
public static class JobCatalog
{
    public static readonly JobDefinition TargetSnapshots = new(
        "target-snapshots",
        new("每日目标快照", "Daily snapshot of targets"),
        new(new(0, 10)),
        typeof(Targets.TakeTargetSnapshots));

    public static readonly JobDefinition ForecastRefresh = new(
        "forecast-refresh",
        new("每日预测存档", "Daily record of the forecast"),
        new(new(0, 20)),
        typeof(Forecasts.RefreshForecasts));

    public static readonly JobDefinition KeepingDue = new(
        "keeping-due",
        new("计量标准保持到期提醒", "Due tests of standards"),
        new(new(0, 30)),
        typeof(Keeping.CheckKeepingDue));

    public static readonly JobDefinition Warnings = new(
        "warnings",
        new("到期、断链和风险提醒", "Warnings of what lapses, has gaps or is at risk"),
        new(new(0, 40)),
        typeof(Metrology.App.Warnings.SayWarnings));

    public static readonly JobDefinition Reports = new(
        "supervision-reports",
        new("监督报告（月报、季报）", "Supervision reports, monthly and quarterly"),
        new(new(0, 50)),
        typeof(Metrology.App.Reports.MakePeriodicReports));

    public static readonly JobDefinition LedgerCheck = new(
        "ledger-check",
        new("台账审计", "Audit of the ledger"),
        new(new(1, 30)),
        typeof(Ledger.CheckLedger));

    public static readonly JobDefinition Backup = new(
        "backup",
        new("备份", "Backup"),
        new(new(2, 30)),
        typeof(Operation.TakeBackup));

    public static IReadOnlyList<JobDefinition> All { get; } = [TargetSnapshots, ForecastRefresh, KeepingDue, Warnings, Reports, LedgerCheck, Backup];

    public static JobDefinition? Find(string id) => All.FirstOrDefault(job => job.Id == id);
}

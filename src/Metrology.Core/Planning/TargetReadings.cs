using Metrology.Core.Words;

namespace Metrology.Core.Planning;

/// <summary>Ways to read what a target counts. The ids stand in stored targets and never change.</summary>
public static class TargetReadings
{
    public const string StockAtDate = "stock-at-date";
    public const string NewlyBuiltInPeriod = "newly-built-in-period";
    public const string CumulativeSincePlanStart = "cumulative-since-plan-start";
    public const string IncrementOfTheYear = "increment-of-the-year";
    public const string Qualitative = "qualitative";
    public const string NewlyAddedInPeriod = "newly-added-in-period";
    public const string PerUnitMinimum = "per-unit-minimum";
    public const string Total = "total";
    public const string AnnualFlow = "annual-flow";
    public const string CoverageRate = "coverage-rate";
    public const string PerInstitutionMinimum = "per-institution-minimum";
    public const string LevelTotal = "level-total";
    public const string CumulativeEverCertified = "cumulative-ever-certified";

    private static readonly Dictionary<string, BilingualText> Labels = new()
    {
        [StockAtDate] = new("截止日存量", "Stock on the date"),
        [NewlyBuiltInPeriod] = new("期间新建", "Newly built in the period"),
        [CumulativeSincePlanStart] = new("规划期累计", "Cumulative since the plan began"),
        [IncrementOfTheYear] = new("当年增量", "Increment of the year"),
        [Qualitative] = new("定性要求", "Qualitative"),
        [NewlyAddedInPeriod] = new("期间新增", "Newly added in the period"),
        [PerUnitMinimum] = new("每个单位的下限", "Minimum for each unit"),
        [PerInstitutionMinimum] = new("每个机构的下限", "Minimum for each institution"),
        [LevelTotal] = new("本级合计", "Total of the level"),
        [Total] = new("合计", "Total"),
        [AnnualFlow] = new("每年数量", "Flow of each year"),
        [CoverageRate] = new("覆盖率", "Coverage rate"),
        [CumulativeEverCertified] = new("累计曾获证", "Ever certified"),
    };

    public static IReadOnlyCollection<string> All => Labels.Keys;

    /// <summary>Name of a reading for people, or null when the id is not known.</summary>
    public static BilingualText? Label(string id) => Labels.GetValueOrDefault(id);
}

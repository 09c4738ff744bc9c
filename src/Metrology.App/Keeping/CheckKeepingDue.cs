using Metrology.App.Jobs;
using Metrology.Core.Planning;
using Metrology.Core.Words;

namespace Metrology.App.Keeping;

/// <summary>Says every day which tests of standards are overdue or soon due. It changes nothing, so a missed run is made up by the next.</summary>
public sealed class CheckKeepingDue(KeepingQueries queries, TimeProvider clock) : IJob
{
    private const int MostNamed = 5;

    public async Task<Outcome<BilingualText>> RunAsync(CancellationToken cancellation)
    {
        var lines = await queries.DueAsync(DateOnly.FromDateTime(clock.GetLocalNow().DateTime), cancellation);
        var never = lines.Count(line => line.Due.Any(due => due.IsNever));
        var failed = lines.Count(line => line.Due.Any(due => due.Failed is not null));
        var late = lines.Where(line => line.Due.Any(due => due.Standing == StandardStanding.Expired)).ToList();
        var soon = lines.Count(line => line.Due.Any(due => due.Standing == StandardStanding.Expiring));
        var (zh, en) = (Names(line => line.Standard.Name.Zh, "、"), Names(line => line.Standard.Name.En, ", "));
        return new BilingualText(
            $"{late.Count} 项计量标准的重复性、稳定性、期间核查或结果验证已超期{zh}，其中 {failed} 项不符合；{soon} 项 {StandardValidity.WarningDays} 天内到期；{never} 项有从未登记的试验。",
            $"Tests of {late.Count} standards are overdue{en}, {failed} of them because one did not conform; of {soon} they are due within {StandardValidity.WarningDays} days; of {never} a test was never entered.");

        string Names(Func<KeepingQueries.DueLine, string> name, string between) => late.Count == 0 ? "" : $" ({string.Join(between, late.Take(MostNamed).Select(name))}{(late.Count > MostNamed ? " …" : "")})";
    }
}

using Metrology.App.Jobs;
using Metrology.Core.Words;

namespace Metrology.App.Ledger;

/// <summary>The nightly audit. A ledger that holds is signed as far as it has come; one that does not is not signed.</summary>
public sealed class CheckLedger(AuditLedger audit, TakeCheckpoint checkpoint) : IJob
{
    public async Task<Outcome<BilingualText>> RunAsync(CancellationToken cancellation)
    {
        var report = await audit.ExecuteAsync(cancellation);
        if (report.Findings is [var first, ..])
        {
            return Refusal.Of(
                "ledger.broken",
                $"台账审计发现 {report.Findings.Count} 处问题。第一处：{first.Where}，{first.Text.Zh}请保留现场，运行 metrology ledger verify 查看全部，并联系管理员。",
                $"The audit of the ledger found {report.Findings.Count}. The first: {first.Where}. {first.Text.En} Leave everything as it is, run metrology ledger verify to see all, and call an administrator.");
        }

        var size = await checkpoint.ExecuteAsync(cancellation);
        return new BilingualText(
            $"台账 {report.Size} 条、法定记录 {report.Rows} 行一致；已签名到第 {size} 条。", $"{report.Size} entries of the ledger and {report.Rows} legal rows agree; signed up to entry {size}.");
    }
}

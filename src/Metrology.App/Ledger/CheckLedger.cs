using Metrology.App.Faults;
using Metrology.App.Jobs;
using Metrology.App.Storage;
using Metrology.Core.Words;

namespace Metrology.App.Ledger;

/// <summary>The nightly audit. A ledger that holds is signed as far as it has come; one that does not is not signed. Tables that only follow from records are made anew when they were changed.</summary>
public sealed class CheckLedger(AuditLedger audit, TakeCheckpoint checkpoint, Store store, RecordFault faults) : IJob
{
    public async Task<Outcome<BilingualText>> RunAsync(CancellationToken cancellation)
    {
        var report = await audit.ExecuteAsync(cancellation);
        await UnusableRow.PutAsync(store, report, cancellation);
        var broken = report.Broken;
        if (broken is [var first, ..])
        {
            return Refusal.Of(
                LedgerFaults.Broken,
                $"台账审计发现 {broken.Count} 处问题。第一处：{first.Where}，{first.Text.Zh}请保留现场，运行 metrology ledger verify 查看全部，并联系管理员。",
                $"The audit of the ledger found {broken.Count}. The first: {first.Where}. {first.Text.En} Leave everything as it is, run metrology ledger verify to see all, and call an administrator.");
        }

        if (report.Findings is [var derived, ..])
        {
            await DerivedRows.RebuildAsync(store, cancellation);
            await faults.ExecuteAsync(
                DerivedRows.Code, derived.Where,
                new(
                    $"由登记资料算出、供列表和计数使用的数据有 {report.Findings.Count} 处与登记资料不符，第一处：{derived.Where}。它被绕过本系统改动；已按登记资料重新生成。请查明谁改动过数据库，并重新查看此前的计划数字。",
                    $"What lists find and count rows by does not follow from the registers in {report.Findings.Count} places; the first: {derived.Where}. It was changed behind the product and has been made anew from the registers. Find out who wrote to the database, and look again at numbers of plans that were taken from it."),
                cancellation);
        }

        var size = await checkpoint.ExecuteAsync(cancellation);
        return new BilingualText(
            $"台账 {report.Size} 条、法定记录 {report.Rows} 行一致；已签名到第 {size} 条。", $"{report.Size} entries of the ledger and {report.Rows} legal rows agree; signed up to entry {size}.");
    }
}

using Metrology.App.Faults;
using Metrology.App.Jobs;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Ledger;

/// <summary>The nightly audit. A ledger that holds is signed as far as it has come; one that does not is not signed. Tables that only follow from records are made anew when they were changed.</summary>
public sealed class CheckLedger(AuditLedger audit, TakeCheckpoint checkpoint, Store store, RecordFault faults, MissingRows missing) : IJob
{
    public async Task<Outcome<BilingualText>> RunAsync(CancellationToken cancellation)
    {
        var report = await audit.ExecuteAsync(cancellation);
        await UnusableRow.PutAsync(store, report, cancellation);
        missing.Take(report);
        // These come first: what is broken elsewhere does not leave wrong numbers on pages.
        if (report.Guards.Count > 0)
            await RecordGuardsAsync(faults, [.. report.Guards.Select(one => one.Where)], cancellation);
        if (report.Findings.FirstOrDefault(one => one.Code == DerivedRows.Code) is { } derived)
        {
            await DerivedRows.RebuildAsync(store, cancellation);
            foreach (var thing in report.Findings.Select(DoubtfulRows.ThingOf).OfType<string>().Distinct().Take(DoubtfulRows.MostNamed))
                await RecordDoubtAsync(thing, cancellation);
            await faults.ExecuteAsync(
                DerivedRows.Code, derived.Where,
                new(
                    $"由登记资料算出、供列表和计数使用的数据有 {report.Findings.Count(one => one.Code == DerivedRows.Code)} 处与登记资料不符，第一处：{derived.Where}。它被绕过本系统改动；已按登记资料重新生成。请查明谁改动过数据库，并重新查看此前的计划数字。",
                    $"What lists find and count rows by does not follow from the registers in {report.Findings.Count(one => one.Code == DerivedRows.Code)} places; the first: {derived.Where}. It was changed behind the product and has been made anew from the registers. Find out who wrote to the database, and look again at numbers of plans that were taken from it."),
                cancellation);
        }

        var broken = report.Broken;
        await LedgerTraces.RecordAsync(faults, broken, cancellation);
        if (broken is [var first, ..])
        {
            return Refusal.Of(
                LedgerFaults.Broken,
                $"台账审计发现 {broken.Count} 处问题。第一处：{first.Where}，{first.Text.Zh}请保留现场，运行 metrology ledger verify 查看全部，并联系管理员。关于旧痕迹（row-twice、row-set-back、entry-foreign）的各条故障记录须分别关闭。",
                $"The audit of the ledger found {broken.Count}. The first: {first.Where}. {first.Text.En} Leave everything as it is, run metrology ledger verify to see all, and call an administrator. Failures about traces that stay (row-twice, row-set-back, entry-foreign) are closed each by itself.");
        }

        var size = await checkpoint.ExecuteAsync(cancellation);
        return new BilingualText(
            $"台账 {report.Size} 条、法定记录 {report.Rows} 行一致；已签名到第 {size} 条。", $"{report.Size} entries of the ledger and {report.Rows} legal rows agree; signed up to entry {size}.");
    }

    /// <summary>A standard or instrument whose days were not what follows from its rows: it is named, and marked in lists until somebody has looked.</summary>
    private async Task RecordDoubtAsync(string thing, CancellationToken cancellation)
    {
        var id = int.Parse(thing.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        var name = await store.ReadAsync(
            async db => thing.StartsWith(DoubtfulRows.Standard, StringComparison.Ordinal)
                ? await db.Standards.Where(row => row.Id == id).Select(row => new BilingualText(row.NameZh, row.NameEn)).FirstOrDefaultAsync(cancellation)
                : await db.Equipment.Where(row => row.Id == id).Select(row => new BilingualText(row.NameZh + " " + row.Code, row.NameEn + " " + row.Code)).FirstOrDefaultAsync(cancellation),
            cancellation) ?? new($"（已不在）{id}", $"(gone) {id}");
        await faults.ExecuteAsync(
            DerivedRows.Code, thing,
            new(
                $"“{name.Zh}”的有效日期与它的证书和变更记载不符：它或它的一部分曾被绕过本系统改动或删去。日期已按登记资料重新计算；本记录关闭之前，列表中标为不可使用。请核对它的证书、封存、更换等记载是否齐全，再写明结果后关闭。",
                $"The days of “{name.En}” did not follow from its certificates and acts: it, or something of it, was changed or taken out behind the product. They were computed anew from the registers; lists mark it as unusable until this record is closed. See whether its certificates, suspensions and replacements are all there, and close the record with what was found."),
            cancellation);
    }

    /// <summary>Nothing was found changed by it, but what keeps rows from being changed was not there. Where it is missing it is made again at the next start.</summary>
    public static Task RecordGuardsAsync(RecordFault faults, IReadOnlyList<string> names, CancellationToken cancellation) => faults.ExecuteAsync(
        AuditLedger.GuardCode, names[0],
        new(
            $"数据库中 {names.Count} 个触发器缺失、被改动或不是本系统建立的：{string.Join("、", names.Take(Named))}。它们防止法定记录被改动。请查明谁有数据库的写权限；服务器重新启动时会补上缺失的，不是本系统建立的请自行删除。",
            $"{names.Count} triggers of the database are missing, were changed, or were not made by the product: {string.Join(", ", names.Take(Named))}. They keep legal rows from being changed. Find out who may write to the database; a restart makes those again that are missing, and those that the product did not make are yours to remove."),
        cancellation);

    private const int Named = 5;
}

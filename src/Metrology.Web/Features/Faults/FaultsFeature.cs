using System.Globalization;
using Metrology.App.Faults;
using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Faults
{
    /// <summary>Failures of the system: what happened, and what a person found and did.</summary>
    internal sealed class FaultsFeature : IFeature
    {
        public const string Path = "/faults";

        public IEnumerable<NavEntry> Navigation => [new(NavGroup.Administration, t => t.Faults.Title, "alert-triangle", Path, Permission.SeeFaults)];

        public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
        {
            pages.MapGet(Path, async (FaultQueries faults, CancellationToken cancellation) =>
                View.Of<FaultsPage>(new { Rows = await faults.AllAsync(cancellation) })).Needs(Permission.SeeFaults);
            pages.MapGet(Path + ListExport.Route, Export).Needs(Permission.SeeFaults);
            pages.MapGet(Path + "/{id:int}", (int id, FaultQueries faults, CancellationToken cancellation) => PageAsync(id, faults, null, FieldErrors.None, cancellation)).Needs(Permission.SeeFaults);
            pages.MapPost(Path + "/{id:int}/close", Close).Needs(Permission.CloseFaults);
            api.MapGet(Path, async (FaultQueries faults, Words t, CancellationToken cancellation) =>
                Results.Ok((await faults.AllAsync(cancellation)).Select(row => FaultJson.Of(row, t)))).Produces<IEnumerable<FaultJson>>().Needs(Permission.SeeFaults);
            api.MapPost(Path + "/{id:int}/close", async (int id, FaultAction body, CloseFault close, CurrentActor me, Words t, CancellationToken cancellation) =>
                (await close.ExecuteAsync(me.Required, id, body.Action, cancellation)).Answer(t, closed => Results.Ok(new FaultClosed(closed)))).Produces<FaultClosed>().Needs(Permission.CloseFaults);
        }

        private static Task<IResult> Export(string format, HttpContext context, FaultQueries faults, TimeProvider clock, Words t, CancellationToken cancellation) => ListExport.AnswerAsync(context, format, async () => new(
            "faults",
            [
                ("code", t.Faults.Code), ("where", t.Faults.Where), ("said", t.Faults.Said), ("first", t.Faults.First), ("last", t.Faults.Last), ("times", t.Faults.Times), ("state", t.Faults.State),
                ("closedBy", t.Faults.Closer), ("closedAt", t.Faults.ClosedOn), ("action", t.Faults.Action),
            ],
            [
                .. (await faults.AllAsync(cancellation, ListExport.MostRows + 1)).Select(row => (IReadOnlyList<string>)
                [
                    row.Code, row.Where, t[row.Said], row.FirstAt.IsoSeconds(clock.LocalTimeZone), row.LastAt.IsoSeconds(clock.LocalTimeZone), row.Times.ToString(CultureInfo.InvariantCulture),
                    row.ClosedAt is null ? t.Faults.Open : t.Faults.Closed, row.ClosedBy ?? "", row.ClosedAt?.IsoSeconds(clock.LocalTimeZone) ?? "", row.Action ?? "",
                ]),
            ]));

        private static async Task<IResult> Close(
            int id, HttpContext context, CloseFault close, FaultQueries faults, CurrentActor me, Words t, [FromForm(Name = "Action")] string? action, CancellationToken cancellation) =>
            (await close.ExecuteAsync(me.Required, id, action, cancellation)).Refusal is { } refusal
                ? await PageAsync(id, faults, action, new FieldErrors().Add(refusal), cancellation)
                : NoticeCookie.Redirect(context, $"{Path}/{id}", t.Frame.Done);

        private static async Task<IResult> PageAsync(int id, FaultQueries faults, string? typed, FieldErrors errors, CancellationToken cancellation) =>
            await faults.FindAsync(id, cancellation) is { } row ? View.OfForm<FaultPage>(errors, new { Row = row, Typed = typed, Errors = errors }) : Results.NotFound();
    }

    internal sealed record FaultAction(string? Action);

    internal sealed record FaultClosed(int Id);

    internal sealed record FaultJson(
        int Id, string Code, string Where, string Said, DateTimeOffset FirstAt, DateTimeOffset LastAt, int Times, DateOnly? TouchesFrom, DateOnly? TouchesTo, DateTimeOffset? ClosedAt, string? ClosedBy, string? Action)
    {
        public static FaultJson Of(FaultRecord row, Words t) => new(
            row.Id, row.Code, row.Where, t[row.Said], row.FirstAt, row.LastAt, row.Times, row.TouchesFrom, row.TouchesTo, row.ClosedAt, row.ClosedBy, row.Action);
    }

    public sealed class FaultWords(Language language) : WordList(language)
    {
        public string Title => Say("故障记录", "Failures");
        public string Help => Say("系统的每次故障留下一条记录，由人写明查明的原因和措施后关闭（ISO/IEC 17025 7.11.3 e）。", "Each failure of the system leaves a record that a person closes in words: what was found and what was done (ISO/IEC 17025 7.11.3 e).");
        public string Code => Say("代码", "Code");
        public string Where => Say("位置", "Where");
        public string Said => Say("情况", "What happened");
        public string First => Say("首次", "First");
        public string Last => Say("最近", "Last");
        public string Times => Say("次数", "Times");
        public string State => Say("状态", "State");
        public string Open => Say("待处理", "open");
        public string Closed => Say("已处理", "closed");
        public string Action => Say("原因和措施", "What was found and done");
        public string Closer => Say("关闭人", "Closed by");
        public string ClosedOn => Say("关闭时间", "Closed on");
        public string ActionHelp => Say("写明影响了什么、怎样恢复、怎样防止再次发生。", "Say what it touched, how it was mended, and what keeps it from coming again.");
        public string Close => Say("关闭记录", "Close the record");
        public string ClosedBy(string name, string at) => Say($"{name} 于 {at} 关闭", $"closed by {name} on {at}");
        public string Touches => Say("可能受影响的日期", "Days that may be touched");
        public string None => Say("没有故障", "No failures");
        public string NoneHelp => Say("时钟、磁盘、软件文件、任务和见证都正常。", "Clock, disk, files of the program, jobs and witness are well.");
        public string TouchedPaper => Say("签发当天系统有时间方面的故障记录，请核对时间：", "A failure of the clock is recorded on the day of issue; check its times:");
        public string Missing(int rows) => Say($"台账记载的 {rows} 行已不在此处：它们被绕过本系统删去。此列表不完整，请勿据此判断；请联系管理员运行台账核对。", $"{rows} rows that the ledger knows are missing here: they were removed behind the product. This list is not whole; do not rely on it, and have an administrator run the audit of the ledger.");
        public string InDoubt => Say("台账核对曾发现它的有效日期与登记资料不符：它或它的一部分被绕过本系统改动过。关闭该故障记录之前请勿采信。", "An audit found that its days did not follow from the registers: it, or something of it, was changed behind the product. Do not rely on it before that failure is closed.");
        public string LedgerBroken => Say("台账与数据库不一致：有记录被绕过本系统改动。查明之前不出具证书，登记资料请勿采信。", "Ledger and database do not agree: rows were changed behind the product. No paper is issued, and no register is to be relied on, before that is settled.");
        public string ReadOnly => Say("只读：软件文件与安装时不同，不能测量、批准或签发。", "Read-only: files of the software were changed, nothing is measured, approved or issued.");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public Features.Faults.FaultWords Faults { get; } = new(language);
    }
}

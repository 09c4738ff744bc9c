using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;

namespace Metrology.Web.Features.Verifications;

/// <summary>Open work, the own first. Each row opens the page on which this person does the next thing.</summary>
internal sealed class QueueFeature : IFeature
{
    private const int RowsOfRead = 1000;

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Work, t => t.Work.Queue, "list-check", WorkPlaces.Queue, Permission.SeeWork)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(WorkPlaces.Queue, (HttpContext context, WorkQueue queue) => ListAsync(context, queue, WorkPlaces.Queue, WorkPlaces.Open))
            .TakesFilter(WorkPlaces.Open).Needs(Permission.SeeWork);
        pages.MapGet(WorkPlaces.Queue + ListExport.Route, (string format, HttpContext context, WorkQueue queue, Words t) => ExportAsync(context, format, queue, WorkPlaces.Queue, WorkPlaces.Open, t))
            .TakesFilter(WorkPlaces.Open).Needs(Permission.SeeWork);
    }

    internal static Task<IResult> ExportAsync(HttpContext context, string format, WorkQueue queue, string path, IReadOnlyList<VerificationState> states, Words t)
    {
        var filter = QueueFilter.Of(context.Request, path, states);
        var person = context.RequestServices.GetRequiredService<CurrentActor>().Required;
        return ListExport.AnswerAsync(context, format, async () =>
        {
            var rows = await ListExport.AllAsync<WorkQueue.Item, WorkQueue.Cursor>(async after =>
            {
                var page = await queue.ListAsync(person, filter.States, filter.Text, after, context.RequestAborted, RowsOfRead);
                return (page.Items, page.Next);
            });
            return new(path.Trim('/'),
            [
                ("number", t.Work.Number), ("state", t.Work.State), ("serialNumber", t.Customers.Serial), ("nameZh", t.Planning.NameZh), ("nameEn", t.Planning.NameEn), ("model", t.Customers.Model),
                ("customer", t.Customers.Customer), ("procedure", t.Term.Procedure), ("workDate", t.Work.WorkDate), ("verifier", t.Term.Verifier), ("marks", t.Exports.Marks),
            ],
            [
                .. rows.Select(item => item.Line).Select(line => (IReadOnlyList<string>)
                [
                    line.Number, t.Kit.State(line.State), line.UnitSerial, line.UnitNameZh, line.UnitNameEn, line.UnitModel, line.Customer, line.Procedure, line.WorkDate.Iso(), line.Verifier,
                    t.MarksOf(line.IsSimulated, line.IsDemonstration),
                ]),
            ]);
        });
    }

    internal static async Task<IResult> ListAsync(HttpContext context, WorkQueue queue, string path, IReadOnlyList<VerificationState> states)
    {
        var filter = QueueFilter.Of(context.Request, path, states);
        var person = context.RequestServices.GetRequiredService<CurrentActor>().Required;
        var page = await queue.ListAsync(person, filter.States, filter.Text, WorkQueue.Cursor.Parse(filter.After), context.RequestAborted);
        return View.Of<QueuePage>(new { Page = page, Filter = filter });
    }
}

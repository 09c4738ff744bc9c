using Metrology.App.Laboratory;
using Metrology.App.Verifications;

namespace Metrology.Web.Features.Verifications;

/// <summary>Open work, the own first. Each row opens the page on which this person does the next thing.</summary>
internal sealed class QueueFeature : IFeature
{
    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Work, t => t.Work.Queue, "list-check", WorkPlaces.Queue, Permission.SeeWork)];

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api) =>
        pages.MapGet(WorkPlaces.Queue, (HttpContext context, WorkQueue queue) => ListAsync(context, queue, WorkPlaces.Queue, WorkPlaces.Open))
            .TakesFilter(WorkPlaces.Open).Needs(Permission.SeeWork);

    internal static async Task<IResult> ListAsync(HttpContext context, WorkQueue queue, string path, IReadOnlyList<VerificationState> states)
    {
        var filter = QueueFilter.Of(context.Request, path, states);
        var person = context.RequestServices.GetRequiredService<CurrentActor>().Required;
        var page = await queue.ListAsync(person, filter.States, filter.Text, WorkQueue.Cursor.Parse(filter.After), context.RequestAborted);
        return View.Of<QueuePage>(new { Page = page, Filter = filter });
    }
}

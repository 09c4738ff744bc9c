using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Microsoft.AspNetCore.Mvc;

namespace Metrology.Web.Features.Reviews;

/// <summary>核验 and 批准: two lists of what waits, and one page where a record is compared with its certificate and signed.</summary>
internal sealed class ReviewsFeature : IFeature
{
    private const string Path = "/reviews";
    private const string One = Path + "/{id:guid}";

    public IEnumerable<NavEntry> Navigation =>
    [
        new(NavGroup.Issue, t => t.Reviews.List(ReviewStage.Check), "clipboard-check", PathOf(ReviewStage.Check), Permission.Check),
        new(NavGroup.Issue, t => t.Reviews.List(ReviewStage.Approve), "rubber-stamp", PathOf(ReviewStage.Approve), Permission.Approve),
    ];

    public void AddServices(IServiceCollection services) => services.AddScoped<ReviewDesk>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(PathOf(ReviewStage.Check), (ReviewDesk desk) => desk.ListAsync(ReviewStage.Check)).Needs(Permission.Check);
        pages.MapGet(PathOf(ReviewStage.Approve), (ReviewDesk desk) => desk.ListAsync(ReviewStage.Approve)).Needs(Permission.Approve);
        pages.MapGet(One, (Guid id, ReviewDesk desk) => desk.ShowAsync(id, FieldErrors.None)).Needs(Permission.SeeWork);
        pages.MapPost(One + "/check", (Guid id, ReviewDesk desk) => desk.MoveAsync(id, VerificationStates.Check, null)).Needs(Permission.Check).Signs(SignatureMeaning.Checked);
        pages.MapPost(One + "/approve", (Guid id, ReviewDesk desk) => desk.MoveAsync(id, VerificationStates.Approve, null)).Needs(Permission.Approve).Signs(SignatureMeaning.Approved);
        // Checkers return what is submitted, approvers what is checked: the use case knows which it is.
        pages.MapPost(One + "/return", (Guid id, [FromForm] string? reason, ReviewDesk desk) => desk.MoveAsync(id, VerificationStates.Return, reason)).Needs(Permission.SeeWork).Signs(SignatureMeaning.Returned);
        pages.MapPost(One + "/issue", (Guid id, ReviewDesk desk, IssueCertificate issue) => desk.IssueAsync(id, issue.ExecuteAsync)).Needs(Permission.Approve).Signs(SignatureMeaning.Issued);
        pages.MapPost(One + "/approve-and-issue", (Guid id, ReviewDesk desk, IssueCertificate issue) => desk.IssueAsync(id, issue.ApproveAndExecuteAsync)).Needs(Permission.Approve).Signs(SignatureMeaning.Issued);
        BulkFeature.Map(pages, api);
        ReviewApi.Map(api.MapGroup(Path));
    }

    public static string PathOf(ReviewStage stage) => $"{Path}/{(stage == ReviewStage.Check ? "check" : "approve")}";

    public static string PathOf(Guid id) => $"{Path}/{id}";

    /// <summary>The words of the address belong to the moves.</summary>
    public static string PathOf(Guid id, string move) => $"{Path}/{id}/{move}";
}

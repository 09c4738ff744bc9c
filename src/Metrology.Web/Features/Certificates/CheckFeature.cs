using Metrology.App.Certificates;
using Metrology.Core.Words;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Certificates;

/// <summary>Anybody with a paper in hand asks whether it was issued here. Number and code together, the same answer for a wrong one of either.</summary>
internal sealed class CheckFeature : IFeature
{
    private const string Path = "/check";
    private const string Reason = "whoever holds a certificate may check it with the code that is printed on it";
    private const int LongestInput = 64;

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, Form).OpenTo(Reason);
        pages.MapGet(Path + "/{number}", Answer).OpenTo(Reason).RequireRateLimiting(Limits.CheckPolicy);
        api.MapGet(Path + "/{number}", AnswerPrograms).Produces<CheckJson>().OpenTo(Reason).RequireRateLimiting(Limits.CheckPolicy);
    }

    private static IResult Form(string? number, string? code) => string.IsNullOrWhiteSpace(number)
        ? View.Of<CheckFormPage>(new { Number = "" })
        : Results.LocalRedirect($"{Path}/{Uri.EscapeDataString(number.Trim())}?code={Uri.EscapeDataString(CheckPage.Normalize(code))}");

    private static async Task<IResult> Answer(string number, string? code, CertificateQueries certificates, CancellationToken cancellation)
    {
        // The address on the paper without its code: ask for it.
        if (string.IsNullOrWhiteSpace(code))
            return View.Of<CheckFormPage>(new { Number = number });
        var found = await FindAsync(number, code, certificates, cancellation);
        return found.Refusal is { } refusal
            ? View.Of<CheckFormPage>(new { Number = number, Errors = new FieldErrors().Add(refusal) }, ErrorPages.StatusOf(refusal))
            : View.Of<CheckAnswerPage>(new { Facts = found.Value });
    }

    private static async Task<IResult> AnswerPrograms(string number, string? code, CertificateQueries certificates, Words t, CancellationToken cancellation)
    {
        var found = await FindAsync(number, code, certificates, cancellation);
        return found.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : Results.Ok(CheckJson.Of(found.Value, t));
    }

    private static async Task<Outcome<PublicFacts>> FindAsync(string number, string? code, CertificateQueries certificates, CancellationToken cancellation) =>
        number.Length > LongestInput || code?.Length > LongestInput ? CertificateErrors.NotFound : await certificates.CheckAsync(number, code, cancellation);
}

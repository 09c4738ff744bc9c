using Metrology.App.Certificates;
using Metrology.Core.Words;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Certificates;

/// <summary>Withdrawing and replacing, for one request.</summary>
internal sealed class CertificateEnding(WithdrawCertificate withdraw, CertificateQueries certificates, CurrentActor me, Words t, IHttpContextAccessor accessor)
{
    private HttpContext Context => accessor.HttpContext!;

    private CancellationToken Cancellation => Context.RequestAborted;

    public async Task<IResult> WithdrawAsync(string number, string? reason) =>
        await PageAsync(number, reason, await withdraw.ExecuteAsync(me.Required, number, reason, Cancellation), t.Certificates.WasWithdrawn);

    public async Task<IResult> ReplaceAsync(string number, string? reason) =>
        await PageAsync(number, reason, await withdraw.ReplaceAsync(me.Required, number, reason, Cancellation), t.Certificates.Replaced);

    public async Task<IResult> WithdrawForProgramsAsync(string number, string? reason) => Answer(await withdraw.ExecuteAsync(me.Required, number, reason, Cancellation));

    public async Task<IResult> ReplaceForProgramsAsync(string number, string? reason) => Answer(await withdraw.ReplaceAsync(me.Required, number, reason, Cancellation));

    private async Task<IResult> PageAsync(string number, string? reason, Outcome<Certificate> done, Func<string, string> say)
    {
        if (done.Refusal is not { } refusal)
            return NoticeCookie.Redirect(Context, CertificatesFeature.PathOf(done.Value.Number), say(done.Value.Number));
        var found = await certificates.UsableAsync(number, Cancellation);
        if (found.Refusal is { } unusable)
            return RefusedPage.Of(Context, unusable);
        var certificate = found.Value;
        var errors = new FieldErrors().Add(refusal, refusal.Field == "Reason" || refusal.Code.Contains("reason", StringComparison.Ordinal) ? "reason" : "");
        return View.OfForm<CertificatePage>(errors, new { Certificate = certificate, certificates.Today, Reason = reason, Errors = errors, Successors = await certificates.SuccessorsAsync(certificate, Cancellation) });
    }

    private IResult Answer(Outcome<Certificate> done) =>
        done.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : Results.Ok(CertificateJson.Of(done.Value));
}

using System.Net.Mime;
using System.Text;
using Metrology.App.Certificates;
using Metrology.App.Ledger;
using Metrology.Core.Words;
using Metrology.VerifierPage;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Certificates;

/// <summary>Anybody with a paper in hand asks whether it was issued here. Number and code together, the same answer for a wrong one of either.</summary>
internal sealed class CheckFeature : IFeature
{
    private const string Path = "/check";
    private const string Reason = "whoever holds a certificate may check it with the code that is printed on it";
    private const string KeyReason = "a public key is for everybody";
    private const string KeyType = "application/x-pem-file";
    private const int LongestInput = 64;

    /// <summary>Where everybody gets the public key of the ledger.</summary>
    public const string KeyPath = "/ledger/key";

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, Form).OpenTo(Reason);
        pages.MapGet(Path + "/{number}", Answer).OpenTo(Reason).RequireRateLimiting(Limits.CheckPolicy);
        pages.MapGet(Path + "/{number}/proof", Proof).OpenTo(Reason).RequireRateLimiting(Limits.CheckPolicy);
        pages.MapGet(KeyPath, Key).OpenTo(KeyReason);
        pages.MapGet(PagePath, () => Results.File(Encoding.UTF8.GetBytes(OfflinePage.Html), MediaTypeNames.Text.Html, OfflinePage.FileName)).OpenTo("a program that everybody may have");
        api.MapGet(Path + "/{number}/proof", Proof).Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Plain).OpenTo(Reason).RequireRateLimiting(Limits.CheckPolicy);
        api.MapGet("/ledger/key", Key).Produces<string>(StatusCodes.Status200OK, KeyType).OpenTo(KeyReason);
        api.MapGet(Path + "/{number}", AnswerPrograms).Produces<CheckJson>().OpenTo(Reason).RequireRateLimiting(Limits.CheckPolicy);
    }

    /// <summary>The verifier as one HTML file.</summary>
    public const string PagePath = Path + "/" + OfflinePage.FileName;

    public static string ProofPathOf(string number, string code) => $"{Path}/{Uri.EscapeDataString(number)}/proof?code={Uri.EscapeDataString(code)}";

    /// <summary>The proof of the ledger, to whoever brings number and code.</summary>
    private static async Task<IResult> Proof(string number, string? code, HttpContext context, CertificateProofs proofs, CertificateQueries certificates, Words t)
    {
        var found = await FindAsync(number, code, certificates, context.RequestAborted);
        return found.Refusal is { } refusal ? ErrorPages.Problem(refusal, t.Language) : await LedgerProofFile.AnswerAsync(context, proofs, number.Trim(), t.Language);
    }

    private static IResult Key(ILedgerWitness witness) => Results.File(Encoding.ASCII.GetBytes(witness.PublicKey), KeyType, "ledger-key.pem");

    private static IResult Form(string? number, string? code) => string.IsNullOrWhiteSpace(number)
        ? View.Of<CheckFormPage>(new { Number = "" })
        : Results.LocalRedirect($"{Path}/{Uri.EscapeDataString(number.Trim())}?code={Uri.EscapeDataString(CheckPage.Normalize(code))}");

    private static async Task<IResult> Answer(string number, string? code, CertificateQueries certificates, CertificateProofs proofs, CancellationToken cancellation)
    {
        var found = await FindAsync(number, code, certificates, cancellation);
        // The address on the paper without its code: ask for it. Of one that was removed nobody has a code that is right.
        if (string.IsNullOrWhiteSpace(code) && found.Refusal?.Code != CertificateErrors.Unconfirmed.Code)
            return View.Of<CheckFormPage>(new { Number = number });
        var standing = found.IsRefused ? null : await proofs.StandingAsync(found.Value.Number, cancellation);
        return Refused(found, standing) is { } refusal
            ? View.Of<CheckFormPage>(new { Number = number, Errors = new FieldErrors().Add(refusal) }, ErrorPages.StatusOf(refusal))
            : View.Of<CheckAnswerPage>(new { Facts = found.Value, Ledger = standing, Code = CheckPage.Normalize(code) });
    }

    private static async Task<IResult> AnswerPrograms(string number, string? code, CertificateQueries certificates, CertificateProofs proofs, Words t, CancellationToken cancellation)
    {
        var found = await FindAsync(number, code, certificates, cancellation);
        var standing = found.IsRefused ? null : await proofs.StandingAsync(found.Value.Number, cancellation);
        return Refused(found, standing) is { } refusal ? ErrorPages.Problem(refusal, t.Language) : Results.Ok(CheckJson.Of(found.Value, t) with { Ledger = LedgerJson.Of(standing) });
    }

    /// <summary>A certificate that the ledger does not confirm is never shown as one that stands.</summary>
    private static Refusal? Refused(Outcome<PublicFacts> found, LedgerStanding? standing) =>
        found.Refusal ?? (standing is { Word: LedgerWord.Damaged } ? CertificateErrors.Unconfirmed : null);

    private static async Task<Outcome<PublicFacts>> FindAsync(string number, string? code, CertificateQueries certificates, CancellationToken cancellation) =>
        number.Length > LongestInput || code?.Length > LongestInput ? CertificateErrors.NotFound : await certificates.CheckAsync(number, code, cancellation);
}

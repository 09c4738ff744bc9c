using System.Net.Mime;
using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Metrology.Web.Features.Exports;
using Metrology.Web.Features.Search;
using Metrology.Web.Features.Verifications;
using Metrology.Web.Host;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Metrology.Web.Features.Certificates;

/// <summary>What was issued: list, page, PDF, and the same for programs.</summary>
internal sealed class CertificatesFeature : IFeature
{
    public const string Path = "/certificates";
    public const string Withdraw = "withdraw";
    public const string Replace = "replace";

    public IEnumerable<NavEntry> Navigation => [new(NavGroup.Issue, t => t.Certificates.Title, "certificate", Path, Permission.SeeCertificates)];

    public void AddServices(IServiceCollection services) => services.AddScoped<ISearchSource, CertificateSearch>().AddScoped<CertificateEnding>();

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Path, List).TakesFilter().Needs(Permission.SeeCertificates).Lists(nameof(Certificate), nameof(CertificateWithdrawal));
        pages.MapGet(Path + ListExport.Route, Export).TakesFilter().Needs(Permission.SeeCertificates);
        pages.MapGet(Path + "/{number}", Show).Needs(Permission.SeeCertificates);
        pages.MapGet(Path + "/{number}/pdf", Pdf).Needs(Permission.SeeCertificates);
        pages.MapGet(Path + "/{number}/dcc", Dcc).Needs(Permission.SeeCertificates);
        pages.MapGet(Path + "/{number}/proof", Proof).Needs(Permission.SeeCertificates);
        pages.MapPost(Path + "/{number}/" + Withdraw, (string number, [FromForm] string? reason, CertificateEnding ending) => ending.WithdrawAsync(number, reason)).Needs(Permission.Approve).Signs(SignatureMeaning.Withdrawn);
        pages.MapPost(Path + "/{number}/" + Replace, (string number, [FromForm] string? reason, CertificateEnding ending) => ending.ReplaceAsync(number, reason)).Needs(Permission.Approve).Signs(SignatureMeaning.Replaced);
        api.MapGet(Path, ListForPrograms).TakesFilter().Produces<IEnumerable<CertificateJson>>().Needs(Permission.SeeCertificates).Lists(nameof(Certificate), nameof(CertificateWithdrawal));
        api.MapGet(Path + "/{number}", ShowToPrograms).Produces<CertificateJson>().Needs(Permission.SeeCertificates);
        api.MapGet(Path + "/{number}/pdf", Pdf).Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Pdf).Needs(Permission.SeeCertificates);
        api.MapGet(Path + "/{number}/dcc", Dcc).Produces<Stream>(StatusCodes.Status200OK, MediaTypeNames.Application.Xml).Needs(Permission.SeeCertificates);
        api.MapGet(Path + "/{number}/proof", Proof).Produces<string>(StatusCodes.Status200OK, MediaTypeNames.Text.Plain).Needs(Permission.SeeCertificates);
        api.MapPost(Path + "/{number}/" + Withdraw, (string number, ReasonBody body, CertificateEnding ending) => ending.WithdrawForProgramsAsync(number, body.Reason)).Produces<CertificateJson>().Needs(Permission.Approve).Signs(SignatureMeaning.Withdrawn);
        api.MapPost(Path + "/{number}/" + Replace, (string number, ReasonBody body, CertificateEnding ending) => ending.ReplaceForProgramsAsync(number, body.Reason)).Produces<CertificateJson>().Needs(Permission.Approve).Signs(SignatureMeaning.Replaced);
    }

    internal sealed record ReasonBody(string? Reason);

    public static string PathOf(string number) => $"{Path}/{Uri.EscapeDataString(number)}";

    private static async Task<IResult> List([AsParameters] CertificateFilterForm form, HttpRequest request, CertificateQueries certificates, CancellationToken cancellation)
    {
        var rows = await certificates.ListAsync(form.Parse(), cancellation);
        var next = rows.Count < VerificationQueries.PageSize ? null : Path + new QueryBuilder(form.Pairs(rows[^1].Id)).ToQueryString();
        return View.Of<CertificateListPage>(new { Rows = rows, Form = form, certificates.Today, NextPath = next });
    }

    private static Task<IResult> Export(string format, [AsParameters] CertificateFilterForm form, HttpContext context, CertificateQueries certificates, Words t, CancellationToken cancellation) =>
        ListExport.AnswerAsync(context, format, async () =>
        {
            var rows = await ListExport.AllAsync<CertificateQueries.Line, int?>(async before =>
            {
                var page = await certificates.ListAsync((form with { Before = before }).Parse(), cancellation);
                return (page, page.Count < VerificationQueries.PageSize ? null : page[^1].Id);
            });
            return new($"certificates-{certificates.Today.Iso()}",
            [
                ("number", t.Certificates.Number), ("kind", t.Certificates.KindTitle), ("unitNameZh", t.Planning.NameZh), ("unitNameEn", t.Planning.NameEn), ("serialNumber", t.Customers.Serial),
                ("customer", t.Certificates.Customer), ("issuedOn", t.Certificates.IssuedOn), ("validUntil", t.Planning.ValidUntil), ("status", t.Certificates.Validity), ("marks", t.Exports.Marks),
            ],
            [
                .. rows.Select(row => (IReadOnlyList<string>)
                [
                    row.Number, t.Certificates.Kind(row.Kind), row.UnitNameZh, row.UnitNameEn, row.UnitSerial, row.Customer, row.IssuedOn.Iso(), row.ValidUntil?.Iso() ?? "",
                    row.Status == CertificateStatus.Standing && row.Kind != Core.Certificates.CertificateKind.CalibrationCertificate && Certificate.StandingOn(row.ValidUntil, certificates.Today) is { } standing
                        ? t.Kit.Standing(standing) : t.Certificates.Status(row.Status),
                    row.IsRegisterUnusable ? $"{t.Certificates.RegisterUnusable} {t.MarksOf(row.IsSimulated, row.IsDemonstration)}".Trim() : t.MarksOf(row.IsSimulated, row.IsDemonstration),
                ]),
            ]);
        });

    private static async Task<IResult> Show(string number, HttpContext context, CertificateQueries certificates, CertificateProofs proofs, CancellationToken cancellation)
    {
        var found = await certificates.UsableAsync(number, cancellation);
        return found.Refusal is { } refusal
            ? RefusedPage.Of(context, refusal)
            : View.Of<CertificatePage>(new { Certificate = found.Value, certificates.Today, Ledger = await proofs.StandingAsync(number, cancellation), Successors = await certificates.SuccessorsAsync(found.Value, cancellation) });
    }

    /// <param name="download">Saved instead of shown.</param>
    private static async Task<IResult> Pdf(string number, bool? download, HttpContext context, CertificateQueries certificates, CancellationToken cancellation)
    {
        var found = await certificates.UsableAsync(number, cancellation);
        return found.Refusal is { } refusal
            ? RefusedPage.Of(context, refusal)
            : Sent(context, (found.Value.Pdf, found.Value.PdfHash), MediaTypeNames.Application.Pdf, $"{found.Value.Number}.pdf", download == true);
    }

    /// <summary>The digital certificate (DCC) as it is embedded in the PDF; always saved, because browsers show XML badly.</summary>
    private static async Task<IResult> Dcc(string number, HttpContext context, CertificateQueries certificates, CancellationToken cancellation)
    {
        var found = await certificates.UsableAsync(number, cancellation);
        if (found.Refusal is { } refusal)
            return RefusedPage.Of(context, refusal);
        return found.Value.Dcc is { } dcc ? Sent(context, (dcc, found.Value.DccHash!), MediaTypeNames.Application.Xml, $"{found.Value.Number}.xml", isSaved: true) : Results.NotFound();
    }

    /// <summary>The proof of the ledger, always saved.</summary>
    private static Task<IResult> Proof(string number, HttpContext context, CertificateProofs proofs, Words t) => LedgerProofFile.AnswerAsync(context, proofs, number, t.Language);

    private static IResult Sent(HttpContext context, (byte[] Bytes, string Hash) file, string type, string name, bool isSaved)
    {
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue(isSaved ? "attachment" : "inline") { FileNameStar = name, FileName = name }.ToString();
        context.Response.Headers["Digest"] = "sha-256=" + Convert.ToBase64String(Convert.FromHexString(file.Hash));
        return Results.Bytes(file.Bytes, type, entityTag: new($"\"{file.Hash}\""));
    }

    private static async Task<IResult> ListForPrograms([AsParameters] CertificateFilterForm form, CertificateQueries certificates, CancellationToken cancellation) =>
        Results.Ok((await certificates.ListAsync(form.Parse(), cancellation)).Select(CertificateJson.Of));

    private static async Task<IResult> ShowToPrograms(string number, CertificateQueries certificates, CertificateProofs proofs, Words t, CancellationToken cancellation)
    {
        var found = await certificates.UsableAsync(number, cancellation);
        return found.Refusal is { } refusal
            ? ErrorPages.Problem(refusal, t.Language)
            : Results.Ok(CertificateJson.Of(found.Value) with { Successors = SuccessorJson.Of(await certificates.SuccessorsAsync(found.Value, cancellation)), Ledger = LedgerJson.Of(await proofs.StandingAsync(number, cancellation)) });
    }
}

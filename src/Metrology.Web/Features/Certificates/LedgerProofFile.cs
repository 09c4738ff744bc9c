using System.Net.Mime;
using System.Text;
using Metrology.App.Certificates;
using Metrology.Core.Words;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Certificates;

/// <summary>The proof of the ledger as a file to save.</summary>
internal static class LedgerProofFile
{
    public static async Task<IResult> AnswerAsync(HttpContext context, CertificateProofs proofs, string number, Language language)
    {
        var proof = await proofs.ProofAsync(number, context.RequestAborted);
        if (proof.Refusal is { } refusal)
            return ErrorPages.Problem(refusal, language);
        return Results.File(Encoding.UTF8.GetBytes(proof.Value.ToString()), MediaTypeNames.Text.Plain, $"{number}.proof.txt");
    }
}

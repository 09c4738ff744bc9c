using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.App.Certificates;

/// <summary>Has the files of a certificate stamped by a time-stamping authority and sealed by a seal service, as the institution configured.</summary>
public sealed class PaperFinish(ICertificateRenderer renderer, ICertificateSigner signer, ITimeStampAuthority authority, ISealService seals, TimeProvider clock)
{
    public bool IsNeeded => authority.IsConfigured || seals.IsConfigured;

    /// <param name="draft">With files that carry the signature of the institution's key alone.</param>
    /// <param name="pictures">Of its template.</param>
    /// <param name="withoutStamp">Is told why there is no stamp, when the institution issues without.</param>
    internal async Task<Outcome<FinishedPaper>> RunAsync(Certificate draft, IReadOnlyDictionary<string, byte[]> pictures, Action<Refusal> withoutStamp, CancellationToken cancellation)
    {
        var (pdf, stamp) = (draft.Pdf, (TimeStampFacts?)null);
        if (authority.IsConfigured)
        {
            var stamped = await Task.Run(() => Stamp(draft, pictures), cancellation);
            if (stamped.Refusal is { } refusal && (authority.IsRequired || !refusal.Code.StartsWith("timestamp.", StringComparison.Ordinal)))
                return refusal;
            if (stamped.Refusal is { } noStamp)
                withoutStamp(noStamp);
            else
                (pdf, stamp) = stamped.Value;
        }

        if (!seals.IsConfigured)
            return new FinishedPaper(draft, pdf, stamp, null);
        var answer = await seals.SealAsync(draft.Number, pdf, cancellation);
        if (answer.Refusal is { } notSealed)
            return notSealed;
        var seal = seals.Read(pdf, answer.Value);
        return seal.Refusal is { } wrong ? wrong : new FinishedPaper(draft, answer.Value, stamp, seal.Value);
    }

    /// <summary>The pages are set again: a stamp stands within the signature.</summary>
    private Outcome<(byte[] Pdf, TimeStampFacts? Stamp)> Stamp(Certificate draft, IReadOnlyDictionary<string, byte[]> pictures)
    {
        var pages = renderer.Render(draft.Document, draft.Dcc, pictures);
        if (pages.Refusal is { } unprintable)
            return unprintable;
        var signed = signer.SignPdf(pages.Value, clock.GetLocalNow(), authority);
        return signed.Refusal is { } refusal ? refusal : (signed.Value.Pdf, signed.Value.Stamp);
    }
}

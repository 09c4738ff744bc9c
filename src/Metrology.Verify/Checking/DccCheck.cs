using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Linting;
using Metrology.Dcc.Offline;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Rebuilding;
using Metrology.Dcc.Signing;
using Metrology.Pdf;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>A digital certificate that was read.</summary>
/// <param name="Results">Its results, with their order and names.</param>
internal sealed record DccFile(byte[] Bytes, ReadDcc Content, IReadOnlyList<OwnResult> Results);

/// <summary>
/// The digital certificate within the pages: whether it is there, readable, signed by the same as the pages, and plausible. It is read beside the pages, from when this
/// object is made: a new process takes most of its time for what it does for the first time.
/// </summary>
internal sealed class DccCheck
{
    private const string Name = "dcc.xml";

    private readonly IReadOnlyList<ReadAttachment> attachments;
    private readonly List<ReadAttachment> found;
    private readonly Task<(Outcome<IReadOnlyList<SignatureReport>> Signatures, Outcome<ReadDcc> Content, IReadOnlyList<OwnResult> Results)>? reading;

    public DccCheck(IReadOnlyList<ReadAttachment> attachments)
    {
        this.attachments = attachments;
        found = [.. attachments.Where(one => one.FileName == Name)];
        if (found.Count == 0)
            return;
        // The pages have one reader; the bytes are taken before anything else reads.
        var bytes = Bytes = found[0].Content();
        reading = Task.Run(() =>
        {
            var (signatures, content) = (DccSignature.Check(bytes), DccReader.Read(bytes));
            return (signatures, content, content.IsRefused ? [] : WrittenAgain.Results(bytes));
        });
    }

    public List<CheckFinding> Findings { get; } = [];

    /// <summary>The file that was read; null when there is none.</summary>
    public byte[]? Bytes { get; }

    /// <param name="signer">Who signed the pages; null when nobody did.</param>
    /// <returns>Null when there is none that can be read.</returns>
    public DccFile? Run(X509Certificate2? signer)
    {
        if (found.Count != 1 || attachments.Count != 1)
        {
            Findings.Add(attachments.Count == 0
                ? new("dcc.missing", "", new("文件没有附带数字校准证书（DCC），不能逐值核对。", "The file carries no digital certificate (DCC), so no value can be compared."))
                : new("dcc.other-attachments", string.Join(", ", attachments.Select(one => one.FileName)), new("附件不是恰好一个 dcc.xml。", "The attachments are not exactly one dcc.xml.")));
        }

        if (reading is null || Bytes is null)
            return null;
        // It says what the pages say (ISO 19005-3 Annex E), and is called so.
        if (found[0].Relationship != AttachmentRelationship.Alternative || found[0].Description is not { } called || (called != Vocabulary.DccFile.Zh && called != Vocabulary.DccFile.En))
            Findings.Add(new("dcc.relationship", Name, new("附件没有说明它是页面的另一种形式（AFRelationship、说明文字）。", "The attachment does not say that it is the pages in another form (AFRelationship, description).")));
        var (signatures, read, results) = reading.GetAwaiter().GetResult();
        // First of all: what was changed after signing is named as that, whatever it has become.
        Signature(signatures, signer);
        if (read.Refusal is { } unreadable)
        {
            Findings.Add(Of(unreadable));
            return null;
        }

        foreach (var finding in Lint.Check(read.Value))
            Findings.Add(new($"lint.{finding.Rule.Id}", finding.Where, finding.Text, finding.Rule.Severity == LintSeverity.Block));
        return new(Bytes, read.Value, results);
    }

    private void Signature(Outcome<IReadOnlyList<SignatureReport>> reports, X509Certificate2? signer)
    {
        if (reports.Refusal is { } broken)
        {
            // What is no XML is said when it is read; and nobody signs XML within pages that are not signed.
            if (broken.Code.StartsWith("signature.", StringComparison.Ordinal) && (signer is not null || broken.Code != "signature.missing"))
                Findings.Add(Of(broken) with { Code = $"dcc-{broken.Code}" });
        }
        else if (reports.Value.Any(report => signer is null || !report.Signer.RawData.AsSpan().SequenceEqual(signer.RawData)))
        {
            Findings.Add(new(
                "signature.different-signers", Name,
                new("页面和数字校准证书不是同一人签名。", "The pages and the digital certificate are not signed by the same.")));
        }
    }

    private static CheckFinding Of(Refusal refusal) => new(refusal.Code, refusal.Field ?? Name, refusal.Text);
}

using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Linting;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Rebuilding;
using Metrology.Dcc.Signing;
using Metrology.Pdf.Reading;

namespace Metrology.Verify.Checking;

/// <summary>A digital certificate that was read.</summary>
/// <param name="Results">Its results, with their order and names.</param>
internal sealed record DccFile(byte[] Bytes, ReadDcc Content, IReadOnlyList<OwnResult> Results);

/// <summary>The digital certificate within the pages: whether it is there, readable, signed by the same as the pages, and plausible.</summary>
internal sealed class DccCheck(IReadOnlyList<ReadAttachment> attachments, X509Certificate2? signer)
{
    private const string Name = "dcc.xml";

    public List<CheckFinding> Findings { get; } = [];

    /// <summary>The file that was read; null when there is none.</summary>
    public byte[]? Bytes { get; private set; }

    /// <summary>Null when there is none that can be read.</summary>
    public DccFile? Run()
    {
        var found = attachments.Where(one => one.FileName == Name).ToList();
        if (found.Count != 1 || attachments.Count != 1)
        {
            Findings.Add(attachments.Count == 0
                ? new("dcc.missing", "", new("文件没有附带数字校准证书（DCC），不能逐值核对。", "The file carries no digital certificate (DCC), so no value can be compared."))
                : new("dcc.other-attachments", string.Join(", ", attachments.Select(one => one.FileName)), new("附件不是恰好一个 dcc.xml。", "The attachments are not exactly one dcc.xml.")));
        }

        if (found.Count == 0)
            return null;
        if (found[0].Relationship is null)
            Findings.Add(new("dcc.relationship", Name, new("附件没有说明它与文件的关系（AFRelationship）。", "The attachment does not say what it is to the file (AFRelationship).")));
        var bytes = found[0].Content();
        Bytes = bytes;
        // First of all: what was changed after signing is named as that, whatever it has become.
        Signature(bytes);
        var read = DccReader.Read(bytes);
        if (read.Refusal is { } unreadable)
        {
            Findings.Add(Of(unreadable));
            return null;
        }

        foreach (var finding in Lint.Check(read.Value))
            Findings.Add(new($"lint.{finding.Rule.Id}", finding.Where, finding.Text, finding.Rule.Severity == LintSeverity.Block));
        return new(bytes, read.Value, WrittenAgain.Results(bytes));
    }

    private void Signature(byte[] bytes)
    {
        var reports = DccSignature.Check(bytes);
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

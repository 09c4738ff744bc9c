using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Checking;
using Metrology.Dcc.Linting;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Writing;

namespace Metrology.App.Certificates;

/// <summary>A document with its digital certificate, compared and linted before anybody signs.</summary>
/// <param name="Dcc">Not signed; null when it cannot be written, and a finding says why.</param>
internal sealed record PaperCheck(byte[]? Dcc, IReadOnlyList<Finding> Findings)
{
    /// <summary>What D-SI has no word for: the paper is right, but programs get nothing.</summary>
    private static readonly string[] Unsayable = ["dcc.unit", "dcc.mixed-units"];

    /// <summary>Found by the review of the record already, in one line for all.</summary>
    private static readonly LintRule[] FoundElsewhere = [LintRules.LimitUnconfirmed];

    public Refusal? Blocked => Finding.Blocking(Findings);

    /// <param name="basis">What the registers say of it.</param>
    public static PaperCheck Of(CertificateDocument document, LintBasis basis)
    {
        List<Finding> ofRegisters = [.. Lint.Check(document, basis).SelectMany(Of)];
        var written = DccWriter.Write(document);
        if (written.Refusal is { } refusal)
            return new(null, [Of(refusal), .. Lint.Check(document).SelectMany(Of), .. ofRegisters]);
        // Read back from its bytes: what is compared is what a stranger will read.
        var read = DccReader.Read(written.Value);
        if (read.Refusal is { } unreadable)
            return new(written.Value, [new(unreadable.Code, FindingWeight.Blocking, unreadable.Text, [])]);
        return new(written.Value, [.. Compared(document, read.Value), .. Lint.Check(document, read.Value).SelectMany(Of), .. ofRegisters]);
    }

    private static Finding Of(Refusal refusal) =>
        new(refusal.Code, Unsayable.Contains(refusal.Code) ? FindingWeight.Warning : FindingWeight.Blocking, refusal.Text, []);

    private static IEnumerable<Finding> Of(LintFinding finding)
    {
        if (!FoundElsewhere.Contains(finding.Rule))
            yield return new($"lint.{finding.Rule.Id}", finding.Rule.Severity == LintSeverity.Block ? FindingWeight.Blocking : FindingWeight.Warning, finding.Text, []);
    }

    private static IEnumerable<Finding> Compared(CertificateDocument document, ReadDcc dcc)
    {
        var differences = Parity.Check(document, dcc);
        if (differences.Count > 0)
        {
            yield return new(
                "parity", FindingWeight.Blocking,
                new(
                    $"证书页面与数字校准证书有 {differences.Count} 处不同，不能批准。请不要签发，并把下列内容告知软件供应商。",
                    $"The pages and the digital certificate differ in {differences.Count} places; this is not approved. Do not issue it, and report the following to whoever supplies this software."),
                [.. differences.Take(5).Select(one => one.Text)]);
        }
    }
}

using Metrology.Core.Certificates;
using Metrology.Dcc.Reading;

namespace Metrology.Dcc.Linting;

/// <summary>Checks a certificate beyond its schema, before it is approved or when somebody verifies it.</summary>
public static class Lint
{
    /// <summary>All findings on a document of ours.</summary>
    public static IReadOnlyList<LintFinding> Check(CertificateDocument document)
    {
        var findings = new FindingList();
        DateLint.Check(findings, document);
        ContentLint.Check(findings, document);
        return findings.All;
    }

    /// <summary>All findings on a digital certificate of anybody.</summary>
    public static IReadOnlyList<LintFinding> Check(ReadDcc dcc)
    {
        var findings = new FindingList();
        PlausibilityLint.Check(findings, dcc);
        return findings.All;
    }

    /// <summary>Both, for a document and the XML that goes with it.</summary>
    public static IReadOnlyList<LintFinding> Check(CertificateDocument document, ReadDcc dcc) =>
        [.. Check(document).Concat(Check(dcc)).DistinctBy(one => (one.Rule, one.Where))];

    /// <summary>What the registers of the laboratory have to say of a document, before it is approved.</summary>
    public static IReadOnlyList<LintFinding> Check(CertificateDocument document, LintBasis basis)
    {
        var findings = new FindingList();
        RegisterLint.Check(findings, document, basis);
        CapabilityLint.Check(findings, document, basis);
        return findings.All;
    }
}

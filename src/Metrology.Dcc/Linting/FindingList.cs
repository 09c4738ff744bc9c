namespace Metrology.Dcc.Linting;

/// <summary>Findings under way.</summary>
internal sealed class FindingList
{
    private readonly List<LintFinding> findings = [];

    public IReadOnlyList<LintFinding> All => findings;

    public void Add(LintRule rule, string where, string zh, string en) => findings.Add(new(rule, where, new(zh, en)));
}

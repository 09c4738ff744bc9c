using Metrology.Core.Words;

namespace Metrology.Dcc.Linting;

/// <summary>A rule beyond the schema, by a stable id.</summary>
public sealed record LintRule(string Id, LintSeverity Severity, BilingualText Title);

public enum LintSeverity
{
    /// <summary>Somebody must look at it.</summary>
    Warn,

    /// <summary>The certificate is not issued like this.</summary>
    Block,
}

/// <param name="Where">The part that is meant: a value id, a section, a certificate number.</param>
public sealed record LintFinding(LintRule Rule, string Where, BilingualText Text);

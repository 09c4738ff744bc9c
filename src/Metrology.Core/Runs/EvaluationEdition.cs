namespace Metrology.Core.Runs;

/// <summary>How runs were evaluated when a record was made. What was found wrong since is computed otherwise for new records; a record keeps the way of its time for ever.</summary>
public enum EvaluationEdition
{
    /// <summary>Records up to format 3: a budget was stated although an input of it was uncovered, and reasons had other words.</summary>
    PartialBudgets,

    /// <summary>Records of format 4: U could be zero, a share of nothing, or in doubt at an edge, and rules decided on it; the division behind a reading of another item did not count.</summary>
    DoubtfulBudgets,

    Current,
}

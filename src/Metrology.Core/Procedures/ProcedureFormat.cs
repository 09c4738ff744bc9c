namespace Metrology.Core.Procedures;

/// <summary>Forms of procedure files. A file says its form, so that a record that pins one of old evaluates as it did then.</summary>
public static class ProcedureFormat
{
    /// <summary>
    /// What a file is that says nothing: <c>statistic</c>, <c>limitPasses</c> and <c>multiplier</c> stand there bare, a layout that is not given is no fact, and a run
    /// opens with the ambient conditions even where there are none.
    /// </summary>
    public const int First = 1;

    /// <summary>Everything that matters legally is a fact, and a procedure without ambient conditions asks for none.</summary>
    public const int Facts = 2;

    /// <summary>The forms as files name them, oldest first.</summary>
    internal static readonly string[] Names = ["metrology-procedure/1", "metrology-procedure/2"];
}

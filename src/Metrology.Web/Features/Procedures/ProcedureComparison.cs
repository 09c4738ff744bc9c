using Metrology.App.Procedures;

namespace Metrology.Web.Features.Procedures;

/// <summary>Which revision somebody who reads a procedure wants to compare it with.</summary>
internal static class ProcedureComparison
{
    /// <summary>The one before it of the same designation, or of the same code when the edition is new; null when there is none.</summary>
    public static ProcedureQueries.Line? Before(ProcedureQueries.Line shown, IReadOnlyList<ProcedureQueries.Line> all) =>
        all.Where(line => line.Procedure.Designation == shown.Procedure.Designation && line.Procedure.Revision < shown.Procedure.Revision)
            .MaxBy(line => line.Procedure.Revision)
        ?? all.Where(line => line.Procedure.Code == shown.Procedure.Code && string.CompareOrdinal(line.Procedure.Edition, shown.Procedure.Edition) < 0)
            .OrderByDescending(line => line.Procedure.Edition, StringComparer.Ordinal).ThenByDescending(line => line.Procedure.Revision).FirstOrDefault();
}

using Metrology.Core.Files;

namespace Metrology.Core.Procedures;

/// <summary>A loaded procedure, or all of its problems at once.</summary>
public sealed record ProcedureLoad(Procedure? Procedure, IReadOnlyList<FileProblem> Problems)
{
    public bool IsRefused => Procedure is null;
}

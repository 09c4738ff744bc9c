using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

/// <summary>Something wrong in a procedure file, at a path such as <c>items[1].formula</c>.</summary>
public sealed record ProcedureProblem(string Path, BilingualText Text)
{
    public override string ToString() => $"{Path}: {Text.En}";
}

/// <summary>A loaded procedure, or all of its problems at once.</summary>
public sealed record ProcedureLoad(Procedure? Procedure, IReadOnlyList<ProcedureProblem> Problems)
{
    public bool IsRefused => Procedure is null;
}

using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

/// <summary>Something wrong in a procedure file, at a path such as <c>items[1].formula</c> and, when it came from a file, at a line and column from 1.</summary>
public sealed record ProcedureProblem(string Path, BilingualText Text)
{
    public int Line { get; init; }

    /// <summary>Counts bytes of the line.</summary>
    public int Column { get; init; }

    public override string ToString() => Line == 0
        ? $"{Path}: {Text.En}"
        : string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column} {Path}: {Text.En}");
}

/// <summary>A loaded procedure, or all of its problems at once.</summary>
public sealed record ProcedureLoad(Procedure? Procedure, IReadOnlyList<ProcedureProblem> Problems)
{
    public bool IsRefused => Procedure is null;
}

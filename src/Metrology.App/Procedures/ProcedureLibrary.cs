using Metrology.Core.Procedures;

namespace Metrology.App.Procedures;

/// <summary>The editions this installation can work with. A record names the content hash and gets exactly that file, or nothing.</summary>
public sealed class ProcedureLibrary(IReadOnlyList<Procedure> procedures)
{
    public IReadOnlyList<Procedure> All { get; } = procedures;

    /// <summary>The newest revision of a designation such as "JJG 1148-2022".</summary>
    public Procedure? Current(string designation) =>
        All.Where(procedure => procedure.Designation == designation).MaxBy(procedure => procedure.Revision);

    public Procedure? ByHash(string contentHash) => All.FirstOrDefault(procedure => procedure.ContentHash == contentHash);
}

using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

/// <summary>Whether a file may come in beside what is already frozen.</summary>
public static class ProcedureFreeze
{
    /// <summary>Why the candidate may not be imported, or null. The same content again is no refusal: it is already there.</summary>
    public static Refusal? Check(IEnumerable<Procedure> known, Procedure candidate)
    {
        var edition = known.Where(one => one.Designation == candidate.Designation && one.ContentHash != candidate.ContentHash).ToList();
        if (edition.Exists(one => one.Revision == candidate.Revision))
            return Frozen(candidate.Designation, candidate.Revision);
        var newest = edition.Select(one => one.Revision).DefaultIfEmpty(0).Max();
        return candidate.Revision < newest ? OlderRevision(candidate.Designation, newest) : null;
    }

    private static Refusal Frozen(string designation, int revision) => Refusal.Of(
        "procedure.frozen", $"{designation} 第 {revision} 次修订已冻结，内容不同。请把修订号加一后再导入。",
        $"Revision {revision} of {designation} is frozen with another content. Raise the revision and import it again.");

    private static Refusal OlderRevision(string designation, int newest) => Refusal.Of(
        "procedure.older-revision", $"{designation} 已有第 {newest} 次修订。请核对修订号。",
        $"{designation} already has revision {newest}. Check the revision.");
}

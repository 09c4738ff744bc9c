using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

/// <summary>Where a procedure stands between import and use.</summary>
public enum PublicationState
{
    /// <summary>Imported and without problems; nobody can work with it.</summary>
    Draft,

    /// <summary>Proposed by one person.</summary>
    Proposed,

    /// <summary>Published by a second person: frozen, and usable in its dates.</summary>
    Published,

    /// <summary>No new work begins under it; its records re-evaluate for ever.</summary>
    Withdrawn,
}

/// <summary>The life of one frozen content: proposed by one person, published by another, never changed. A correction is a new revision.</summary>
/// <param name="ContentHash">The content that everybody in this life saw.</param>
public sealed record Publication(string ContentHash, PublicationState State, string? ProposedBy = null, string? PublishedBy = null)
{
    public static Publication Draft(Procedure procedure) => new(procedure.ContentHash, PublicationState.Draft);

    public Outcome<Publication> Propose(string person) => State == PublicationState.Draft
        ? this with { State = PublicationState.Proposed, ProposedBy = person }
        : PublicationRefusals.NotDraft;

    /// <summary>Takes a proposal back to be corrected.</summary>
    public Outcome<Publication> Return() => State == PublicationState.Proposed
        ? this with { State = PublicationState.Draft, ProposedBy = null }
        : PublicationRefusals.NotProposed;

    public Outcome<Publication> Publish(string person)
    {
        if (State != PublicationState.Proposed)
            return PublicationRefusals.NotProposed;
        return string.Equals(person, ProposedBy, StringComparison.OrdinalIgnoreCase)
            ? PublicationRefusals.SamePerson
            : this with { State = PublicationState.Published, PublishedBy = person };
    }

    public Outcome<Publication> Withdraw() => State == PublicationState.Published
        ? this with { State = PublicationState.Withdrawn }
        : PublicationRefusals.NotPublished;
}

/// <summary>Whether a file may come in beside what is already frozen.</summary>
public static class ProcedureFreeze
{
    /// <summary>Why the candidate may not be imported, or null. The same content again is no refusal: it is already there.</summary>
    public static Refusal? Check(IEnumerable<Procedure> known, Procedure candidate)
    {
        var edition = known.Where(one => one.Designation == candidate.Designation && one.ContentHash != candidate.ContentHash).ToList();
        if (edition.Exists(one => one.Revision == candidate.Revision))
            return PublicationRefusals.Frozen(candidate.Designation, candidate.Revision);
        var newest = edition.Select(one => one.Revision).DefaultIfEmpty(0).Max();
        return candidate.Revision < newest ? PublicationRefusals.OlderRevision(candidate.Designation, newest) : null;
    }
}

internal static class PublicationRefusals
{
    public static readonly Refusal NotDraft = Refusal.Of(
        "procedure.not-draft", "该规程数据不是草稿，不能提交发布。", "This procedure data is no draft and cannot be proposed.");

    public static readonly Refusal NotProposed = Refusal.Of(
        "procedure.not-proposed", "该规程数据尚未提交发布。请先由一人提交，再由另一人发布。",
        "This procedure data has not been proposed. One person proposes it, another publishes it.");

    public static readonly Refusal SamePerson = Refusal.Of(
        "procedure.same-person", "提交人不能同时是发布人。请由另一人核对后发布。", "The person who proposed it cannot publish it. Ask another person to check and publish it.");

    public static readonly Refusal NotPublished = Refusal.Of(
        "procedure.not-published", "该规程数据未发布，无需停用。", "This procedure data is not published; there is nothing to withdraw.");

    public static Refusal Frozen(string designation, int revision) => Refusal.Of(
        "procedure.frozen", $"{designation} 第 {revision} 次修订已冻结，内容不同。请把修订号加一后再导入。",
        $"Revision {revision} of {designation} is frozen with another content. Raise the revision and import it again.");

    public static Refusal OlderRevision(string designation, int newest) => Refusal.Of(
        "procedure.older-revision", $"{designation} 已有第 {newest} 次修订。请核对修订号。",
        $"{designation} already has revision {newest}. Check the revision.");
}

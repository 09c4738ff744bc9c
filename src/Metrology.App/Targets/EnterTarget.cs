using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Targets;

/// <summary>Enters a target of a plan with its sentence and place, corrects one with a reason, and withdraws one or takes it back. Nothing is ever removed.</summary>
public sealed class EnterTarget(Store store, TimeProvider clock)
{
    /// <param name="Entry">As its file form has it; the default kind is the reading that is put in force.</param>
    /// <param name="Because">Why this reading is in force; demanded where the sentence allows others.</param>
    public sealed record Request(Target Entry, string? Because);

    /// <param name="Version">The version that was seen; null corrects whatever is there.</param>
    public sealed record Correction(string Id, Target Entry, int? Version);

    /// <returns>The id.</returns>
    public Task<Outcome<string>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<string>(actor.Saying(request.Because), async db =>
        {
            if (actor.Deny(Permission.EditTargets) is { } denied)
                return denied;
            if (Problem(request.Entry) is { } wrong)
                return wrong;
            var chooses = request.Entry.AlternativeKinds.Count > 0;
            if (chooses && TargetErrors.WrongReason(request.Because) is { } silent)
                return silent;
            if (await StandsInTheWayAsync(db, request.Entry, null, cancellation) is { } twice)
                return twice;
            var row = RowOf(request.Entry, actor, clock.GetUtcNow());
            if (chooses)
                (row.ChosenBy, row.ChosenBecause, row.ChosenAt) = (actor.Name, request.Because!.Trim(), row.EnteredAt);
            db.Add(row);
            return row.Id;
        }, cancellation);

    /// <summary>A decision that the corrected sentence would not allow any more is not undone in passing: it is chosen anew first.</summary>
    public Task<Outcome<string>> CorrectAsync(Actor actor, Correction request, CancellationToken cancellation) =>
        store.WriteAsync<string>(actor, async db =>
        {
            if (actor.Deny(Permission.EditTargets) is { } denied)
                return denied;
            if (await db.Targets.Include(target => target.Parts).FirstOrDefaultAsync(target => target.Id == request.Id, cancellation) is not { } row)
                return TargetErrors.NotFound;
            if (request.Version is { } seen && seen != row.Version)
                return StorageErrors.MovedOn;
            if (row.IsWithdrawn)
                return TargetErrors.Withdrawn;
            if (request.Entry.Id != row.Id)
                return TargetErrors.OtherId;
            if ((Problem(request.Entry) ?? Decisions(row, request.Entry)) is { } wrong)
                return wrong;
            if (await StandsInTheWayAsync(db, request.Entry, row.Id, cancellation) is { } twice)
                return twice;
            var facts = TargetFile.Write(request.Entry);
            // What is only laid out otherwise is no change.
            if (facts != TargetFile.Write(TargetView.EntryOf(row)))
                row.FactsJson = facts;
            if (row.ChosenBy is null)
                row.Reading = request.Entry.DefaultKind;
            return row.Id;
        }, cancellation);

    /// <param name="isWithdrawn">False takes a withdrawal back.</param>
    public Task<Outcome<string>> WithdrawAsync(Actor actor, string id, bool isWithdrawn, string? because, CancellationToken cancellation) =>
        store.WriteAsync<string>(actor.Saying(because), async db =>
        {
            if (actor.Deny(Permission.EditTargets) is { } denied)
                return denied;
            if (await db.Targets.FindAsync([id], cancellation) is not { } row)
                return TargetErrors.NotFound;
            if (row.IsWithdrawn == isWithdrawn)
                return isWithdrawn ? TargetErrors.Withdrawn : TargetErrors.NotWithdrawn;
            if (TargetErrors.WrongReason(because) is { } silent)
                return silent;
            row.IsWithdrawn = isWithdrawn;
            (row.WithdrawnBy, row.WithdrawnBecause) = isWithdrawn ? (actor.Name, because!.Trim()) : (null, null);
            row.WithdrawnAt = isWithdrawn ? clock.GetUtcNow() : null;
            return row.Id;
        }, cancellation);

    /// <summary>A new row with the default reading in force.</summary>
    internal static TargetRow RowOf(Target entry, Actor actor, DateTimeOffset at) =>
        new() { Id = entry.Id, FactsJson = TargetFile.Write(entry), Reading = entry.DefaultKind, EnteredBy = actor.Name, EnteredAt = at };

    /// <summary>What is wrong with an entry by itself; the field is named as forms and programs name it.</summary>
    public static Refusal? Problem(Target entry) => (TargetRules.OfTexts(entry) ?? TargetFile.Problem(entry)) is { } wrong ? wrong with { Field = TargetRules.InputOf(wrong.Field) } : null;

    /// <summary>The target that has this id already, or is this very target under another id.</summary>
    private static async Task<Refusal?> StandsInTheWayAsync(MetrologyDb db, Target entry, string? itself, CancellationToken cancellation)
    {
        if (itself is null && await db.Targets.AnyAsync(row => row.Id == entry.Id, cancellation))
            return TargetErrors.Exists(entry.Id);
        var identity = TargetIdentity.Of(entry);
        return (await db.Targets.AsNoTracking().Where(row => row.Id != entry.Id && !row.IsWithdrawn).ToListAsync(cancellation)).Find(row => TargetIdentity.Of(TargetView.EntryOf(row)) == identity) is { } same
            ? TargetErrors.Same(same.Id)
            : null;
    }

    /// <summary>What people have decided or entered beside the sentence still has to fit it.</summary>
    private static Refusal? Decisions(TargetRow row, Target entry)
    {
        if (row.ChosenBy is not null && row.Reading != entry.DefaultKind && !entry.AlternativeKinds.Contains(row.Reading))
            return TargetErrors.ReadingDecided(row.Reading);
        if (row.Meaning is { } meaning && entry.Readings?.ContainsKey(meaning) != true)
            return TargetErrors.MeaningDecided(meaning);
        if (entry.Number is null && (row.BaselineNumber is not null || row.Parts.Count > 0))
            return TargetErrors.NoNumber;
        if (row.BaselineOn > entry.Due.DefaultDate)
            return TargetErrors.BaselineAfterDue with { Field = "DueDate" };
        if (row.PlanStart is not null && entry.PlanStart is not null)
            return TargetErrors.StartEntered;
        return row.PlanStart > entry.Due.DefaultDate ? TargetErrors.StartAfterDue with { Field = "DueDate" } : null;
    }
}

/// <summary>What a target needs beyond the form of its file, and how forms call the members of that file.</summary>
public static class TargetRules
{
    public const int LongestId = 40, LongestQuote = 2000;
    private const int LongestFileName = 200, MostLines = 1_000_000;

    private static readonly Dictionary<string, string> Inputs = new()
    {
        ["seed_file"] = "File",
        ["default_kind"] = "Kind",
        ["range"] = "Upper",
        ["due"] = "DueText",
        ["counting_classes_default"] = "Classes",
        ["rate"] = "Denominator",
        ["reading_default"] = "MeaningDefault",
        ["reading_rules"] = "Meanings",
        ["readings"] = "Meanings",
        ["ambiguities_zh"] = "Ambiguities",
        ["alternative_kinds"] = "AlternativeKinds",
        ["plan_start"] = "PlanStart",
    };

    /// <summary>Addresses beside those of the targets.</summary>
    private static readonly string[] Reserved = ["new", "import", "file"];

    /// <summary>"seed_file" → "File".</summary>
    public static string? InputOf(string? member) => member is null || char.IsUpper(member[0]) ? member : Inputs.GetValueOrDefault(member) ?? char.ToUpperInvariant(member[0]) + member[1..];

    /// <summary>Everything that a form leaves empty and must not, at once.</summary>
    public static IEnumerable<Refusal> Missing(string? quote, params (string Field, string? Text)[] texts) =>
        string.IsNullOrWhiteSpace(quote) ? Validation.EachRequired(texts).Append(TargetErrors.NoQuote) : Validation.EachRequired(texts);

    internal static Refusal? OfTexts(Target entry)
    {
        if (Validation.Required(("Id", entry.Id), ("Place", entry.Place), ("Document", entry.Document), ("Scope", entry.Scope), ("Kind", entry.DefaultKind), ("Operator", entry.Operator)) is { } missing)
            return missing;
        if (entry.Id.Length > LongestId || Reserved.Contains(entry.Id) || entry.Id.StartsWith("export.", StringComparison.Ordinal) || !char.IsAsciiLetterOrDigit(entry.Id[0]) || entry.Id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')))
            return TargetErrors.BadId;
        if (string.IsNullOrWhiteSpace(entry.Quote))
            return TargetErrors.NoQuote;
        if (entry.Quote.Length > LongestQuote)
            return TargetErrors.QuoteTooLong;
        if (Validation.Optional(("Unit", entry.Unit), ("DueText", entry.Due.Text), ("Group", entry.Group), ("Numerator", entry.Rate?.Numerator), ("Denominator", entry.Rate?.Denominator)) is { } wrong)
            return wrong;
        if (Validation.EachOneLine(("Quote", entry.Quote), ("Document", entry.Document), ("Unit", entry.Unit), ("Scope", entry.Scope)).FirstOrDefault() is { } lines)
            return lines;
        if (entry.Line is < 1 or > MostLines)
            return TargetErrors.NoLine;
        if (entry.SeedFile is { } file && (string.IsNullOrWhiteSpace(file) || file.Length > LongestFileName || file.Any(c => char.IsControl(c) || c is '/' or '\\')))
            return TargetErrors.BadFile;
        if ((entry.ReadingRules?.Values ?? []).SelectMany(rules => rules).Any(rule => rule.Category is { } box && !Enum.GetNames<StandardCategory>().Contains(box)))
            return TargetErrors.NoCategory;
        return Validation.Plausible(("DueDate", entry.Due.DefaultDate), ("PlanStart", entry.PlanStart));
    }
}

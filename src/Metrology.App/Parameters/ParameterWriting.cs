using System.Globalization;
using System.Reflection;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Metrology.App.Parameters;

/// <summary>Sees, where rows are saved, which parameters a transaction changes, demands who and why, and writes it down beside them.</summary>
internal static class ParameterWriting
{
    /// <summary>What is about to be saved. What a row was is known only now.</summary>
    /// <exception cref="RefusedSaveException">Nobody said why.</exception>
    /// <exception cref="InvalidOperationException">The use case does not say who changes: a bug.</exception>
    public static IReadOnlyList<Pending> PendingIn(ChangeTracker changes, Author? author)
    {
        var found = changes.Entries().Where(row => row.Metadata.ClrType.GetCustomAttribute<ParametersOfAttribute>() is not null).SelectMany(ChangesOf).ToList();
        var changed = found.Find(one => one.IsChange);
        if (changed is not null && author is null)
            throw new InvalidOperationException($"{changed.Row.Metadata.ClrType.Name}.{changed.Property} is a parameter: the use case has to say who changes it.");
        if (changed is not null && string.IsNullOrWhiteSpace(author!.Because))
            throw new RefusedSaveException(ParameterErrors.NoReason(changed.Name));
        if (found.Count > 0 && author?.Because is { } because && (because.Trim().Length > ParameterChange.LongestReason || because.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))))
            throw new RefusedSaveException(ParameterErrors.BadReason);
        // What comes with the product or is seeded has no author, and nothing was changed by it.
        return author is null ? [] : found;
    }

    /// <summary>The rows of history, once the changed rows have their keys.</summary>
    public static IEnumerable<ParameterChange> RowsOf(IReadOnlyList<Pending> pending, Author author) => pending.Select(one => new ParameterChange
    {
        Subject = one.Of.Subject,
        SubjectKey = KeyOf(one),
        Kind = one.Row.Metadata.ClrType.Name,
        Property = one.Property ?? "",
        Before = one.Before,
        After = one.After,
        ById = author.AccountId,
        By = author.Name,
        At = author.At,
        Because = string.IsNullOrWhiteSpace(author.Because) ? null : author.Because.Trim(),
    });

    /// <param name="Property">Null: the row as a whole.</param>
    internal sealed record Pending(EntityEntry Row, ParametersOfAttribute Of, BilingualText Name, string? Property, string? Before, string? After)
    {
        /// <summary>Something that was there is another thing now. What is entered anew changes nothing that was.</summary>
        public bool IsChange => Property is not null || After is null;
    }

    private static IEnumerable<Pending> ChangesOf(EntityEntry row)
    {
        var of = row.Metadata.ClrType.GetCustomAttribute<ParametersOfAttribute>()!;
        var marked = row.Properties.Select(one => (Value: one, Mark: one.Metadata.PropertyInfo?.GetCustomAttribute<ParameterAttribute>())).Where(one => one.Mark is not null)
            .OrderBy(one => one.Value.Metadata.Name, StringComparer.Ordinal).ToList();
        switch (row.State)
        {
            case EntityState.Added:
                yield return new(row, of, of.Name, null, null, Whole(marked.Select(one => (one.Mark!.Name, Text(one.Value.Metadata, one.Value.CurrentValue)))));
                break;
            case EntityState.Deleted:
                yield return new(row, of, of.Name, null, Whole(marked.Select(one => (one.Mark!.Name, Text(one.Value.Metadata, one.Value.OriginalValue)))), null);
                break;
            case EntityState.Modified:
                foreach (var (value, mark) in marked)
                {
                    var (before, after) = (Text(value.Metadata, value.OriginalValue), Text(value.Metadata, value.CurrentValue));
                    if (before != after)
                        yield return new(row, of, mark!.Name, value.Metadata.Name, before, after);
                }

                break;
        }
    }

    private static string Whole(IEnumerable<(BilingualText Name, string? Value)> values) =>
        string.Join("; ", values.Where(one => !string.IsNullOrEmpty(one.Value)).Select(one => $"{one.Name.Zh} {one.Name.En}: {one.Value}"));

    private static string KeyOf(Pending pending) => pending.Of.Owner is { } owner
        ? LegalRow.TextOf(pending.Row.Metadata.FindProperty(owner)!, pending.Row.Property(owner).CurrentValue) ?? ""
        : LegalRow.KeyOf(pending.Row.Metadata, property => pending.Row.Property(property.Name).CurrentValue);

    /// <summary>As people read it; moments are in the ledger as ticks.</summary>
    private static string? Text(IReadOnlyProperty property, object? value) =>
        value is DateTimeOffset at ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : LegalRow.TextOf(property, value);
}

using System.Reflection;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Parameters;

/// <summary>The history of parameters, of one thing or of all.</summary>
public sealed class ParameterQueries(Store store)
{
    public const int PageSize = 100;

    /// <param name="Text">Part of the name of who did it, of the reason, or of a value.</param>
    /// <param name="Before">Number of the change after which the page begins.</param>
    public sealed record Filter(ParameterSubject? Subject = null, string? Text = null, DateTimeOffset? From = null, DateTimeOffset? To = null, int? Before = null);

    /// <summary>Newest first.</summary>
    public Task<List<ParameterChange>> OfAsync(ParameterSubject subject, string key, CancellationToken cancellation) => store.ReadAsync(
        db => db.ParameterChanges.Where(row => row.Subject == subject && row.SubjectKey == key).OrderByDescending(row => row.Id).Take(PageSize).ToListAsync(cancellation), cancellation);

    /// <summary>Newest first, at most <paramref name="most"/>.</summary>
    public Task<List<ParameterChange>> AllAsync(Filter filter, int most, CancellationToken cancellation) => store.ReadAsync(
        db =>
        {
            var rows = db.ParameterChanges.AsQueryable();
            if (filter.Subject is { } subject)
                rows = rows.Where(row => row.Subject == subject);
            if (filter.From is { } from)
                rows = rows.Where(row => row.At >= from);
            if (filter.To is { } to)
                rows = rows.Where(row => row.At < to);
            if (filter.Before is { } before)
                rows = rows.Where(row => row.Id < before);
            if (filter.Text is { } text)
            {
                var pattern = LikePattern.Containing(text);
                rows = rows.Where(row => EF.Functions.Like(row.By, pattern, LikePattern.Escape) || EF.Functions.Like(row.Because!, pattern, LikePattern.Escape)
                    || EF.Functions.Like(row.Before!, pattern, LikePattern.Escape) || EF.Functions.Like(row.After!, pattern, LikePattern.Escape));
            }

            return rows.OrderByDescending(row => row.Id).Take(most).ToListAsync(cancellation);
        },
        cancellation);
}

/// <summary>What the product calls its parameters.</summary>
public static class ParameterNames
{
    /// <summary>Every parameter: the kind of row, the property, and their names.</summary>
    public static IReadOnlyList<Known> All { get; } =
    [
        .. typeof(ParameterNames).Assembly.GetTypes()
            .Select(type => (Type: type, Of: type.GetCustomAttribute<ParametersOfAttribute>())).Where(one => one.Of is not null)
            .SelectMany(one => one.Type.GetProperties().Select(property => (Property: property.Name, Mark: property.GetCustomAttribute<ParameterAttribute>())).Where(property => property.Mark is not null)
                .Select(property => new Known(one.Of!.Subject, one.Type.Name, one.Of.Name, property.Property, property.Mark!.Name)))
            .OrderBy(one => one.Kind, StringComparer.Ordinal).ThenBy(one => one.Property, StringComparer.Ordinal),
    ];

    /// <summary>The name of what was changed; as it was stored where this version does not know it any more.</summary>
    public static BilingualText Of(ParameterChange change) =>
        All.FirstOrDefault(one => one.Kind == change.Kind && (change.Property.Length == 0 || one.Property == change.Property)) is { } known
            ? change.Property.Length == 0 ? known.KindName : known.Name
            : new(change.Kind + "." + change.Property, change.Kind + "." + change.Property);

    public sealed record Known(ParameterSubject Subject, string Kind, BilingualText KindName, string Property, BilingualText Name);
}

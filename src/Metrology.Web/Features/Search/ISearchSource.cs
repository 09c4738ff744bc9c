using Metrology.App.Laboratory;

namespace Metrology.Web.Features.Search;

/// <summary>A feature that can be searched. Register with <c>services.AddScoped&lt;ISearchSource, …&gt;()</c>.</summary>
public interface ISearchSource
{
    /// <summary>People without it are not even asked about.</summary>
    Permission Permission { get; }

    /// <param name="text">Trimmed, not empty, at most 100 characters.</param>
    /// <param name="most">Rows to return at most.</param>
    Task<IReadOnlyList<SearchHit>> FindAsync(string text, int most, CancellationToken cancellation);
}

/// <param name="Kind">What it is, in the person's language.</param>
/// <param name="IsExact">The text is this thing's number: a scanned label goes there at once.</param>
public sealed record SearchHit(string Kind, string Title, string Path, bool IsExact = false);

using Metrology.App.Verifications;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Verifications;

/// <summary>What a list of verifications shows, as its address says it.</summary>
/// <param name="State">Null is every state of the list.</param>
public sealed record QueueFilter(string Path, IReadOnlyList<VerificationState> All, VerificationState? State, string Text, string? After)
{
    public static QueueFilter Of(HttpRequest request, string path, IReadOnlyList<VerificationState> all)
    {
        VerificationState? state = Enum.TryParse<VerificationState>(request.Query["state"], ignoreCase: true, out var chosen) ? chosen : null;
        return new(path, all, state, request.Query["q"].ToString().Trim(), request.Query["after"]);
    }

    public IReadOnlyCollection<VerificationState> States => State is { } one ? [one] : All;

    /// <summary>The first page of another state.</summary>
    public string With(VerificationState? state) => Address(state, null);

    public string Next(WorkQueue.Cursor after) => Address(State, after.ToString());

    /// <summary>The file of a format.</summary>
    public string Export(string format) => (this with { Path = $"{Path}/export.{format}" }).Address(State, null);

    public string? First => After is null ? null : Address(State, null);

    private string Address(VerificationState? state, string? after)
    {
        var query = new List<string>();
        if (state is { } one)
            query.Add($"state={one}");
        if (Text.Length > 0)
            query.Add($"q={Uri.EscapeDataString(Text)}");
        if (after is not null)
            query.Add($"after={Uri.EscapeDataString(after)}");
        return query.Count == 0 ? Path : $"{Path}?{string.Join('&', query)}";
    }
}

internal static class QueueFilterRules
{
    public static TBuilder TakesFilter<TBuilder>(this TBuilder endpoint, IEnumerable<VerificationState> states)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.Takes("state", [.. states.Select(one => one.ToString())]).Takes("after", text => WorkQueue.Cursor.Parse(text) is not null);
}

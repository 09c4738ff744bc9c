using System.Collections.Concurrent;

namespace Metrology.Web.Host;

/// <summary>Requests that were refused or failed since the start, by status.</summary>
internal sealed class RefusalCounts
{
    private readonly ConcurrentDictionary<int, long> byStatus = new();

    public IReadOnlyDictionary<int, long> ByStatus => new SortedDictionary<int, long>(byStatus);

    public void Add(int status) => byStatus.AddOrUpdate(status, 1, (_, count) => count + 1);
}

internal static class RefusalCounting
{
    /// <summary>First in the pipeline, so that it sees the status that leaves.</summary>
    public static void UseRefusalCounts(this WebApplication app)
    {
        var counts = app.Services.GetRequiredService<RefusalCounts>();
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Response.StatusCode >= StatusCodes.Status400BadRequest)
                counts.Add(context.Response.StatusCode);
        });
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Metrology.App.Operation;
using Metrology.Web.Access;

namespace Metrology.Web.Host;

/// <summary>
/// Requests that were refused or failed, by code and status. Counted in memory, because a flood of wrong requests must not become a flood of writes, and stored
/// every <see cref="Limits.RefusalsStored"/>, when somebody looks, and when the server ends.
/// </summary>
internal sealed class RefusalCounts(KeepRefusedRequests keep, ILogger<RefusalCounts> log) : BackgroundService
{
    private ConcurrentDictionary<(string Code, int Status), long> counted = new();

    public void Add(string code, int status) => counted.AddOrUpdate((code, status), 1, (_, count) => count + 1);

    /// <summary>What cannot be stored now is counted on: a full disk must not stop the server.</summary>
    public async Task StoreAsync(CancellationToken cancellation)
    {
        var taken = Interlocked.Exchange(ref counted, new());
        try
        {
            await keep.ExecuteAsync(taken, cancellation);
        }
        catch (Exception fault) // whatever a store may throw: an uncaught one would end the host
        {
            foreach (var (reason, count) in taken)
                counted.AddOrUpdate(reason, count, (_, more) => more + count);
            log.LogWarning(fault, "Counts of refused requests are not stored yet");
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await StoreAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Limits.RefusalsStored);
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(static tick => tick.IsCompletedSuccessfully && tick.Result, TaskScheduler.Default))
            await StoreAsync(CancellationToken.None);
    }
}

internal static class RefusalCounting
{
    /// <summary>First in the pipeline, so that it sees the status that leaves.</summary>
    public static void UseRefusalCounts(this WebApplication app)
    {
        var counts = app.Services.GetRequiredService<RefusalCounts>();
        var log = app.Services.GetRequiredService<ILogger<RefusalCounts>>();
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Response.StatusCode is var status && status < StatusCodes.Status400BadRequest)
                return;
            counts.Add(ErrorPages.CodeOf(context), status);
            log.Refused(
                ErrorPages.CodeOf(context), status, HttpMethods.GetCanonicalizedValue(context.Request.Method) is var method && method.All(char.IsAsciiLetterUpper) ? method : "-",
                (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-", SessionGuard.Of(context)?.Account.Id.ToString(CultureInfo.InvariantCulture) ?? "-",
                context.Connection.RemoteIpAddress?.ToString() ?? "-", ErrorPages.TraceOf(context));
        });
    }
}

/// <summary>An answer that refuses for a reason, which is left where it is counted.</summary>
internal sealed class RefusedResult(string code, IResult answer) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Items[ErrorPages.CodeItem] = code;
        return answer.ExecuteAsync(httpContext);
    }
}

using System.Data.Common;
using System.Net;
using Metrology.App.Faults;
using Metrology.App.Operation;
using Metrology.App.Storage;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Operation;

/// <summary>What watches the server: whether it lives and takes work, and its numbers in the text format of Prometheus.</summary>
internal sealed class WatchFeature : IFeature
{
    public const string Live = "/health/live", Ready = "/health/ready", Start = "/health/start", Metrics = "/metrics";

    /// <summary>Addresses or networks of who reads the numbers from another machine.</summary>
    public const string ReadersVariable = "METROLOGY_METRICS_READERS";

    /// <summary>The version of the text format.</summary>
    private const string PlainText = "text/plain; charset=utf-8";
    private const string MetricsType = "text/plain; version=0.0.4; charset=utf-8";

    private const string Reason = "a word only: whether the process lives, and takes work";

    public void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder api)
    {
        pages.MapGet(Live, () => Results.Text("live\n", PlainText)).OpenTo(Reason);
        pages.MapGet(Start, Started).OpenTo(Reason);
        pages.MapGet(Ready, ReadyAsync).OpenTo(Reason);
        pages.MapGet(Metrics, MetricsAsync).OpenTo("numbers for a program on the same machine, or in a network that the operator names; any other caller gets 404");
    }

    /// <summary>503 until everything that begins with the server has begun: the database is of this version, the broker listens, runs that were left are taken up. After that it stays 200; whether it takes work now is said elsewhere.</summary>
    private static IResult Started(IHostApplicationLifetime life) => life.ApplicationStarted.IsCancellationRequested
        ? Results.Text("started\n", PlainText) : Results.Text("starting\n", PlainText, statusCode: StatusCodes.Status503ServiceUnavailable);

    /// <summary>503 until it answers from its database, and while there is no room for new records. Which of them is said to nobody outside: the log and the metrics have it.</summary>
    private static async Task<IResult> ReadyAsync(WatchQueries watch, Store store, ILogger<WatchFeature> log, CancellationToken cancellation)
    {
        try
        {
            if (!store.Room.IsShort && store.Gate.Closed is null && await watch.IsReadyAsync(cancellation))
                return Results.Text("ready\n", PlainText);
        }
        catch (DbException fault)
        {
            log.LogError(fault, "The database does not answer");
        }

        return Results.Text("not ready\n", PlainText, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> MetricsAsync(HttpContext context, ServeOptions options, WatchQueries watch, Store store, DiskForecast forecast, RefusalCounts requests, TimeProvider clock, CancellationToken cancellation)
    {
        // Behind a proxy on this machine every caller seems to be here: the proxy must not pass the path on (docs/operation.md).
        if (context.Connection.RemoteIpAddress is not { } from || !(IPAddress.IsLoopback(from) || options.MetricsReaders.Any(network => network.Contains(from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from))))
            return Results.NotFound();
        await requests.StoreAsync(cancellation);
        return Results.Text(MetricsText.Of(await watch.NumbersAsync(cancellation), store, forecast.Until(StorageRoom.Reserve), clock.GetUtcNow()), MetricsType);
    }
}

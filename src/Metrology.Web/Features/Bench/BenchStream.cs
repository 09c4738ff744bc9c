using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Metrology.App.Verifications;
using Metrology.Station.Benches;
using Microsoft.AspNetCore.Components;

namespace Metrology.Web.Features.Bench;

/// <summary>
/// The run as a stream of fragments, each rendered from the committed record. Only what changed is sent; a beat comes every second, so that a page knows
/// within two that it hears nothing.
/// </summary>
internal sealed class BenchStream(IServiceProvider request, VerificationQueries verifications, RunSignals signals, LiveFeed live, TimeProvider clock)
{
    /// <summary>Also how late this page learns of a commit on another node.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Live values that come faster are shown together.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromMilliseconds(150);

    /// <summary>After this the page connects again and is asked anew who it is, so that an account that was disabled sees no more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, string> sent = [];

    public async IAsyncEnumerable<SseItem<string>> RunAsync(Guid id, bool isMine, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var (committed, moved) = (Task.CompletedTask, Task.CompletedTask);
        while (clock.GetElapsedTime(started) < Longest && !cancellation.IsCancellationRequested)
        {
            // Taken before the record is read; while it is pending nothing else has happened.
            if (committed.IsCompleted)
                committed = signals.NextChange(id);
            if (moved.IsCompleted)
                moved = live.NextChange(id);
            var found = await verifications.FindAsync(id, CancellationToken.None);
            if (found.IsRefused || found.Value.Verification.State is not (VerificationState.Draft or VerificationState.Running))
            {
                yield return new("over", "over");
                yield break;
            }

            var view = new BenchView(found.Value, live.Of(id), clock.GetUtcNow(), isMine);
            foreach (var item in await ChangedAsync(view))
                yield return item;
            yield return new(clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture), "beat");
            await WaitAsync(committed, moved, cancellation);
        }
    }

    /// <summary>A commit is shown at once.</summary>
    private async Task WaitAsync(Task committed, Task moved, CancellationToken cancellation)
    {
        await Task.WhenAny(committed, moved, Task.Delay(Beat, clock, cancellation));
        if (moved.IsCompleted)
            await Task.WhenAny(committed, Task.Delay(Together, clock, cancellation));
    }

    private async Task<IReadOnlyList<SseItem<string>>> ChangedAsync(BenchView view)
    {
        // A renderer keeps every component it ever rendered; a stream lives long.
        await using var fragments = new Fragments(request, request.GetRequiredService<ILoggerFactory>());
        var parameters = new Dictionary<string, object?> { ["View"] = view };
        (string Name, string Html)[] all =
        [
            ("rail", await fragments.RenderAsync<RailPart>(parameters)), ("point", await fragments.RenderAsync<PointPart>(parameters)),
            ("instruments", await fragments.RenderAsync<InstrumentsPart>(parameters)), ("desk", await fragments.RenderAsync<DeskPart>(parameters)),
            ("bar", await fragments.RenderAsync<BarPart>(parameters)),
            ("chip", await fragments.RenderAsync<StateChip>(new Dictionary<string, object?> { ["State"] = view.Verification.State })),
        ];
        var changed = all.Where(one => sent.GetValueOrDefault(one.Name) != one.Html).ToList();
        foreach (var (name, html) in changed)
            sent[name] = html;
        return [.. changed.Select(one => new SseItem<string>(one.Html, one.Name) { ReconnectionInterval = Beat / 2 })];
    }
}

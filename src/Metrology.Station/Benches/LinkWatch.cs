using Metrology.Instruments.Links;

namespace Metrology.Station.Benches;

/// <summary>Counts of one link. Its owner sees that one at a time asks.</summary>
/// <param name="isPaired">The first bytes after a question are its answer.</param>
internal sealed class LinkWatch(bool isPaired)
{
    /// <summary>Exchanges that the times are of.</summary>
    private const int Kept = 256;

    private readonly Queue<TimeSpan> trips = new();
    private TimeSpan last;
    private long sent;
    private long received;
    private TimeSpan? asked;
    private long? came;

    /// <param name="elapsed">By the clock of the port: the way to a station is not of the instrument.</param>
    public void Saw(Direction direction, int bytes, TimeSpan elapsed, TimeProvider clock)
    {
        if (direction == Direction.Sent)
        {
            (sent, asked) = (sent + bytes, elapsed);
            return;
        }

        (received, came) = (received + bytes, clock.GetTimestamp());
        // A link that was opened anew counts from its own beginning.
        if (!isPaired || asked is not { } at || elapsed < at)
            return;
        if (trips.Count == Kept)
            trips.Dequeue();
        trips.Enqueue(last = elapsed - at);
        asked = null;
    }

    public LinkVitals Now(string link, TimeProvider clock) => new(
        link, sent, received, came is { } at ? clock.GetElapsedTime(at) : null,
        trips.Count == 0 ? null : new(trips.Count, last, trips.Order().ElementAt(trips.Count / 2), trips.Max()));
}

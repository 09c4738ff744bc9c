using Metrology.App.Operation;
using Metrology.App.Stations;
using Metrology.Mqtt.Client;

namespace Metrology.Station.Field;

/// <summary>
/// Brings the messages of all instruments from the spool to the server over HTTPS, oldest first, one batch at a time. A batch leaves the spool when the server says that it is committed; after a lost answer or a
/// killed process it goes again, and the server takes each message once.
/// </summary>
internal sealed class EnrolledForwarder(StationChannel channel, ISpool spool, Action<FieldNotice> tell, TimeProvider clock)
{
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(30);

    private static readonly BackOff Pause = new() { Longest = TimeSpan.FromSeconds(30) };

    public async Task RunAsync(CancellationToken cancellation)
    {
        var (failures, random) = (0, new Random());
        try
        {
            while (true)
            {
                var next = spool.NextAdded();
                var batch = Bounded(spool.Oldest(StationMessages.Most));
                if (batch.Count == 0)
                {
                    await next.WaitAsync(cancellation);
                    continue;
                }

                var body = new StationMessages([.. batch.Select(message => StationMessages.Of(message.Topic, message.Payload))]).ToBytes();
                var answer = await channel.SendAsync(StationProof.MessagesAct, body, cancellation);
                tell(FieldNotice.Server(channel.Name, answer.Refusal));
                if (answer.Body is not null)
                {
                    spool.Remove(batch);
                    failures = 0;
                    continue;
                }

                await Task.Delay(answer.IsUnreachable ? Pause.Delay(++failures, random) : AfterRefusal, clock, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped; what was not acknowledged is still in the spool.
        }
    }

    /// <summary>As many as one request may bear, one at least.</summary>
    private static List<SpooledMessage> Bounded(IReadOnlyList<SpooledMessage> messages)
    {
        var bytes = 0L;
        return [.. messages.TakeWhile((message, index) => (bytes += message.Payload.Length) <= StationMessages.MostBytes || index == 0)];
    }
}

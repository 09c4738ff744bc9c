using Metrology.Adapters.Payloads;
using Metrology.Instruments.Faults;
using Metrology.Links.Mqtt;

namespace Metrology.Station.Ingest;

/// <summary>Asks Sparkplug nodes whose names are not known, or that lost a message, for their birth; each at most once in a while.</summary>
public sealed class RebirthCalls(Broker broker, PayloadIntake payloads, TimeProvider clock)
{
    private const int MostNodes = 4096;

    /// <summary>A node that is slow to answer is not asked again for each of its messages.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, DateTimeOffset> asked = [];

    public async Task RunAsync(CancellationToken cancellation)
    {
        MqttLink? link = null;
        try
        {
            await foreach (var topic in payloads.Rebirths.ReadAllAsync(cancellation))
            {
                var now = clock.GetUtcNow();
                if (SparkplugCommand.TopicFor(topic) is not { } command || (asked.TryGetValue(command, out var before) && now - before < Pause))
                    continue;
                if (asked.Count >= MostNodes)
                    asked.Clear();
                asked[command] = now;
                try
                {
                    await (link ??= broker.OpenLink("station-rebirth")).PublishAsync(command, SparkplugCommand.AskRebirth(now), cancellation);
                }
                catch (InstrumentFault)
                {
                    // The next message of the node asks again.
                    asked.Remove(command);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        finally
        {
            if (link is not null)
                await link.DisposeAsync();
        }
    }
}

using Metrology.Instruments.Faults;
using Metrology.Links.Station;
using Metrology.Mqtt.Client;

namespace Metrology.Station.Field;

/// <summary>Keeps one line waiting at the server, so that a bench there can open a port here at once, and serves each line that was taken until it ends.</summary>
internal sealed class LineKeeper(StationChannel channel, OfferedPorts ports, Action<FieldNotice> tell, TimeProvider clock)
{
    private static readonly BackOff Pause = new() { Longest = TimeSpan.FromSeconds(30) };

    public async Task RunAsync(CancellationToken cancellation)
    {
        var (failures, random, served) = (0, new Random(), new HashSet<Task>());
        try
        {
            while (true)
            {
                if (await channel.LineAsync(cancellation) is { } line)
                {
                    var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    var serving = ServeAsync(line, taken, cancellation);
                    served.Add(serving);
                    served.RemoveWhere(one => one.IsCompleted && one != serving);
                    await Task.WhenAny(taken.Task, serving);
                    if (taken.Task.IsCompleted)
                    {
                        failures = 0;
                        continue;
                    }
                }

                await Task.Delay(Pause.Delay(++failures, random), clock, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped; every port is closed before the program ends.
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(StationLine line, TaskCompletionSource taken, CancellationToken cancellation)
    {
        var asked = "";
        var fault = await new StationPort(line, ports.Open, clock).RunAsync(
            port =>
            {
                asked = port;
                taken.TrySetResult();
                tell(FieldNotice.Opened(port));
            },
            cancellation);
        if (asked.Length > 0)
            tell(fault is null ? FieldNotice.Closed(asked) : FieldNotice.Fault(asked, fault.Reason));
    }
}

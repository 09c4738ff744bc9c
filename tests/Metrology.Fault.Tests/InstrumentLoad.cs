using System.Diagnostics;
using System.Globalization;
using System.Text;
using Metrology.Adapters.Wire;
using Metrology.Mqtt.Client;
using Metrology.Mqtt.Packets;

namespace Metrology.Fault.Tests;

/// <summary>An instrument that sends without a pause and keeps what nobody has acknowledged, as a station's spool does.</summary>
internal sealed class InstrumentLoad(string instrument = InstrumentLoad.Pile)
{
    /// <summary>Messages that wait in the client at a time.</summary>
    private const int Window = 200;

    /// <summary>The pile of the demonstration that passes.</summary>
    public const string Pile = "SIM-EV-0001";

    private readonly SortedSet<long> open = [];

    /// <summary>A start of the instrument: numbers begin anew with each.</summary>
    public string Boot { get; private set; } = "f";

    public int Port { get; } = DemonstrationServer.FreePort();

    public int Sent { get; private set; }

    public int Acknowledged { get; private set; }

    public TimeSpan Took { get; private set; }

    /// <summary>Sends what is open, oldest first, and so many new ones, until all is acknowledged or the server has ended.</summary>
    /// <param name="kill">The server is killed after so many acknowledgements.</param>
    /// <returns>When the first was acknowledged.</returns>
    public async Task<long> SendAsync(DemonstrationServer server, int more, int? kill)
    {
        var client = new MqttClient(
            new() { Host = "127.0.0.1", Port = Port, ClientId = $"{instrument}-{Sent}-{Acknowledged}", UserName = instrument, Password = Encoding.UTF8.GetBytes(server.KeyOf(instrument)), Limits = new() { MaxInflight = 20 } }, TimeProvider.System, new Random(1));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var connecting = client.ConnectAsync(patience.Token);
        await Task.WhenAny(connecting, server.Ended);
        if (!connecting.IsCompleted)
        {
            _ = client.DisposeAsync();
            return 0;
        }

        Assert.Equal(ClientPhase.Connected, (await connecting).Phase);
        var (waiting, under, acknowledged, first) = (new Queue<long>(open), new Queue<(long Number, Task Task)>(), 0, 0L);
        while (true)
        {
            while (under.Count < Window && (waiting.Count > 0 || more > 0))
            {
                if (!waiting.TryDequeue(out var number))
                {
                    (number, more) = (++Sent, more - 1);
                    open.Add(number);
                }

                under.Enqueue((number, SendAsync(client, number, patience.Token)));
            }

            if (under.Count == 0)
                break;
            await Task.WhenAny(under.Peek().Task, server.Ended).WaitAsync(patience.Token);
            if (!under.Peek().Task.IsCompletedSuccessfully)
                break;
            first = first == 0 ? Stopwatch.GetTimestamp() : first;
            Take(under.Dequeue().Number);
            if (++acknowledged == kill)
                server.Kill();
        }

        foreach (var (number, _) in under.Where(one => one.Task.IsCompletedSuccessfully))
            Take(number);
        Took += first == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(first);
        // It would try for ever; the process that ends takes it along.
        _ = client.DisposeAsync();
        return first;
    }

    private void Take(long number)
    {
        open.Remove(number);
        Acknowledged++;
    }

    /// <summary>The instrument is started anew, and what it has not sent is gone, as after a restoration of the server.</summary>
    public void Restart(string boot)
    {
        open.Clear();
        (Boot, Sent, Acknowledged) = (boot, 0, 0);
    }

    private Task SendAsync(MqttClient client, long number, CancellationToken cancellation) => client.PublishAsync(
        WireTopics.Readings(instrument),
        Encoding.UTF8.GetBytes($"{{\"boot\":\"{Boot}\",\"seq\":{number},\"time\":\"2026-08-21T06:30:05Z\",\"readings\":[{{\"measurand\":\"voltage\",\"value\":\"{number.ToString(CultureInfo.InvariantCulture)}\",\"unit\":\"V\",\"resolution\":\"1\"}}]}}"),
        QualityOfService.AtLeastOnce, cancellation);
}

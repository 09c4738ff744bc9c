using System.Globalization;
using Metrology.Adapters.Counter;
using Metrology.Adapters.Roller;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Simulators.Meter;

namespace Metrology.Simulators.Counter;

/// <summary>A counter on a link: answers the lines of its protocol from what it is wired to.</summary>
public sealed class SimulatedPulseCounter : IAsyncDisposable
{
    private readonly ILink link;
    private readonly SimulatedCounterSettings settings;
    private readonly ICounted wired;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public SimulatedPulseCounter(ILink link, SimulatedCounterSettings settings, ICounted wired)
    {
        (this.link, this.settings, this.wired) = (link, settings, wired);
        running = RunAsync();
    }

    /// <summary>Answers with another serial number; null for its own.</summary>
    public string? AnswersAs { get; set; }

    /// <summary>How its counts are wrong; holds from the next question on.</summary>
    public ValueFaults Values { get; set; } = ValueFaults.None;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        var buffer = new byte[RollerFrame.Longest];
        var framer = new RollerFramer();
        try
        {
            while (true)
            {
                var count = await link.ReadAsync(buffer, stop.Token).ConfigureAwait(false);
                foreach (var asked in framer.Push(buffer.AsSpan(0, count)))
                {
                    if (int.TryParse(asked.Tag, NumberStyles.None, CultureInfo.InvariantCulture, out var tag) && tag is > 0 and < 10_000)
                        await link.WriteAsync(RollerFrame.Encode(tag, Says(asked.Verb, asked.Fields)), stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or InstrumentFault { Kind: FaultKind.Unreachable })
        {
            // Switched off, or the plug was pulled.
        }
    }

    private string[] Says(string verb, IReadOnlyList<string> fields)
    {
        switch (verb)
        {
            case RollerVerbs.Identity:
                return [verb, "Metrology", settings.Model, AnswersAs ?? settings.Serial, "1.0"];
            case CounterVerbs.Start:
                wired.Start();
                return [verb, RollerVerbs.Done];
            case RollerVerbs.Count when fields.Count == 2:
                var (turns, speed) = wired.Count;
                return [verb, (turns * Values.Factor(isRegister: true)).ToString("F1", CultureInfo.InvariantCulture), speed.ToString("F1", CultureInfo.InvariantCulture)];
            case CounterVerbs.Gate when fields.Count == 3 && int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var pulses) && pulses > 0:
                wired.Gate(pulses);
                return [verb, RollerVerbs.Done];
            case CounterVerbs.Gated when fields.Count == 2:
                var (phase, gate, counted) = wired.Gated;
                return [verb, phase, Whole(gate), Whole((long)(counted * Values.Factor(isRegister: true))), Whole(wired.Constant)];
            default:
                return [RollerVerbs.Refused, "unknown"];
        }
    }

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Who the simulated counter says it is.</summary>
public sealed record SimulatedCounterSettings(string Serial, string Model = "SIM-COUNTER");

/// <summary>What a simulated counter is wired to.</summary>
public interface ICounted
{
    void Start();

    /// <summary>Revolutions since the start, km/h.</summary>
    (decimal Turns, decimal Speed) Count { get; }

    void Gate(int pulses);

    (string Phase, int Gate, long Pulses) Gated { get; }

    /// <summary>Of the reference meter, imp/kWh.</summary>
    long Constant { get; }
}

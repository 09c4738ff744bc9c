using System.Globalization;
using Metrology.Adapters.Roller;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Simulators.Meter;

namespace Metrology.Simulators.Roller;

/// <summary>The device of a roller bench on a link: answers the lines of its protocol from a <see cref="RollerProcess"/>.</summary>
public sealed class SimulatedRollerBench : IAsyncDisposable
{
    private readonly ILink link;
    private readonly SimulatedRollerSettings settings;
    private readonly RollerProcess process;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;
    private long answers;

    public SimulatedRollerBench(ILink link, SimulatedRollerSettings settings, RollerProcess process, RollerFaults? faults = null)
    {
        (this.link, this.settings, this.process) = (link, settings, process);
        Faults = faults ?? RollerFaults.None;
        running = RunAsync();
    }

    /// <summary>May be changed while it runs; holds from the next line on.</summary>
    public RollerFaults Faults { get; set; }

    /// <summary>How its counts are wrong beyond its own error; holds from the next line on.</summary>
    public ValueFaults Values { get; set; } = ValueFaults.None;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        process.Stop();
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
                    if (Answer(asked) is { Length: > 0 } answer)
                        await link.WriteAsync(answer, stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or InstrumentFault { Kind: FaultKind.Unreachable })
        {
            // Switched off, or the plug was pulled.
        }
    }

    private byte[] Answer(RollerFrame asked)
    {
        var faults = Faults;
        if (faults.Silent || !int.TryParse(asked.Tag, NumberStyles.None, CultureInfo.InvariantCulture, out var tag) || tag is < 1 or > 9999)
            return [];
        var line = RollerFrame.Encode(faults.LateTag ? RollerFrame.NextTag(tag) : tag, Says(asked.Verb, asked.Fields));
        if (faults.BadCheckEvery > 0 && Interlocked.Increment(ref answers) % faults.BadCheckEvery == 0)
            line[^3] ^= 0x01;
        return faults.Noise ? [0xFF, RollerFrame.Start, 0x00, .. line] : line;
    }

    private string[] Says(string verb, IReadOnlyList<string> fields)
    {
        var now = process.Now;
        switch (verb)
        {
            case RollerVerbs.Identity:
                return [verb, settings.Manufacturer, settings.Model, Faults.AnswersAs ?? settings.Serial, "1.0"];
            case RollerVerbs.Unit:
                return [verb, settings.UnitSerial.Length == 0 ? RollerVerbs.None : settings.UnitSerial];
            case RollerVerbs.State:
                return [verb, now.Phase, Counted(now), Speed(now), now.Jumps.Count.ToString(CultureInfo.InvariantCulture), Keys(now.Phase)];
            case RollerVerbs.Run when fields.Count == 4 && Number(fields[2]) is { } metres && Number(fields[3]) is { } kmh:
                return Begun(verb, process.Run(metres, kmh), now);
            case RollerVerbs.Turn when fields.Count == 4 && Number(fields[2]) is { } turns && Number(fields[3]) is { } kmh:
                return Begun(verb, process.Turn(turns, kmh), now);
            case RollerVerbs.Spin when fields.Count == 3 && Number(fields[2]) is { } kmh:
                return Begun(verb, process.Spin(kmh), now);
            case RollerVerbs.Count when fields.Count == 2:
                return [verb, Counted(now), Speed(now)];
            case RollerVerbs.Stop:
                process.Stop();
                return [verb, RollerVerbs.Done];
            case RollerVerbs.Latch when fields.Count == 3:
                return now.Jumps.FirstOrDefault(jump => jump.Number.ToString(CultureInfo.InvariantCulture) == fields[2]) is { } one
                    ? [verb, fields[2], Text(one.Revolutions * Values.Factor(isRegister: true), 1), one.Milliseconds.ToString(CultureInfo.InvariantCulture), Text(one.Kilometres, 1), Text(one.Amount, 2)]
                    : [RollerVerbs.Refused, "no-such-jump"];
            default:
                return [RollerVerbs.Refused, "unknown"];
        }
    }

    private static string[] Begun(string verb, bool isBegun, RollerSnapshot before) =>
        isBegun ? [verb, RollerVerbs.Done] : [RollerVerbs.Refused, before.Phase == RollerVerbs.Fault ? "emergency" : "not-ready"];

    /// <summary>As its display has it, with its own error.</summary>
    private string Counted(RollerSnapshot now) => Text(now.Revolutions * (1m + settings.CountError) * Values.Factor(isRegister: true), 1);

    private string Speed(RollerSnapshot now) => Text(now.SpeedKmh == 0m ? 0m : Math.Max(0m, now.SpeedKmh + settings.SpeedErrorKmh), 1);

    private static string Keys(string phase) => phase switch
    {
        RollerVerbs.Fault => $"{RollerVerbs.Hired}{RollerVerbs.EmergencyStop}",
        RollerVerbs.Running => $"{RollerVerbs.Hired}{RollerVerbs.StartKey}",
        _ => $"{RollerVerbs.Hired}",
    };

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Text(decimal value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}

/// <summary>Who the simulated bench says it is.</summary>
/// <param name="UnitSerial">What the taximeter tells on its data line; empty for one that tells nothing.</param>
public sealed record SimulatedRollerSettings(string Serial, string UnitSerial)
{
    public string Manufacturer { get; init; } = "Metrology";

    public string Model { get; init; } = "SIM-ROLLER";

    /// <summary>Relative error of its counter, and error of its speed: what is found when the bench itself is verified.</summary>
    public decimal CountError { get; init; }

    public decimal SpeedErrorKmh { get; init; }
}

/// <summary>How a simulated roller bench misbehaves; the default is not at all.</summary>
public sealed record RollerFaults
{
    public static RollerFaults None { get; } = new();

    /// <summary>Bytes before each line, a stray $ among them.</summary>
    public bool Noise { get; init; }

    /// <summary>Every n-th answer has a wrong check; 1 means all, 0 none.</summary>
    public int BadCheckEvery { get; init; }

    public bool Silent { get; init; }

    /// <summary>Answers under the tag of another question, as a late answer does.</summary>
    public bool LateTag { get; init; }

    /// <summary>Answers with another serial number.</summary>
    public string? AnswersAs { get; init; }
}

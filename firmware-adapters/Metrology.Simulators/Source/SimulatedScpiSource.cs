using System.Globalization;
using System.Text;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Simulators.Source;

/// <summary>A direct source that speaks SCPI: voltage and current that are set, and an output that is on or off. What is at its output, a multimeter beside it may read.</summary>
public sealed class SimulatedScpiSource : IAsyncDisposable
{
    private const int LongestLine = 256, QueueLength = 16;

    private readonly ILink link;
    private readonly string serial;
    private readonly Queue<string> errors = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;
    private readonly Dictionary<string, decimal> set = new() { ["VOLT"] = 0m, ["CURR"] = 0m };

    public SimulatedScpiSource(ILink link, string serial)
    {
        (this.link, this.serial) = (link, serial);
        running = RunAsync();
    }

    /// <summary>Answers with another serial number; null for its own.</summary>
    public string? AnswersAs { get; set; }

    /// <summary>Its output stays on, whatever it is told: a relay that is stuck.</summary>
    public bool IsStuck { get; set; }

    public bool IsOn { get; private set; }

    /// <summary>How often the output was switched off.</summary>
    public int SwitchedOff { get; private set; }

    /// <summary>At the output, V.</summary>
    public decimal Volts => IsOn ? set["VOLT"] : 0m;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        var buffer = new byte[LongestLine];
        var line = new StringBuilder();
        try
        {
            while (true)
            {
                var count = await link.ReadAsync(buffer, stop.Token).ConfigureAwait(false);
                foreach (var value in buffer.AsSpan(0, count).ToArray())
                {
                    if (value != '\n')
                    {
                        line.Append((char)value);
                        continue;
                    }

                    if (Answer(line.ToString().Trim()) is { } said)
                        await link.WriteAsync(Encoding.ASCII.GetBytes(said + "\n"), stop.Token).ConfigureAwait(false);
                    line.Clear();
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or InstrumentFault { Kind: FaultKind.Unreachable })
        {
            // Switched off, or the plug was pulled.
        }
    }

    private string? Answer(string command)
    {
        switch (command.Split(' '))
        {
            case ["*IDN?"]:
                return $"Metrology,SIM-SOURCE,{AnswersAs ?? serial},1.0";
            case ["*CLS"]:
                errors.Clear();
                return null;
            case ["SYST:ERR?"]:
                return errors.TryDequeue(out var error) ? error : "+0,\"No error\"";
            case ["OUTP", ("ON" or "OFF") and var wanted]:
                IsOn = wanted == "ON" || (IsStuck && IsOn);
                SwitchedOff += wanted == "OFF" ? 1 : 0;
                return null;
            case ["OUTP?"]:
                return IsOn ? "1" : "0";
            case [("VOLT?" or "CURR?") and var asked]:
                return set[asked[..^1]].ToString("+0.0000E+00;-0.0000E+00", CultureInfo.InvariantCulture);
            case [("VOLT" or "CURR") and var setting, var number] when decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value):
                set[setting] = value;
                return null;
            default:
                if (errors.Count < QueueLength)
                    errors.Enqueue("-113,\"Undefined header\"");
                return null;
        }
    }
}

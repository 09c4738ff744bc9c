using System.Globalization;
using System.Text;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Simulators.Multimeter;

/// <summary>A multimeter that speaks SCPI: a true value with seeded noise and its last digit, an error queue, and silence for what it does not know.</summary>
public sealed class SimulatedScpiMultimeter : IAsyncDisposable
{
    private const int LongestLine = 256, QueueLength = 16;
    private const long NanoOfValue = 1_000_000;

    private readonly ILink link;
    private readonly SimulatedMultimeterSettings settings;
    private readonly SeededNoise noise;
    private readonly Queue<string> errors = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public SimulatedScpiMultimeter(ILink link, SimulatedMultimeterSettings settings)
    {
        (this.link, this.settings, noise) = (link, settings, new(settings.Seed));
        running = RunAsync();
    }

    /// <summary>Answers with another serial number; null for its own.</summary>
    public string? AnswersAs { get; set; }

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
        switch (command)
        {
            case "*IDN?":
                return $"Metrology,SIM-DMM,{AnswersAs ?? settings.Serial},1.0";
            case "*CLS":
                errors.Clear();
                return null;
            case "SYST:ERR?":
                return errors.TryDequeue(out var error) ? error : "+0,\"No error\"";
            case "MEAS:VOLT:DC?" when !settings.HasNoVoltage:
                return settings.IsOverloaded ? "+9.90000000E+37" : Number(settings.Beside?.Invoke() ?? settings.Volts);
            case "MEAS:CURR:DC?":
                return Number(settings.Amperes);
            default:
                if (errors.Count < QueueLength)
                    errors.Enqueue("-113,\"Undefined header\"");
                return null;
        }
    }

    /// <summary>NR3 with nine digits.</summary>
    private string Number(decimal value) => (value * (1m + (noise.Normal(settings.NoisePpb) / (NanoOfValue * 1000m)))).ToString("+0.00000000E+00;-0.00000000E+00", CultureInfo.InvariantCulture);
}

/// <summary>A simulated multimeter.</summary>
/// <param name="NoisePpb">Standard deviation of a reading, in 10⁻⁹ of it.</param>
public sealed record SimulatedMultimeterSettings(ulong Seed, string Serial, decimal Volts, decimal Amperes = 1m, long NoisePpb = 2000)
{
    /// <summary>Does not know the query for voltage, keeps silent and puts the reason into its queue.</summary>
    public bool HasNoVoltage { get; init; }

    public bool IsOverloaded { get; init; }

    /// <summary>What it is connected to, V; null has the voltage stand.</summary>
    public Func<decimal>? Beside { get; init; }
}

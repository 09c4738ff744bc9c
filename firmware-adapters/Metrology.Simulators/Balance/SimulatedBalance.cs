using System.Globalization;
using System.Text;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Simulators.Meter;

namespace Metrology.Simulators.Balance;

/// <summary>A balance that sends a line in every period: a load that settles in some lines after it was put on, then stands with its last digit in noise.</summary>
public sealed class SimulatedBalance : IAsyncDisposable
{
    private const int UnstableLines = 4;

    private readonly ILink link;
    private readonly SimulatedBalanceSettings settings;
    private readonly SeededNoise noise;
    private readonly PeriodicTimer timer;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock access = new();
    private readonly Task running;
    private decimal load;
    private int since = UnstableLines;
    private long lines;

    public SimulatedBalance(ILink link, SimulatedBalanceSettings settings, TimeProvider time)
    {
        (this.link, this.settings, noise, timer) = (link, settings, new(settings.Seed), new(settings.Period, time));
        running = RunAsync();
    }

    /// <summary>Puts that many grams on the pan.</summary>
    public void Put(decimal grams)
    {
        lock (access)
            (load, since) = (grams, 0);
    }

    /// <summary>How its values are wrong; holds from the next line on.</summary>
    public ValueFaults Values { get; set; } = ValueFaults.None;

    /// <summary>Ten times its division.</summary>
    public bool IsCoarse { get; set; }

    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false))
                await link.WriteAsync(Line(), stop.Token).ConfigureAwait(false);
        }
        catch (Exception end) when (end is OperationCanceledException or InstrumentFault { Kind: FaultKind.Unreachable })
        {
            // Switched off, or the plug was pulled.
        }
    }

    private byte[] Line()
    {
        lock (access)
        {
            var isMoving = settings.NeverSettles || since++ < UnstableLines;
            var (step, decimals) = IsCoarse ? (settings.Step * 10m, 2) : (settings.Step, 3);
            var standing = decimal.Round(load * Values.Factor(isRegister: false) / step) * step;
            var shown = standing + (isMoving ? load / (2 + (since * since)) : noise.Normal(1) * step);
            var text = load > settings.Maximum
                ? settings.IsShort ? "S +" : "OL,+99999999 g"
                : settings.IsShort
                    ? $"S {(isMoving ? 'D' : 'S')} {shown.ToString("F" + decimals, CultureInfo.InvariantCulture),10} g"
                    : $"{(isMoving ? "US" : "ST")},{shown.ToString(IsCoarse ? "+00000.00;-00000.00" : "+00000.000;-00000.000", CultureInfo.InvariantCulture)}  g";
            var line = Encoding.ASCII.GetBytes(text + "\r\n");
            if (settings.DamagedEvery > 0 && ++lines % settings.DamagedEvery == 0)
                line[4] = 0xFF;
            return line;
        }
    }
}

/// <summary>A simulated balance, in grams.</summary>
/// <param name="IsShort">The second form of protocol.md.</param>
public sealed record SimulatedBalanceSettings(ulong Seed, bool IsShort)
{
    public TimeSpan Period { get; init; } = TimeSpan.FromMilliseconds(100);

    public decimal Step { get; init; } = 0.001m;

    public decimal Maximum { get; init; } = 220m;

    public bool NeverSettles { get; init; }

    /// <summary>Every n-th line has a damaged byte; 0 none.</summary>
    public int DamagedEvery { get; init; }
}

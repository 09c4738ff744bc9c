using System.Globalization;
using System.Text;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Simulators.Clock;

/// <summary>A GNSS receiver that sends RMC and ZDA some time after each second of its clock.</summary>
/// <param name="clock">What it takes for the time of the satellites.</param>
public sealed class SimulatedGnssClock : IAsyncDisposable
{
    private readonly ILink link;
    private readonly SimulatedGnssSettings settings;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public SimulatedGnssClock(ILink link, SimulatedGnssSettings settings, TimeProvider clock)
    {
        (this.link, this.settings, this.clock) = (link, settings, clock);
        running = RunAsync();
    }

    /// <summary>It sees no satellites: it goes on to send its time, and says that it is void.</summary>
    public bool HasNoFix { get; set; }

    /// <summary>Of what it does not tell the time of: RMC is left out.</summary>
    public bool IsZdaOnly { get; set; }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            var told = Floor(clock.GetUtcNow());
            while (true)
            {
                told += settings.Cadence;
                var now = clock.GetUtcNow();
                // A clock that is set forward tells the seconds it has, not those that it passed over.
                if (told + settings.Cadence < now)
                    told = Floor(now) + settings.Cadence;
                var wait = told + settings.Delay - now;
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, clock, stop.Token).ConfigureAwait(false);
                if (!IsZdaOnly)
                    await link.WriteAsync(Sentence(Rmc(told)), stop.Token).ConfigureAwait(false);
                await link.WriteAsync(Sentence(Zda(told)), stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or InstrumentFault { Kind: FaultKind.Unreachable })
        {
            // Switched off, or the plug was pulled.
        }
    }

    private DateTimeOffset Floor(DateTimeOffset instant) => new(instant.UtcTicks - (instant.UtcTicks % settings.Cadence.Ticks), TimeSpan.Zero);

    private string Rmc(DateTimeOffset told) => string.Create(
        CultureInfo.InvariantCulture, $"GNRMC,{told:HHmmss.ff},{(HasNoFix ? 'V' : 'A')},{(HasNoFix ? ",,," : "3000.00000,N,12000.00000,E")},0.000,,{told:ddMMyy},,,{(HasNoFix ? 'N' : 'A')}");

    private static string Zda(DateTimeOffset told) => string.Create(CultureInfo.InvariantCulture, $"GNZDA,{told:HHmmss.ff},{told:dd},{told:MM},{told:yyyy},00,00");

    /// <summary>With dollar, checksum and end of line.</summary>
    public static byte[] Sentence(string body) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"${body}*{body.Aggregate(0, (sum, letter) => sum ^ letter):X2}\r\n"));
}

/// <summary>How a simulated receiver sends.</summary>
/// <param name="Cadence">From one time to the next.</param>
/// <param name="Delay">From a second to its first sentence.</param>
public sealed record SimulatedGnssSettings(TimeSpan Cadence, TimeSpan Delay)
{
    public static SimulatedGnssSettings Usual { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(40));
}

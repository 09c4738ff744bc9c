using System.Globalization;
using System.Text;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Simulators.Ocmf;

/// <summary>The display of a pile on a line: asked with "OCMF?", it answers with a signed record of what its register shows then: of a session under way (TX C) until energy has flowed, of its end (TX E) after that.</summary>
public sealed class SimulatedOcmfDisplay : IAsyncDisposable
{
    private const int LongestLine = 256;

    private readonly ILink link;
    private readonly Func<decimal> energy;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;
    private DateTimeOffset begin;
    private string from;
    private string? ended;

    /// <param name="meter">Signs; belongs to the caller.</param>
    /// <param name="energy">What its register counts, kWh.</param>
    public SimulatedOcmfDisplay(ILink link, SimulatedOcmfMeter meter, Func<decimal> energy, TimeProvider time)
    {
        (this.link, Signer, this.energy, this.time) = (link, meter, energy, time);
        (begin, from) = (time.GetUtcNow(), Digits(energy()));
        running = RunAsync();
    }

    public SimulatedOcmfMeter Signer { get; set; }

    /// <summary>Changes a record after it was signed, as somebody who wants to be billed less would.</summary>
    public Func<string, string>? Forge { get; set; }

    /// <summary>What it answers with in place of a record of its own.</summary>
    public Func<string>? Instead { get; set; }

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

                    if (line.ToString().Trim() == "OCMF?")
                        await link.WriteAsync(Encoding.UTF8.GetBytes(Record() + "\r\n"), stop.Token).ConfigureAwait(false);
                    line.Clear();
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or InstrumentFault { Kind: FaultKind.Unreachable })
        {
            // Switched off, or the plug was pulled.
        }
    }

    private string Record()
    {
        if (Instead is { } other)
            return other();
        var shows = Digits(energy());
        // A session that has ended and stands still is followed by the next.
        if (ended == shows)
            (begin, from, ended) = (time.GetUtcNow(), shows, null);
        var isEnd = shows != from;
        ended = isEnd ? shows : null;
        var signed = Signer.Session(from, shows, begin, time.GetUtcNow(), transaction: isEnd ? "E" : "C");
        return Forge?.Invoke(signed) ?? signed;
    }

    private static string Digits(decimal kilowattHours) => decimal.Round(kilowattHours, 5, MidpointRounding.ToZero).ToString("0.00000", CultureInfo.InvariantCulture);
}

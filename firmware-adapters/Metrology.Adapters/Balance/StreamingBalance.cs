using Metrology.Core.Quantities;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Balance;

/// <summary>
/// A balance that sends lines all the time. They are read all the time, so that nothing old waits in a buffer; a reading is the first stable line that ends after it was asked for. It tells no
/// number of its own. Faults: those of the link, "balance.silent" (Timeout), "balance.not-stable" (Timeout), "balance.overload" (Refused).
/// </summary>
/// <param name="refused">Told of the first damaged line between two readings, with reason "balance.…".</param>
public sealed class StreamingBalance(ILink link, BalanceSettings settings, TimeProvider time, IRefusedAnswerSink? refused = null) : IMeter
{
    /// <summary>Name of these bytes in a record.</summary>
    public const string Codec = "balance-stream";

    /// <summary>How a record names it among the sources of its line: it is alone there.</summary>
    public const string Address = "balance";

    private const int ReadSize = 256;

    private readonly CancellationTokenSource stop = new();
    private readonly Lock access = new();
    private TaskCompletionSource<BalanceLine> next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task listening = Task.CompletedTask;
    private bool opened;

    public IReadOnlyList<string> Offers { get; } = [BalanceLine.Mass];

    /// <summary>Opens the link and waits for a line, so that somebody is known to be there.</summary>
    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        if (!opened)
        {
            await link.OpenAsync(cancellation).ConfigureAwait(false);
            (opened, listening) = (true, ListenAsync());
        }

        await LineAsync(settings.Silence, cancellation).ConfigureAwait(false);
        return new(settings.Manufacturer, settings.Model, "", Firmware: null);
    }

    public async ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation)
    {
        if (measurand != BalanceLine.Mass)
            throw new ArgumentException($"{measurand} is not offered");
        var started = time.GetTimestamp();
        // The line that is under way began before it was asked for.
        await LineAsync(settings.Silence, cancellation).ConfigureAwait(false);
        while (true)
        {
            var line = await LineAsync(settings.Silence, cancellation).ConfigureAwait(false);
            if (line.Reading(settings.Instrument, time.GetUtcNow()) is { IsRefused: false, Value: var reading })
                return reading;
            if (line.Standing == BalanceStanding.None)
                throw new InstrumentFault(FaultKind.Refused, "balance.overload", BalanceRefusal.Overload.Text);
            if (time.GetElapsedTime(started) > settings.Patience)
                throw new InstrumentFault(FaultKind.Timeout, "balance.not-stable", BalanceRefusal.NotStable.Text);
        }
    }

    /// <summary>A balance applies nothing.</summary>
    public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await link.DisposeAsync().ConfigureAwait(false);
        stop.Dispose();
    }

    private async Task<BalanceLine> LineAsync(TimeSpan silence, CancellationToken cancellation)
    {
        Task<BalanceLine> waiting;
        lock (access)
            waiting = next.Task;
        try
        {
            return await waiting.WaitAsync(silence, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new InstrumentFault(FaultKind.Timeout, "balance.silent", new(
                $"{link.Address}：天平没有连续输出。请检查电源、接线、波特率，并把输出设为连续。", $"{link.Address}: the balance sends nothing. Check power, wiring and bit rate, and set its output to continuous."));
        }
    }

    private async Task ListenAsync()
    {
        var framer = new BalanceFramer();
        var buffer = new byte[ReadSize];
        try
        {
            while (true)
            {
                var count = await link.ReadAsync(buffer, stop.Token).ConfigureAwait(false);
                foreach (var line in framer.Push(buffer.AsSpan(0, count)))
                    Came(line);
                if (framer.Rejection is { } rejection)
                {
                    refused?.Append(RefusedAnswer.Of("balance", link, rejection, buffer[..count], time));
                    framer.ForgetRejection();
                }
            }
        }
        catch (InstrumentFault fault)
        {
            lock (access)
                next.TrySetException(fault);
        }
        catch (OperationCanceledException)
        {
            // Closed.
        }
    }

    private void Came(BalanceLine line)
    {
        TaskCompletionSource<BalanceLine> waiting;
        lock (access)
            (waiting, next) = (next, new(TaskCreationOptions.RunContinuationsAsynchronously));
        waiting.TrySetResult(line);
    }
}

/// <summary>What the register of equipment knows about a balance.</summary>
/// <param name="Silence">Longest time without a line.</param>
/// <param name="Patience">Longest time until it is stable.</param>
public sealed record BalanceSettings(string Instrument, string Manufacturer, string Model, TimeSpan Silence, TimeSpan Patience)
{
    public static BalanceSettings Of(string instrument) => new(instrument, "", "", TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(60));
}

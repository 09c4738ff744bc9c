using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Simulators.Room;

/// <summary>
/// Answers each question that was recorded as it was answered then; the next of several equal questions gets the next answer, and after the last the first again. What was never asked
/// is not answered.
/// </summary>
public sealed class CapturePlayer : IAsyncDisposable
{
    private const int LongestRead = 512;

    private readonly ILink link;
    private readonly IReadOnlyList<Capture.Turn> turns;
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;
    private int next;

    public CapturePlayer(ILink link, Capture capture)
    {
        (this.link, turns) = (link, capture.Turns);
        running = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        var buffer = new byte[LongestRead];
        var pending = new List<byte>();
        try
        {
            while (true)
            {
                var count = await link.ReadAsync(buffer, stop.Token).ConfigureAwait(false);
                pending.AddRange(buffer.AsSpan(0, count));
                while (Take(pending) is { } answer)
                {
                    if (answer.Length > 0)
                        await link.WriteAsync(answer, stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or InstrumentFault { Kind: FaultKind.Unreachable })
        {
            // Switched off, or the plug was pulled.
        }
    }

    /// <summary>The answer to a whole question; null while none is there. Bytes that begin no question are passed over.</summary>
    private byte[]? Take(List<byte> pending)
    {
        while (pending.Count > 0)
        {
            var isBeginning = false;
            for (var i = 0; i < turns.Count; i++)
            {
                var at = (next + i) % turns.Count;
                var question = turns[at].Question;
                var common = Math.Min(question.Length, pending.Count);
                if (!question.AsSpan(0, common).SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pending)[..common]))
                    continue;
                if (common == question.Length)
                {
                    pending.RemoveRange(0, common);
                    next = (at + 1) % turns.Count;
                    return turns[at].Answer;
                }

                isBeginning = true;
            }

            if (isBeginning)
                return null;
            pending.RemoveAt(0);
        }

        return null;
    }
}

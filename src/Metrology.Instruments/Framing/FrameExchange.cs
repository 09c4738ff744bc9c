using Metrology.Core.Words;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Instruments.Framing;

/// <summary>
/// Asks over a link and waits for the frame that answers. Repeats a read-only request after a transient fault, throws an <see cref="InstrumentFault"/> with
/// "exchange.no-answer" or "exchange.garbled" when that did not help. One request at a time.
/// </summary>
/// <param name="refused">Told of each attempt that brought something else than its answer: why, and the bytes that came.</param>
public sealed class FrameExchange<TFrame>(ILink link, IFramer<TFrame> framer, ExchangeLimits limits, TimeProvider time, Action<Refusal, byte[]>? refused = null) : IDisposable
{
    private const int ReadSize = 512;

    private readonly SemaphoreSlim turn = new(1);
    private readonly byte[] buffer = new byte[ReadSize];
    private readonly byte[] received = new byte[RefusedAnswer.KeptBytes];
    private int receivedLength;
    private bool leftovers;

    public async ValueTask<TFrame> AskAsync(FrameRequest<TFrame> request, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await AttemptAsync(request, cancellation).ConfigureAwait(false);
                }
                catch (InstrumentFault fault) when (fault.IsTransient && request.IsReadOnly && attempt < limits.Attempts)
                {
                    // Ask again.
                }
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async ValueTask<TFrame> AttemptAsync(FrameRequest<TFrame> request, CancellationToken cancellation)
    {
        if (leftovers)
            await DrainAsync(cancellation).ConfigureAwait(false);
        leftovers = true;
        framer.Reset();
        receivedLength = 0;
        InstrumentFault? near = null;
        using var timeout = new CancellationTokenSource(limits.Reply, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await link.WriteAsync(request.Bytes, either.Token).ConfigureAwait(false);
            while (true)
            {
                either.Token.ThrowIfCancellationRequested();
                var count = await link.ReadAsync(buffer, either.Token).ConfigureAwait(false);
                Keep(buffer.AsSpan(0, count));
                foreach (var frame in framer.Push(buffer.AsSpan(0, count)))
                {
                    var fit = request.Judge(frame);
                    if (fit.Answers)
                    {
                        leftovers = false;
                        return frame;
                    }

                    near = fit.IfNothingBetterComes ?? near;
                }
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw near ?? NoAnswer();
        }
        catch (InstrumentFault fault) when (fault.Kind == FaultKind.Timeout)
        {
            // A replayed link knows at once that nothing more came.
            throw near ?? NoAnswer();
        }
        finally
        {
            if ((framer.Rejection ?? near?.Reason) is { } reason)
                refused?.Invoke(reason, received[..receivedLength]);
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = Math.Min(bytes.Length, received.Length - receivedLength);
        bytes[..room].CopyTo(received.AsSpan(receivedLength));
        receivedLength += room;
    }

    private async ValueTask DrainAsync(CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < limits.Drain)
        {
            using var quiet = new CancellationTokenSource(limits.Quiet, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, cancellation);
            try
            {
                await link.ReadAsync(buffer, either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (InstrumentFault fault) when (fault.Kind == FaultKind.Timeout)
            {
                return;
            }
        }
    }

    private InstrumentFault NoAnswer() => framer.Rejection is not null
        ? new(FaultKind.Garbled, "exchange.garbled", new(
            $"{link.Address}：收到的应答已损坏，重试无效。请检查波特率、校验位和接线。",
            $"{link.Address}: the answers were damaged and asking again did not help. Check baud rate, parity and wiring."))
        : new(FaultKind.Timeout, "exchange.no-answer", new(
            $"{link.Address}：在规定时间内没有应答。请检查仪器电源、地址和接线。",
            $"{link.Address}: no answer in time. Check that the instrument is on, its address and the wiring."));
}

using Metrology.Core.Words;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Instruments.Framing;

/// <summary>
/// Asks over a link and waits for the frame that answers. Repeats a read-only request after a transient fault, throws an <see cref="InstrumentFault"/> with
/// "exchange.no-answer", "exchange.no-frame" (bytes came that make no frame) or "exchange.garbled" (frames came damaged) when that did not help. One request at a time.
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
        var (frames, all) = (0, 0L);
        Refusal? stray = null;
        var started = time.GetTimestamp();
        var reply = limits.Reply + (request.Bytes.Length * link.CharacterTime);
        var whole = limits.Whole + ((request.Bytes.Length + limits.LongestAnswer) * link.CharacterTime);
        using var timeout = new CancellationTokenSource(reply, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            await link.WriteAsync(request.Bytes, either.Token).ConfigureAwait(false);
            while (true)
            {
                either.Token.ThrowIfCancellationRequested();
                var count = await link.ReadAsync(buffer, either.Token).ConfigureAwait(false);
                Keep(buffer.AsSpan(0, count));
                all += count;
                timeout.CancelAfter(Wait(time.GetElapsedTime(started), reply, whole, all));
                foreach (var frame in framer.Push(buffer.AsSpan(0, count)))
                {
                    frames++;
                    var fit = request.Judge(frame);
                    if (fit.Answers)
                    {
                        leftovers = false;
                        stray = IsEcho(request.Bytes.Span, framer.PassedOver) || framer.PassedOver == 0 ? null : Stray;
                        return frame;
                    }

                    near = fit.IfNothingBetterComes ?? near;
                }
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw near ?? NoAnswer(IsSilent(request.Bytes.Span, frames, all));
        }
        catch (InstrumentFault fault) when (fault.Kind == FaultKind.Timeout)
        {
            // A replayed link knows at once that nothing more came.
            throw near ?? NoAnswer(IsSilent(request.Bytes.Span, frames, all));
        }
        finally
        {
            stray ??= leftovers && !IsSilent(request.Bytes.Span, frames, all) ? NoFrame : null;
            if ((framer.Rejection ?? near?.Reason ?? stray) is { } reason)
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

    /// <summary>How long the next byte is waited for, from now on. A line that brings more than an answer is not slow, it babbles.</summary>
    private TimeSpan Wait(TimeSpan elapsed, TimeSpan reply, TimeSpan whole, long all)
    {
        var gap = limits.Gap + (2 * link.CharacterTime);
        var until = elapsed + gap > reply && all <= 2 * limits.LongestAnswer ? elapsed + gap : reply;
        var left = (until < whole ? until : whole) - elapsed;
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Nothing came, or nothing but frames of others and what we said ourselves.</summary>
    private bool IsSilent(ReadOnlySpan<byte> request, int frames, long all) => frames > 0 || all == 0 || (all == request.Length && IsEcho(request, request.Length));

    /// <summary>A line with one pair of wires brings back what was sent.</summary>
    private bool IsEcho(ReadOnlySpan<byte> request, int bytes) => bytes == request.Length && received.AsSpan(0, receivedLength).StartsWith(request);

    private static readonly Refusal NoFrame = Refusal.Of(
        "exchange.no-frame", "收到了字节，但不构成任何报文。请检查波特率、数据位、校验位和停止位。", "Bytes came that make no frame. Check baud rate, data bits, parity and stop bits.");

    private static readonly Refusal Stray = Refusal.Of(
        "exchange.stray-bytes", "应答之前有不属于任何报文的字节；应答本身已采用。", "Bytes that belong to no frame came before the answer; the answer itself was taken.");

    private InstrumentFault NoAnswer(bool isSilent) => framer.Rejection is not null
        ? new(FaultKind.Garbled, "exchange.garbled", new(
            $"{link.Address}：收到的应答已损坏，重试无效。请检查波特率、校验位和接线。",
            $"{link.Address}: the answers were damaged and asking again did not help. Check baud rate, parity and wiring."))
        : !isSilent
        ? new(FaultKind.Garbled, NoFrame.Code, new($"{link.Address}：{NoFrame.Text.Zh}", $"{link.Address}: {NoFrame.Text.En}"))
        : new(FaultKind.Timeout, "exchange.no-answer", new(
            $"{link.Address}：在规定时间内没有应答。请检查仪器电源、地址和接线。",
            $"{link.Address}: no answer in time. Check that the instrument is on, its address and the wiring."));
}

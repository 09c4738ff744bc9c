using System.Runtime.InteropServices;
using Metrology.Instruments.Faults;

namespace Metrology.Links.Tty;

/// <summary>
/// One thread owns a non-blocking descriptor: it alone waits, and it alone closes, so that no transfer can outlive the descriptor. Everything else hands it work
/// and wakes it through an eventfd. At most one read and one write at a time.
/// </summary>
internal sealed class DescriptorPump
{
    /// <summary>How often an idle port is asked whether its name still means the same node.</summary>
    private const int PresenceMilliseconds = 1000;

    /// <summary>A driver that does not let go is left behind rather than waited for; longer than what was written may take to leave.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(3);

    private readonly Lock access = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int descriptor;
    private readonly int wake;
    private readonly string address;
    private readonly PumpHooks hooks;
    private PendingTransfer? reading;
    private PendingTransfer? writing;
    private InstrumentFault? over;

    public DescriptorPump(int descriptor, string address, PumpHooks hooks)
    {
        this.descriptor = descriptor;
        this.address = address;
        this.hooks = hooks;
        wake = Libc.EventFd(0, Libc.NonBlocking | Libc.CloseOnExec);
        if (wake < 0)
            throw LinkFault.System(address, "eventfd", Marshal.GetLastPInvokeError());
        new Thread(Run) { IsBackground = true, Name = address }.Start();
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) =>
        await Transfer(ref reading, new(buffer, default), cancellation).ConfigureAwait(false);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        await Transfer(ref writing, new(default, bytes), cancellation).ConfigureAwait(false);

    public async ValueTask CloseAsync()
    {
        lock (access)
            over ??= LinkFault.Closed(address);
        Wake();
        await ended.Task.WaitAsync(CloseLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task<int> Transfer(ref PendingTransfer? slot, PendingTransfer transfer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (access)
        {
            if (over is not null)
                throw over;
            if (slot is not null)
                throw new InvalidOperationException($"{address}: one transfer a direction at a time");
            slot = transfer;
        }

        Wake();
        return cancellation.CanBeCanceled ? Cancellable(transfer, cancellation) : transfer.Done;
    }

    private async Task<int> Cancellable(PendingTransfer transfer, CancellationToken cancellation)
    {
        using var registration = cancellation.Register(() =>
        {
            lock (access)
            {
                if (reading == transfer)
                    reading = null;
                if (writing == transfer)
                    writing = null;
            }

            // Outside the slots nobody touches the caller's memory any more.
            transfer.Cancel(cancellation);
        });
        return await transfer.Done.ConfigureAwait(false);
    }

    private void Wake()
    {
        lock (access)
        {
            if (!ended.Task.IsCompleted)
                Libc.Write(wake, BitConverter.GetBytes(1UL), sizeof(ulong));
        }
    }

    private void Run()
    {
        Span<Libc.PollFd> waits = stackalloc Libc.PollFd[2];
        Span<byte> count = stackalloc byte[sizeof(ulong)];
        while (Step(out var wanted))
        {
            waits[0] = new() { Descriptor = descriptor, Wanted = wanted };
            waits[1] = new() { Descriptor = wake, Wanted = Libc.PollIn };
            var ready = Libc.Poll(waits, 2, PresenceMilliseconds);
            Libc.Read(wake, count, sizeof(ulong));
            var hungUp = ready > 0 && (waits[0].Got & (Libc.PollHangUp | Libc.PollError | Libc.PollInvalid)) != 0;
            if ((hungUp && (waits[0].Got & Libc.PollIn) == 0) || (ready == 0 && !hooks.IsThere()))
                Over(LinkFault.Unplugged(address));
        }

        InstrumentFault why;
        lock (access)
        {
            why = over!;
            reading?.Fail(why);
            writing?.Fail(why);
            reading = writing = null;
        }

        hooks.BeforeClose(descriptor);
        Libc.Close(descriptor);
        lock (access)
        {
            Libc.Close(wake);
            ended.SetResult();
        }
    }

    /// <summary>Moves what can be moved without waiting and says what to wait for; false when it is over.</summary>
    private bool Step(out short wanted)
    {
        wanted = 0;
        lock (access)
        {
            if (over is not null)
                return false;
            var error = 0;
            if (reading is not null && (reading.ReadFrom(descriptor, out error) || !Retry(error)))
                Finish(ref reading, error);
            if (over is null && writing is not null && (writing.WriteTo(descriptor, out error) || !Retry(error)))
                Finish(ref writing, error);
            wanted = (short)((reading is null ? 0 : Libc.PollIn) | (writing is null ? 0 : Libc.PollOut));
            return over is null;
        }
    }

    private void Finish(ref PendingTransfer? slot, int error)
    {
        if (error == 0)
        {
            slot = null;
            return;
        }

        over = error is Libc.InputOutput or Libc.NoDevice or Libc.NoSuchAddress
            ? LinkFault.Unplugged(address)
            : LinkFault.System(address, "read/write", error);
    }

    private void Over(InstrumentFault why)
    {
        lock (access)
            over ??= why;
    }

    private static bool Retry(int error) => error is Libc.Again or Libc.Interrupted;
}

/// <summary>What the owner of a descriptor wants to decide itself.</summary>
/// <param name="IsThere">Whether the name that was opened still leads to this node; asked on the owner thread about once a second.</param>
/// <param name="BeforeClose">Runs on the owner thread just before the descriptor is closed.</param>
internal sealed record PumpHooks(Func<bool> IsThere, Action<int> BeforeClose)
{
    public static PumpHooks None { get; } = new(() => true, _ => { });
}

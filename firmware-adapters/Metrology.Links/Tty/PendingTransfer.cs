namespace Metrology.Links.Tty;

/// <summary>A read or a write that waits for the owner thread. The pump's lock guards it; it completes once.</summary>
internal sealed class PendingTransfer(Memory<byte> readInto, ReadOnlyMemory<byte> toWrite)
{
    private readonly TaskCompletionSource<int> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int written;

    public Task<int> Done => done.Task;

    /// <summary>Reads once. True when finished, false when the descriptor had nothing.</summary>
    public bool ReadFrom(int descriptor, out int error)
    {
        var count = Libc.Read(descriptor, readInto.Span, (nuint)readInto.Length);
        error = count > 0 ? 0 : ErrorOf(count);
        return count > 0 && done.TrySetResult((int)count);
    }

    /// <summary>Writes what the descriptor takes. True when all is written.</summary>
    public bool WriteTo(int descriptor, out int error)
    {
        error = 0;
        while (written < toWrite.Length)
        {
            var rest = toWrite.Span[written..];
            var count = Libc.Write(descriptor, rest, (nuint)rest.Length);
            if (count <= 0)
            {
                error = ErrorOf(count);
                return false;
            }

            written += (int)count;
        }

        return done.TrySetResult(written);
    }

    public void Fail(Exception fault) => done.TrySetException(fault);

    public void Cancel(CancellationToken cancellation) => done.TrySetCanceled(cancellation);

    // A terminal gives 0 bytes to a reader only after a hang-up.
    private static int ErrorOf(nint count) => count == 0 ? Libc.InputOutput : System.Runtime.InteropServices.Marshal.GetLastPInvokeError();
}

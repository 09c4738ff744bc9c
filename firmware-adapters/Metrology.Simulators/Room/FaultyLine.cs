using Metrology.Instruments.Links;

namespace Metrology.Simulators.Room;

/// <summary>The instrument's end of a line, with what is wrong with it just now. An answer is one call of <see cref="WriteAsync"/>.</summary>
/// <param name="inner">Belongs to whoever gave it.</param>
/// <param name="dropUnread">Called before an answer is sent; null where answers wait until they are read.</param>
internal sealed class FaultyLine(ILink inner, Func<LineFaults> faults, TimeProvider time, Action? dropUnread = null) : ILink
{
    /// <summary>Longer than the gap between two bytes that any adapter waits for at 2400 bit/s, shorter than its patience for a whole answer.</summary>
    public static readonly TimeSpan SlowGap = TimeSpan.FromMilliseconds(60);

    private static readonly byte[] Noise = [0x00, 0xFF, 0x5A, 0x13];

    public string Address => inner.Address;

    public ValueTask OpenAsync(CancellationToken cancellation) => inner.OpenAsync(cancellation);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var now = faults();
        if (now.Silent || bytes.IsEmpty)
            return;
        dropUnread?.Invoke();
        var answer = bytes.ToArray();
        if (now.Damaged)
            answer[^(1 + (answer.Length / 3))] ^= 0x01;
        if (now.Partial)
            answer = answer[..(answer.Length / 2)];
        if (now.Garbage)
            answer = [.. Noise, .. answer];
        if (!now.Slow)
        {
            await inner.WriteAsync(answer, cancellation).ConfigureAwait(false);
            return;
        }

        for (var i = 0; i < answer.Length; i++)
        {
            await inner.WriteAsync(answer.AsMemory(i, 1), cancellation).ConfigureAwait(false);
            await Task.Delay(SlowGap, time, cancellation).ConfigureAwait(false);
        }
    }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => inner.ReadAsync(buffer, cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

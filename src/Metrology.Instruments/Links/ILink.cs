namespace Metrology.Instruments.Links;

/// <summary>
/// A way for bytes to an instrument and back. Open once, use, dispose. Every failure is an <see cref="Faults.InstrumentFault"/>; cancellation is observed
/// within 250 ms. A link knows no protocol.
/// </summary>
public interface ILink : IAsyncDisposable
{
    /// <summary>As the equipment register writes it, for example "tty:/dev/serial/by-id/…?baud=2400&amp;format=8E1" or "tcp:host:port".</summary>
    string Address { get; }

    /// <summary>What one character takes on the line, with start, parity and stop bits; zero where it is too short to count.</summary>
    TimeSpan CharacterTime => TimeSpan.Zero;

    /// <exception cref="Faults.InstrumentFault">The port does not exist, is taken, or refuses the settings.</exception>
    ValueTask OpenAsync(CancellationToken cancellation);

    /// <summary>Returns when all bytes have been handed to the driver.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>Waits for at least one byte. Never returns 0.</summary>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation);
}

using System.IO.Ports;
using Metrology.Core.Words;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;

namespace Metrology.Links.SerialPort;

/// <summary>
/// A serial port through System.IO.Ports, "serial:COM3?baud=2400&amp;format=8E1". One read is always left running when its caller gives up: not every platform
/// can cancel it, and the bytes it brings belong to the next caller.
/// </summary>
public sealed class SerialPortLink(string name, TtySettings settings) : ILink
{
    public const string Scheme = "serial";

    private const int BufferSize = 4096;

    /// <summary>A write that the driver does not take for so long never returns otherwise.</summary>
    private static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(10);

    /// <summary>Closing can block for ever under a dead driver; it is left behind then.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(1);

    private readonly byte[] buffer = new byte[BufferSize];
    private System.IO.Ports.SerialPort? port;
    private Task<int>? reading;
    private int from;
    private int until;
    private volatile bool closed;

    public string Address => $"{Scheme}:{name}?baud={settings.Baud}&format={settings.Format}";

    public TimeSpan CharacterTime => settings.CharacterTime;

    /// <summary>For <see cref="LinkFactory.With"/>.</summary>
    public static Outcome<ILink> Create(LinkAddress address)
    {
        if (address.Stranger("baud", "format") is { } stranger)
            return LinkRefusal.Address(stranger);
        var settings = TtySettings.Parse(address.Settings.GetValueOrDefault("baud"), address.Settings.GetValueOrDefault("format"));
        return settings.Refusal is { } refusal ? refusal : new SerialPortLink(address.Target, settings.Value);
    }

    public async ValueTask OpenAsync(CancellationToken cancellation)
    {
        if (port is not null)
            throw new InvalidOperationException($"{Address} is open already");
        var fresh = new System.IO.Ports.SerialPort(name, settings.Baud, ParityOf(settings.Format[1]), settings.Format[0] - '0', StopBitsOf(settings.Format[2]))
        {
            Handshake = Handshake.None,
            ReadTimeout = System.IO.Ports.SerialPort.InfiniteTimeout,
            WriteTimeout = (int)WriteLimit.TotalMilliseconds,
        };
        try
        {
            await Task.Run(fresh.Open, cancellation).ConfigureAwait(false);
            fresh.DiscardInBuffer();
            port = fresh;
        }
        catch (Exception error)
        {
            fresh.Dispose();
            throw error switch
            {
                UnauthorizedAccessException => LinkFault.Busy(Address),
                FileNotFoundException => LinkFault.Missing(Address),
                IOException => LinkFault.Missing(Address),
                ArgumentException => LinkFault.SettingsRefused(Address),
                _ => error,
            };
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await Stream.WriteAsync(bytes, cancellation).AsTask().WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (IsGone(error))
        {
            throw Gone();
        }
    }

    public async ValueTask<int> ReadAsync(Memory<byte> target, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (from == until)
        {
            try
            {
                reading ??= Stream.ReadAsync(buffer, 0, buffer.Length, CancellationToken.None);
                var count = await reading.WaitAsync(cancellation).ConfigureAwait(false);
                reading = null;
                (from, until) = count > 0 ? (0, count) : throw Gone();
            }
            catch (Exception error) when (IsGone(error))
            {
                throw Gone();
            }
        }

        var taken = Math.Min(target.Length, until - from);
        buffer.AsMemory(from, taken).CopyTo(target);
        from += taken;
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        closed = true;
        if (port is not null)
            await Task.Run(port.Dispose).WaitAsync(CloseLimit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Stream Stream => !closed && port is { } open ? open.BaseStream : throw LinkFault.Closed(Address);

    private InstrumentFault Gone() => closed ? LinkFault.Closed(Address) : LinkFault.Unplugged(Address);

    private bool IsGone(Exception error) =>
        error is IOException or UnauthorizedAccessException or ObjectDisposedException or TimeoutException or InvalidOperationException
        || (error is OperationCanceledException && closed);

    private static Parity ParityOf(char letter) => letter switch { 'E' => Parity.Even, 'O' => Parity.Odd, _ => Parity.None };

    private static StopBits StopBitsOf(char digit) => digit == '2' ? StopBits.Two : StopBits.One;
}

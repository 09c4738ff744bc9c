using System.Diagnostics;
using System.Runtime.InteropServices;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Links.Tty;

/// <summary>
/// A serial port of Linux through termios2, raw and exclusive. Faults: "link.missing", "link.denied", "link.busy", "link.not-a-port", "link.settings-refused" on
/// opening, "link.no-modem-lines" and "link.no-low-latency" where the driver has none of what was asked for, "link.unplugged" at any time after. The settings found on opening are put back on closing.
/// </summary>
public sealed class TtyLink(string path, TtySettings settings, TtyLines? asked = null) : ILink
{
    /// <summary>The kernel's <c>struct serial_struct</c> on 64 bits, its member flags and ASYNC_LOW_LATENCY in it.</summary>
    private const int SerialLength = 72, SerialFlags = 16, LowLatency = 1 << 13;

    /// <summary>For what was written to leave a port that closes: 60 characters at 300 baud. The kernel says how many are left and not when none is.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(2), DrainPoll = TimeSpan.FromMilliseconds(5);

    private readonly TtyLines lines = asked ?? TtyLines.Default;
    private DescriptorPump? pump;

    public string Address => $"tty:{path}?baud={settings.Baud}&format={settings.Format}{lines.Text}";

    public TimeSpan CharacterTime => settings.CharacterTime;

    public ValueTask OpenAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!OperatingSystem.IsLinux())
            throw LinkFault.OnlyLinux(Address);
        if (pump is not null)
            throw new InvalidOperationException($"{Address} is open already");
        // O_NONBLOCK also keeps open(2) from waiting for a carrier.
        var descriptor = Libc.Open(path, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.NonBlocking | Libc.CloseOnExec);
        if (descriptor < 0)
            throw OpenFault(Marshal.GetLastPInvokeError());
        try
        {
            pump = new(descriptor, Address, Prepare(descriptor));
        }
        catch
        {
            Libc.Close(descriptor);
            throw;
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => Open.WriteAsync(bytes, cancellation);

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => Open.ReadAsync(buffer, cancellation);

    public ValueTask DisposeAsync() => pump?.CloseAsync() ?? ValueTask.CompletedTask;

    private DescriptorPump Open => pump ?? throw LinkFault.Closed(Address);

    private PumpHooks Prepare(int descriptor)
    {
        Termios found = default;
        if (Libc.Control(descriptor, Libc.GetTermios, ref found) < 0)
            throw LinkFault.NotAPort(Address);
        // TIOCEXCL does not bind root, flock does not bind programs that never ask: together they keep both out.
        if (Libc.Lock(descriptor, Libc.LockExclusive | Libc.LockNonBlocking) < 0)
            throw LinkFault.Busy(Address);
        Libc.Control(descriptor, Libc.Exclusive, 0);
        var wanted = found.Raw(settings, lines.Flow);
        if (Libc.Control(descriptor, Libc.SetTermiosAndFlush, ref wanted) < 0 || !Took(descriptor, wanted))
        {
            Restore(descriptor, found);
            throw LinkFault.SettingsRefused(Address);
        }

        try
        {
            SetLines(descriptor);
        }
        catch
        {
            Restore(descriptor, found);
            throw;
        }

        // What came before nobody asked for; what is still on its way out belongs to whoever sent it.
        Libc.Control(descriptor, Libc.Flush, Libc.OfInput);
        var node = Node(descriptor);
        return new(() => node is null || node == Resolved(path), opened => Restore(opened, found));
    }

    /// <summary>A driver without these lines says so, and the port is not used as if it had them.</summary>
    private void SetLines(int descriptor)
    {
        foreach (var (line, state) in new[] { (Libc.DataTerminalReady, lines.Dtr), (Libc.RequestToSend, lines.Rts) })
        {
            var bits = line;
            if (state is { } on && Libc.Control(descriptor, on ? Libc.SetLines : Libc.ClearLines, ref bits) < 0)
                throw LinkFault.NoModemLines(Address);
        }

        if (!lines.IsLowLatency)
            return;
        Span<byte> serial = stackalloc byte[SerialLength];
        if (Libc.Control(descriptor, Libc.GetSerial, serial) < 0)
            throw LinkFault.NoLowLatency(Address);
        var flags = serial.Slice(SerialFlags, sizeof(int));
        BitConverter.TryWriteBytes(flags, BitConverter.ToInt32(flags) | LowLatency);
        if (Libc.Control(descriptor, Libc.SetSerial, serial) < 0)
            throw LinkFault.NoLowLatency(Address);
    }

    /// <summary>TCSETS2 succeeds when anything changed at all, so the port is asked what it does. A pseudo-terminal has no wire and drops the format.</summary>
    private bool Took(int descriptor, Termios wanted)
    {
        Termios now = default;
        return Libc.Control(descriptor, Libc.GetTermios, ref now) == 0
            && now.OutputRate == wanted.OutputRate
            && ((now.Control & Termios.FormatMask) == (wanted.Control & Termios.FormatMask) || Resolved(path).StartsWith("/dev/pts/", StringComparison.Ordinal));
    }

    /// <summary>Lets what was written leave first, a broadcast has no answer to wait for; what a peer that stopped reading does not take is thrown away.</summary>
    private void Restore(int descriptor, Termios found)
    {
        var unsent = 0;
        var since = Stopwatch.StartNew();
        while (Libc.Control(descriptor, Libc.BytesUnsent, ref unsent) >= 0 && unsent > 0 && since.Elapsed < LongestDrain)
            Thread.Sleep(DrainPoll);
        Libc.Control(descriptor, Libc.Flush, unsent > 0 ? Libc.FlushBoth : Libc.OfInput);
        Libc.Control(descriptor, Libc.SetTermios, ref found);
        Libc.Control(descriptor, Libc.NotExclusive, 0);
    }

    // A port pulled out and put back gets a new node under the old name while the old descriptor may stay silent.
    private static string? Node(int descriptor) => new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget;

    private static string Resolved(string path)
    {
        try
        {
            return new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? (File.Exists(path) ? Path.GetFullPath(path) : "");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private InstrumentFault OpenFault(int error) => error switch
    {
        Libc.NoEntry or Libc.NoDevice or Libc.NoSuchAddress or Libc.NotDirectory => LinkFault.Missing(Address),
        Libc.AccessDenied or Libc.NotPermitted => LinkFault.Denied(Address),
        Libc.IsBusy => LinkFault.Busy(Address),
        Libc.IsDirectory => LinkFault.NotAPort(Address),
        Libc.InputOutput => LinkFault.Unplugged(Address),
        _ => LinkFault.System(Address, "open", error),
    };
}

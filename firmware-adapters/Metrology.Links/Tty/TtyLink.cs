using System.Runtime.InteropServices;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Links.Tty;

/// <summary>
/// A serial port of Linux through termios2, raw and exclusive. Faults: "link.missing", "link.denied", "link.busy", "link.not-a-port", "link.settings-refused" on
/// opening, "link.unplugged" at any time after. The settings found on opening are put back on closing.
/// </summary>
public sealed class TtyLink(string path, TtySettings settings) : ILink
{
    private DescriptorPump? pump;

    public string Address => $"tty:{path}?baud={settings.Baud}&format={settings.Format}";

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
        var wanted = found.Raw(settings);
        if (Libc.Control(descriptor, Libc.SetTermiosAndFlush, ref wanted) < 0 || !Took(descriptor, wanted))
        {
            Restore(descriptor, found);
            throw LinkFault.SettingsRefused(Address);
        }

        Libc.Control(descriptor, Libc.Flush, Libc.FlushBoth);
        var node = Node(descriptor);
        return new(() => node is null || node == Resolved(path), opened => Restore(opened, found));
    }

    /// <summary>TCSETS2 succeeds when anything changed at all, so the port is asked what it does. A pseudo-terminal has no wire and drops the format.</summary>
    private bool Took(int descriptor, Termios wanted)
    {
        Termios now = default;
        return Libc.Control(descriptor, Libc.GetTermios, ref now) == 0
            && now.OutputRate == wanted.OutputRate
            && ((now.Control & Termios.FormatMask) == (wanted.Control & Termios.FormatMask) || Resolved(path).StartsWith("/dev/pts/", StringComparison.Ordinal));
    }

    /// <summary>Throws unsent bytes away first: closing must not wait for a peer that stopped reading.</summary>
    private static void Restore(int descriptor, Termios found)
    {
        Libc.Control(descriptor, Libc.Flush, Libc.FlushBoth);
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

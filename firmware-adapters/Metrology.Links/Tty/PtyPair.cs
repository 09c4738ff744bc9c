using System.Runtime.InteropServices;
using System.Text;
using Metrology.Instruments.Links;

namespace Metrology.Links.Tty;

/// <summary>
/// A pseudo-terminal that this process owns: a simulated instrument speaks on <see cref="Master"/>, a <see cref="TtyLink"/> opens <see cref="SlavePath"/>.
/// Disposing it is pulling the plug.
/// </summary>
public sealed class PtyPair : IAsyncDisposable
{
    private const int NameLength = 64;

    private readonly PtyMaster master;
    private readonly int slave;

    private PtyPair(int descriptor, int slave, string slavePath)
    {
        SlavePath = slavePath;
        this.slave = slave;
        master = new(descriptor, slave, slavePath);
    }

    public string SlavePath { get; }

    public ILink Master => master;

    /// <summary>The address under which the simulated instrument is reached.</summary>
    public string Address(TtySettings settings) => new TtyLink(SlavePath, settings).Address;

    /// <exception cref="Instruments.Faults.InstrumentFault">The system gives no pseudo-terminal ("link.system").</exception>
    public static PtyPair Open()
    {
        const string Name = "pty";
        if (!OperatingSystem.IsLinux())
            throw LinkFault.OnlyLinux(Name);
        var master = Check(Libc.OpenPseudoTerminal(Libc.ReadWrite | Libc.NoControllingTerminal | Libc.NonBlocking | Libc.CloseOnExec), "posix_openpt");
        try
        {
            Check(Libc.Grant(master), "grantpt");
            Check(Libc.Unlock(master), "unlockpt");
            Span<byte> name = stackalloc byte[NameLength];
            if (Libc.SlaveName(master, name, NameLength) is not 0 and var error)
                throw LinkFault.System(Name, "ptsname_r", error);
            var path = Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]);
            // Without an open slave the master only sees a hang-up: keep one, so that links may come and go.
            var slave = Check(Libc.Open(path, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.NonBlocking | Libc.CloseOnExec), "open");
            Termios found = default;
            Check(Libc.Control(slave, Libc.GetTermios, ref found), "ioctl");
            var raw = found.Raw(TtySettings.Default);
            Check(Libc.Control(slave, Libc.SetTermios, ref raw), "ioctl");
            return new(master, slave, path);
        }
        catch
        {
            Libc.Close(master);
            throw;
        }

        static int Check(int result, string call) => result >= 0 ? result : throw LinkFault.System(Name, call, Marshal.GetLastPInvokeError());
    }

    /// <summary>Throws away what was sent to the other end and is not read there, once it is more than this many bytes: a line without anybody at its end keeps nothing.</summary>
    public void DropUnread(int most)
    {
        var waiting = 0;
        if (Libc.Control(slave, Libc.BytesWaiting, ref waiting) >= 0 && waiting > most)
            _ = Libc.Control(slave, Libc.Flush, Libc.OfInput);
    }

    public ValueTask DisposeAsync() => master.DisposeAsync();

    private sealed class PtyMaster(int descriptor, int slave, string slavePath) : ILink
    {
        private readonly DescriptorPump pump = new(
            descriptor, $"pty:{slavePath}", PumpHooks.None with { BeforeClose = _ => Libc.Close(slave) });

        public string Address => $"pty:{slavePath}";

        public ValueTask OpenAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => pump.WriteAsync(bytes, cancellation);

        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => pump.ReadAsync(buffer, cancellation);

        public ValueTask DisposeAsync() => pump.CloseAsync();
    }
}

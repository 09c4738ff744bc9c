using System.Runtime.InteropServices;

namespace Metrology.Links.Tty;

/// <summary>The calls of the C library that a terminal needs; constants of asm-generic Linux (x86-64, arm64, riscv64).</summary>
internal static partial class Libc
{
    /// <summary>ioctl FIONREAD: bytes that wait to be read.</summary>
    public const nuint BytesWaiting = 0x541B;

    /// <summary>ioctl TIOCOUTQ: bytes that were written and have not left.</summary>
    public const nuint BytesUnsent = 0x5411;

    /// <summary>TCIFLUSH: of what came in.</summary>
    public const nint OfInput = 0;

    public const int ReadWrite = 2, NoControllingTerminal = 0x100, NonBlocking = 0x800, CloseOnExec = 0x80000;
    public const nuint GetTermios = 0x802C542A, SetTermios = 0x402C542B, SetTermiosAndFlush = 0x402C542D;
    public const nuint Flush = 0x540B, Exclusive = 0x540C, NotExclusive = 0x540D;
    public const nint FlushBoth = 2;
    public const nuint SetLines = 0x5416, ClearLines = 0x5417, GetSerial = 0x541E, SetSerial = 0x541F;
    public const int DataTerminalReady = 0x002, RequestToSend = 0x004;
    public const int LockExclusive = 2, LockNonBlocking = 4;
    public const short PollIn = 1, PollOut = 4, PollError = 8, PollHangUp = 0x10, PollInvalid = 0x20;
    public const int NotPermitted = 1, NoEntry = 2, Interrupted = 4, InputOutput = 5, NoSuchAddress = 6, Again = 11, AccessDenied = 13, IsBusy = 16,
        NoDevice = 19, NotDirectory = 20, IsDirectory = 21, NotTerminal = 25;

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollFd
    {
        public int Descriptor;
        public short Wanted;
        public short Got;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, Span<byte> buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, ReadOnlySpan<byte> buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(Span<PollFd> descriptors, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventFd(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request, nint argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request, ref Termios argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request, ref int argument);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int descriptor, nuint request, Span<byte> argument);

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    public static partial int OpenPseudoTerminal(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    public static partial int Grant(int descriptor);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    public static partial int Unlock(int descriptor);

    /// <summary>Returns the error number itself.</summary>
    [LibraryImport("libc", EntryPoint = "ptsname_r")]
    public static partial int SlaveName(int descriptor, Span<byte> name, nuint length);
}

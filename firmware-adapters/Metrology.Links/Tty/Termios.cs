using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Metrology.Links.Tty;

/// <summary>The kernel's <c>struct termios2</c> (asm-generic/termbits.h), which takes any bit rate as a number.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Termios
{
    public const uint Bits5 = 0x00, Bits6 = 0x10, Bits7 = 0x20, Bits8 = 0x30, BitsMask = 0x30;
    public const uint TwoStopBits = 0x40, Receive = 0x80, Parity = 0x100, OddParity = 0x200, HangUpOnClose = 0x400, IgnoreModemLines = 0x800;
    public const uint FormatMask = BitsMask | TwoStopBits | Parity | OddParity;

    public const uint HardwareFlow = 0x8000_0000;

    private const uint RateMask = 0x100F, RateAsNumber = 0x1000;
    private const int InputRateShift = 16;
    private const uint CheckParity = 0x10;
    private const uint StartStopOutput = 0x400, StartStopInput = 0x1000;
    private const int MinimumIndex = 6, TimeIndex = 5, StartIndex = 8, StopIndex = 9;
    private const byte XOn = 0x11, XOff = 0x13;

    public uint Input;
    public uint Output;
    public uint Control;
    public uint Local;
    public byte Line;
    public ControlCharacters Characters;
    public uint InputRate;
    public uint OutputRate;

    [InlineArray(19)]
    public struct ControlCharacters
    {
        private byte first;
    }

    /// <summary>Raw: no echo, no signals, no translation, no flow control but the one asked for; modem lines ignored and left alone on close.</summary>
    public readonly Termios Raw(TtySettings settings, FlowControl flow = FlowControl.None)
    {
        var raw = this;
        raw.Input = settings.HasParity ? CheckParity : 0;
        raw.Output = 0;
        raw.Local = 0;
        raw.Control &= ~(RateMask | (RateMask << InputRateShift) | FormatMask | HardwareFlow | HangUpOnClose);
        raw.Control |= RateAsNumber | (RateAsNumber << InputRateShift) | Receive | IgnoreModemLines | settings.FormatFlags;
        if (flow == FlowControl.Hardware)
            raw.Control |= HardwareFlow;
        if (flow == FlowControl.Software)
        {
            raw.Input |= StartStopOutput | StartStopInput;
            (raw.Characters[StartIndex], raw.Characters[StopIndex]) = (XOn, XOff);
        }

        raw.InputRate = raw.OutputRate = (uint)settings.Baud;
        raw.Characters[MinimumIndex] = 1;
        raw.Characters[TimeIndex] = 0;
        return raw;
    }
}

using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Links.Tty;

/// <summary>Bit rate and character format of a serial port, written "8E1": data bits, parity N, E or O, stop bits.</summary>
public sealed record TtySettings
{
    public const int SlowestBaud = 300;
    public const int FastestBaud = 921_600;

    /// <summary>DL/T 645-2007 5.1: 2400 bit/s; 8 data bits, even parity, one stop bit.</summary>
    public static TtySettings Default { get; } = new(2400, "8E1");

    private TtySettings(int baud, string format) => (Baud, Format) = (baud, format);

    /// <summary>Bits a second.</summary>
    public int Baud { get; }

    public string Format { get; }

    /// <summary>Start bit, data bits, parity and stop bits of one character.</summary>
    public TimeSpan CharacterTime => TimeSpan.FromSeconds((1.0 + (Format[0] - '0') + (HasParity ? 1 : 0) + (Format[2] - '0')) / Baud);

    internal bool HasParity => Format[1] != 'N';

    internal uint FormatFlags =>
        Format[0] switch { '5' => Termios.Bits5, '6' => Termios.Bits6, '7' => Termios.Bits7, _ => Termios.Bits8 }
        | Format[1] switch { 'E' => Termios.Parity, 'O' => Termios.Parity | Termios.OddParity, _ => 0 }
        | (Format[2] == '2' ? Termios.TwoStopBits : 0);

    /// <summary>Refuses with "link.address" a rate outside 300…921600 bit/s or a format that is none.</summary>
    public static Outcome<TtySettings> Parse(string? baud, string? format)
    {
        format = (format ?? Default.Format).ToUpperInvariant();
        if (!int.TryParse(baud ?? Default.Baud.ToString(CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var rate)
            || rate is < SlowestBaud or > FastestBaud)
            return LinkRefusal.Address($"baud={baud}");
        if (format.Length != 3 || format[0] is < '5' or > '8' || format[1] is not ('N' or 'E' or 'O') || format[2] is not ('1' or '2'))
            return LinkRefusal.Address($"format={format}");
        return new TtySettings(rate, format);
    }
}

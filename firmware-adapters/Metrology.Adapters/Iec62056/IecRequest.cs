using System.Text;

namespace Metrology.Adapters.Iec62056;

/// <summary>
/// What may be sent: signing on, acknowledging, reading, leaving. There is deliberately no way to send a password (P1, P2) or to write (W1 … W5): both touch a meter under verification.
/// </summary>
public static class IecRequest
{
    /// <summary>Signs on at 300 Bd; without address every meter on the line answers (mode A … E).</summary>
    public static byte[] SignOn(string address = "") => Encoding.ASCII.GetBytes($"/?{address}!\r\n");

    /// <param name="protocol">0 normal, 2 HDLC.</param>
    /// <param name="rate">Identification of the rate: 0 is 300 Bd, 5 is 9600 Bd.</param>
    /// <param name="mode">0 data readout, 1 programming, 2 binary (mode E).</param>
    public static byte[] Acknowledge(char protocol, char rate, char mode) => [IecMessage.Ack, (byte)protocol, (byte)rate, (byte)mode, IecMessage.CarriageReturn, IecMessage.LineFeed];

    /// <summary>R1: reads a register.</summary>
    public static byte[] Read(string address) => Close([IecMessage.Soh, .. "R1"u8, IecMessage.Stx, .. Encoding.ASCII.GetBytes($"{address}()"), IecMessage.Etx]);

    /// <summary>B0: ends the session.</summary>
    public static byte[] Break() => Close([IecMessage.Soh, .. "B0"u8, IecMessage.Etx]);

    private static byte[] Close(byte[] bytes) => [.. bytes, IecMessage.BccOf(bytes.AsSpan(1))];
}

using System.Buffers.Binary;
using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.Adapters.Dlt645;

/// <summary>
/// A frame that changes meters: the broadcast of the time, a freeze, a write. Kept apart from <see cref="Dlt645Request"/>, so that nothing that only reads can become one. Each is made on purpose: a
/// write needs a password and a reason, and whoever sends one keeps the bytes in a transcript.
/// </summary>
public sealed record Dlt645Command
{
    private const int WakeUpBytes = 4, HexDigitsOfPassword = 8, LongestReason = 400;
    private const int FirstYear = 2000, LastYear = 2099;

    private Dlt645Command(string address, byte function, byte[] data, string reason) => (Address, Function, Data, Reason) = (address, function, data, reason);

    public string Address { get; }

    public byte Function { get; }

    /// <summary>Without the 33H.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    public string Reason { get; }

    /// <summary>Nobody answers a broadcast.</summary>
    public bool IsAnswered => Address != Dlt645Frame.Broadcast;

    /// <summary>Sets the clock of every meter on the line (function 08H); refuses with "dlt645.reason" or "dlt645.time".</summary>
    /// <param name="local">As the meters show it.</param>
    public static Outcome<Dlt645Command> BroadcastTime(DateTimeOffset local, string reason)
    {
        if (WhyNoReason(reason) is { } unsaid)
            return unsaid;
        if (local.Year is < FirstYear or > LastYear)
            return Refusal.Of("dlt645.time", "电能表的年份只有两位，只能是 2000 至 2099 年。", "A meter has two digits of the year: 2000 to 2099 only.");
        return new Dlt645Command(Dlt645Frame.Broadcast, Dlt645Function.BroadcastTime, Reversed(local.ToString("yyMMddHHmmss", CultureInfo.InvariantCulture)), reason.Trim());
    }

    /// <summary>Has registers kept as they are now (function 16H with 99 for every place of the time; from memory); of one meter, or of all by the broadcast address.</summary>
    public static Outcome<Dlt645Command> FreezeNow(string address, string reason) =>
        (WhyNoReason(reason) ?? WhyNoAddress(address, broadcast: true)) is { } refusal ? refusal : new Dlt645Command(address, Dlt645Function.Freeze, [0x99, 0x99, 0x99, 0x99], reason.Trim());

    /// <summary>Writes data under an identifier (function 14H); refuses with "dlt645.reason", "dlt645.address", "dlt645.password" or "dlt645.write-too-long".</summary>
    /// <param name="password">Eight hexadecimal digits: level and password, as the meter's owner gave them.</param>
    /// <param name="operatorCode">Eight hexadecimal digits that the meter keeps with the change.</param>
    /// <param name="content">Low byte first, without the 33H.</param>
    public static Outcome<Dlt645Command> Write(string address, uint identifier, ReadOnlySpan<byte> content, string password, string operatorCode, string reason)
    {
        if ((WhyNoReason(reason) ?? WhyNoAddress(address, broadcast: false)) is { } refusal)
            return refusal;
        if (!IsCode(password) || !IsCode(operatorCode))
            return Refusal.Of("dlt645.password", "写操作须有密码和操作者代码，各为八位十六进制数字。请向电能表的管理者索取。", "A write needs the password and the operator's code, eight hexadecimal digits each. Ask who keeps the meter.");
        Span<byte> code = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(code, identifier);
        byte[] data = [.. code, .. Convert.FromHexString(password), .. Convert.FromHexString(operatorCode), .. content];
        return data.Length > Dlt645Frame.LongestWrite || content.IsEmpty
            ? Refusal.Of("dlt645.write-too-long", "写入的数据须有 1 至 38 个字节。", "A write carries 1 to 38 bytes of data.")
            : new Dlt645Command(address, Dlt645Function.WriteData, data, reason.Trim());
    }

    /// <summary>Four wake-up bytes and the frame.</summary>
    public byte[] Encode() => [.. Enumerable.Repeat(Dlt645Frame.WakeUp, WakeUpBytes), .. Dlt645Frame.Encode(Address, Function, Data.Span)];

    /// <summary>Null when the frame says that it is done; "not-a-reply", "address-mismatch" or "meter-error" otherwise.</summary>
    public Refusal? WhyNotAnsweredBy(Dlt645Frame frame) =>
        !frame.IsReply || frame.Function != Function || !IsAnswered ? Dlt645Refusal.NotAReply
        : !Dlt645Request.Matches(Address, frame.Address) ? Dlt645Refusal.AddressMismatch
        : frame.IsError ? Dlt645Refusal.MeterError(frame.Error ?? 0)
        : null;

    private static Refusal? WhyNoReason(string reason) => reason.Trim().Length is > 0 and <= LongestReason
        ? null
        : Refusal.Of("dlt645.reason", "这个命令会改变电能表。请写明原因。", "This command changes meters. Say why it is sent.");

    /// <summary>A wildcard would change whichever meter hears it.</summary>
    private static Refusal? WhyNoAddress(string address, bool broadcast) => Dlt645Frame.IsMeterAddress(address) || (broadcast && address == Dlt645Frame.Broadcast)
        ? null
        : Refusal.Of("dlt645.address", "须写明一只电能表的十二位地址，不能用通配符。", "One meter by its twelve digits; a wildcard is not allowed.");

    private static bool IsCode(string text) => text.Length == HexDigitsOfPassword && text.All(char.IsAsciiHexDigit);

    private static byte[] Reversed(string digits)
    {
        var bytes = Convert.FromHexString(digits);
        Array.Reverse(bytes);
        return bytes;
    }
}

using System.Buffers.Binary;
using Metrology.Core.Words;

namespace Metrology.Adapters.Dlt645;

/// <summary>
/// A request that only reads. There is deliberately no way to make any other: functions 08, 14…1D change the meter under test or the standard.
/// </summary>
public sealed record Dlt645Request
{
    private const int WakeUpBytes = 4;

    private Dlt645Request(string address, byte function, uint? identifier) => (Address, Function, Identifier) = (address, function, identifier);

    public string Address { get; }

    public byte Function { get; }

    public uint? Identifier { get; }

    public static Dlt645Request Read(string address, uint identifier) => new(address, Dlt645Function.ReadData, identifier);

    /// <summary>Asks the only meter on the line for its address.</summary>
    public static Dlt645Request ReadAddress(string address = Dlt645Frame.Wildcard) => new(address, Dlt645Function.ReadAddress, null);

    /// <summary>Four wake-up bytes and the frame.</summary>
    public byte[] Encode()
    {
        Span<byte> data = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(data, Identifier ?? 0);
        return [.. Enumerable.Repeat(Dlt645Frame.WakeUp, WakeUpBytes), .. Dlt645Frame.Encode(Address, Function, Identifier is null ? [] : data)];
    }

    /// <summary>Null when the frame answers; "not-a-reply", "address-mismatch", "meter-error" or "di-mismatch" otherwise.</summary>
    public Refusal? WhyNotAnsweredBy(Dlt645Frame frame)
    {
        if (!frame.IsReply || frame.Function != Function || Address == Dlt645Frame.Broadcast)
            return Dlt645Refusal.NotAReply;
        if (!Matches(Address, frame.Address))
            return Dlt645Refusal.AddressMismatch;
        if (frame.IsError)
            return Dlt645Refusal.MeterError(frame.Error ?? 0);
        return frame.Identifier == Identifier ? null : Dlt645Refusal.IdentifierMismatch;
    }

    /// <summary>A byte AAH of the asked address stands for any two digits.</summary>
    internal static bool Matches(string asked, string address) =>
        asked.Chunk(2).Zip(address.Chunk(2)).All(pair => pair.First is ['A', 'A'] || pair.First.SequenceEqual(pair.Second));
}

using System.Buffers.Binary;
using Metrology.Core.Words;

namespace Metrology.Adapters.Dlt645;

/// <summary>
/// A request that only reads. There is deliberately no way to make any other: functions 08, 14…1D change the meter under test or the standard (<see cref="Dlt645Command"/>).
/// </summary>
public sealed record Dlt645Request
{
    private const int WakeUpBytes = 4;

    private Dlt645Request(string address, byte function, uint? identifier, byte? sequence = null) =>
        (Address, Function, Identifier, Sequence) = (address, function, identifier, sequence);

    public string Address { get; }

    public byte Function { get; }

    public uint? Identifier { get; }

    /// <summary>Number of the further frame that is asked for, from 1; null unless reading on.</summary>
    public byte? Sequence { get; }

    public static Dlt645Request Read(string address, uint identifier) => new(address, Dlt645Function.ReadData, identifier);

    /// <summary>Asks for what follows a frame that says more follows.</summary>
    public static Dlt645Request ReadNext(string address, uint identifier, byte sequence) => new(address, Dlt645Function.ReadNext, identifier, sequence);

    /// <summary>Asks the only meter on the line for its address.</summary>
    public static Dlt645Request ReadAddress(string address = Dlt645Frame.Wildcard) => new(address, Dlt645Function.ReadAddress, null);

    /// <summary>Four wake-up bytes and the frame.</summary>
    public byte[] Encode()
    {
        Span<byte> data = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(data, Identifier ?? 0);
        byte[] asked = Identifier is null ? [] : Sequence is { } sequence ? [.. data, sequence] : data.ToArray();
        return [.. Enumerable.Repeat(Dlt645Frame.WakeUp, WakeUpBytes), .. Dlt645Frame.Encode(Address, Function, asked)];
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
        if (frame.Identifier != Identifier)
            return Dlt645Refusal.IdentifierMismatch;
        // The last byte of a further frame is its number.
        return Sequence is { } sequence && (frame.Content.IsEmpty || frame.Content.Span[^1] != sequence) ? Dlt645Refusal.NotAReply : null;
    }

    /// <summary>A byte AAH of the asked address stands for any two digits.</summary>
    internal static bool Matches(string asked, string address) =>
        asked.Chunk(2).Zip(address.Chunk(2)).All(pair => pair.First is ['A', 'A'] || pair.First.SequenceEqual(pair.Second));
}

using Metrology.Core.Words;

namespace Metrology.Adapters.Dlt645;

/// <summary>One value of a block.</summary>
/// <param name="Refusal">Why there is none: a meter of one phase has no phase B.</param>
public sealed record Dlt645BlockValue(DataIdentifier Identifier, Dlt645Value? Value, Refusal? Refusal);

/// <summary>
/// Blocks: an identifier with FFH at DI1 asks for all values of its group, one behind the other. Energies (0001FF00) are total and tariffs, as many as the meter has; of phases (0201FF00) there are three, and
/// of powers and power factors (0203FF00) the total before them.
/// </summary>
public static class Dlt645Block
{
    private const uint Group = 0xFFFF00FF, All = 0x0000FF00;

    public static bool IsBlock(uint code) => (code & All) == All && Members(code).Any();

    /// <summary>The values of a block, the 33H taken off and the parts of a long answer together; refuses with "unknown-identifier" or "data-length".</summary>
    /// <param name="isPart">The answer is long and this is its beginning.</param>
    public static Outcome<IReadOnlyList<Dlt645BlockValue>> Decode(uint code, ReadOnlySpan<byte> data, bool isPart = false)
    {
        var members = IsBlock(code) ? Members(code).ToList() : [];
        if (members.Count == 0)
            return Dlt645Refusal.UnknownIdentifier;
        var isEnergy = members[0].IsEnergy;
        if (data.Length == 0 || data.Length % members[0].Length != 0 || data.Length / members[0].Length is var count && (count > members.Count || (!isEnergy && !isPart && count != members.Count)))
            return Dlt645Refusal.DataLength;
        var values = new List<Dlt645BlockValue>();
        foreach (var member in members.Take(count))
        {
            var value = Dlt645Value.Decode(member, data.Slice(values.Count * member.Length, member.Length));
            values.Add(new(member, value.IsRefused ? null : value.Value, value.Refusal));
        }

        return values;
    }

    /// <summary>The values of a frame that goes on with a long answer. Which of the block they are, only the frames before it say; null where the bytes are no whole values.</summary>
    public static IReadOnlyList<Dlt645Value?>? Following(uint code, ReadOnlySpan<byte> data)
    {
        if (!IsBlock(code) || Members(code).First() is not { Length: var length } one || data.Length == 0 || data.Length % length != 0)
            return null;
        var values = new List<Dlt645Value?>();
        for (var at = 0; at < data.Length; at += length)
            values.Add(Dlt645Value.Decode(one, data.Slice(at, length)) is { IsRefused: false, Value: var value } ? value : null);
        return values;
    }

    /// <summary>In the order of the wire: DI1 from 00.</summary>
    private static IEnumerable<DataIdentifier> Members(uint code) =>
        Enumerable.Range(0, DataIdentifiers.Tariffs + 1).Select(place => DataIdentifiers.Find((code & Group) | ((uint)place << 8))).OfType<DataIdentifier>();
}

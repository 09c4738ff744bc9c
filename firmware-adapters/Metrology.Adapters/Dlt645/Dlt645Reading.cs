using System.Security.Cryptography;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Adapters.Dlt645;

/// <summary>Frames as readings of measurands; the same when a meter is asked and when its bytes are decoded again.</summary>
internal static class Dlt645Reading
{
    private static readonly Dictionary<string, uint> Fixed = new()
    {
        [Measurands.Voltage] = DataIdentifiers.VoltageA,
        [Measurands.Current] = DataIdentifiers.CurrentA,
        [Measurands.ActivePower] = DataIdentifiers.ActivePower,
        [Measurands.PowerFactor] = DataIdentifiers.PowerFactor,
        [Measurands.Frequency] = DataIdentifiers.Frequency,
    };

    public static IReadOnlyList<string> Offers { get; } = [Measurands.ActiveEnergy, .. Fixed.Keys];

    /// <summary>The identifier of a measurand that every meter gives by the same one; null for energy, which has two.</summary>
    public static DataIdentifier? IdentifierOf(string measurand) => Fixed.TryGetValue(measurand, out var code) ? DataIdentifiers.Find(code) : null;

    /// <summary>The reading that an answer carries. Refuses what is no answer with one known number, or one of another measurand.</summary>
    public static Outcome<Reading> Of(Dlt645Frame frame, string instrument, string measurand, DateTimeOffset receivedAt)
    {
        var value = ValueOf(frame);
        if (value.Refusal is { } refusal)
            return refusal;
        return DataIdentifiers.Find(frame.Identifier ?? 0) is { } identifier && Means(identifier.Code, measurand) && value.Value.Number is { } number
            ? new Reading(
                instrument, measurand, value.Value.Text, number, identifier.Unit, identifier.Resolution,
                Convert.ToHexStringLower(SHA256.HashData(frame.Raw.Span)), DeviceTime: null, receivedAt)
            : Dlt645Refusal.IdentifierMismatch;
    }

    /// <summary>The value of an answer that is whole.</summary>
    public static Outcome<Dlt645Value> ValueOf(Dlt645Frame frame)
    {
        if (frame.MoreFollows)
            return Dlt645Refusal.DataLength;
        var value = Dlt645Value.Of(frame);
        return value.Refusal ?? (value.Value is { } known ? known : (Outcome<Dlt645Value>)Dlt645Refusal.UnknownIdentifier);
    }

    private static bool Means(uint code, string measurand) => measurand == Measurands.ActiveEnergy
        ? code is DataIdentifiers.ForwardActiveEnergy or DataIdentifiers.ForwardActiveEnergyFine
        : Fixed.TryGetValue(measurand, out var known) && known == code;
}

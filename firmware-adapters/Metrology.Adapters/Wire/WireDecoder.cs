using System.Security.Cryptography;
using System.Text.Json;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Adapters.Wire;

/// <summary>
/// Payloads of the wire contract to their meaning, strict and bounded. Refuses with "wire.not-json", "wire.too-large", "wire.form", "wire.doubled-field",
/// "wire.unknown-field", "wire.unknown-measurand", "wire.unit", "wire.resolution", "wire.no-readings" or "wire.measurand-twice", and what arrives also with
/// "wire.time-ahead".
/// </summary>
public static class WireDecoder
{
    public const int LargestPayload = 64 * 1024;
    public const int MostValues = 64;

    private const int MostSettings = 16;

    /// <summary>Doubled fields are let through to be named (<see cref="WireFields.Doubled"/>).</summary>
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = true };

    /// <summary>
    /// How far the time of a message may be ahead of its receipt: more than any time zone that was left out. An instrument that lost its clock is behind, and may be
    /// by years; one that is ahead would put its readings after everything that is still to come.
    /// </summary>
    public static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    /// <summary>A message as it arrives, whose time must also be plausible.</summary>
    public static Outcome<WireReadings> Readings(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt) =>
        NotAhead(Readings(payload), message => message.Time, receivedAt);

    /// <inheritdoc cref="Readings(ReadOnlyMemory{byte}, DateTimeOffset)"/>
    public static Outcome<WireEvent> Event(ReadOnlyMemory<byte> payload, DateTimeOffset receivedAt) =>
        NotAhead(Event(payload), message => message.Time, receivedAt);

    public static Outcome<WireReadings> Readings(ReadOnlyMemory<byte> payload) => Decode(payload, fields =>
    {
        var message = new WireReadings(
            fields.Text("boot"), fields.Count("seq"), fields.Time("time"), fields.OptionalText("answers"), [.. fields.Objects("readings", MostValues).Select(Value)]);
        if (message.Values.Count == 0)
            fields.Refuse("wire.no-readings", "readings");
        // Which of two is shown nobody can tell.
        if (message.Values.GroupBy(value => value.Measurand).FirstOrDefault(same => same.Count() > 1) is { } twice)
            fields.Refuse("wire.measurand-twice", twice.Key);
        return message;
    });

    public static Outcome<WireCommand> Command(ReadOnlyMemory<byte> payload) => Decode(payload, fields => new WireCommand(
        fields.Text("id"), fields.Text("command"), [.. fields.Objects("settings", MostSettings).Select(Setting)]));

    public static Outcome<WireEvent> Event(ReadOnlyMemory<byte> payload) => Decode(payload, fields =>
    {
        var happened = new WireEvent(fields.Text("boot"), fields.Count("seq"), fields.Time("time"), fields.Text("answers"), fields.Text("event"))
        {
            Energy = fields.OptionalNumber("energy"),
            Refusal = fields.OptionalObject("refusal") is { } refusal ? Closed(refusal, new WireRefused(refusal.Text("code"), refusal.Words("zh"), refusal.Words("en"))) : null,
            Identity = fields.OptionalObject("identity") is { } who
                ? Closed(who, new WireIdentity(who.Words("manufacturer"), who.Words("model"), who.Words("serial"), who.Words("firmware")))
                : null,
        };
        if (!WireEvent.Kinds.Contains(happened.Kind))
            fields.Refuse("wire.form", "event");
        // Each kind says its own thing and no other's.
        if (happened.Refusal is null == (happened.Kind == WireEvent.Refused))
            fields.Refuse("wire.form", "refusal");
        if (happened.Identity is null == (happened.Kind == WireEvent.Identified))
            fields.Refuse("wire.form", "identity");
        return happened;
    });

    /// <summary>The numbers of a message as readings of that instrument; the clock is no number and is left out.</summary>
    public static IReadOnlyList<Reading> ToReadings(WireReadings message, ReadOnlySpan<byte> payload, string instrument, DateTimeOffset receivedAt)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(payload));
        return [.. message.Values.Where(value => value.Measurand != WireClock.Measurand).Select(value =>
        {
            WireNumber.TryParse(value.Text, out var number);
            return new Reading(instrument, value.Measurand, value.Text, number, value.Unit, value.Resolution, hash, message.Time, receivedAt);
        })];
    }

    private static WireValue Value(WireFields fields)
    {
        var measurand = fields.Text("measurand");
        var isClock = measurand == WireClock.Measurand;
        var text = fields.Text("value");
        var resolution = fields.Number("resolution");
        var unit = fields.Text("unit");
        var number = isClock ? 0 : fields.Number("value");
        if (isClock)
            fields.Time("value");
        if (WireMeasurands.UnitOf(measurand) is not { } agreed)
            fields.Refuse("wire.unknown-measurand", measurand);
        else if (unit != agreed)
            fields.Refuse("wire.unit", $"{measurand} [{unit}]");
        // A number finer than its own resolution is no indication of that instrument.
        if (resolution <= 0 || number % resolution != 0)
            fields.Refuse("wire.resolution", measurand);
        return Closed(fields, new WireValue(measurand, text, unit, resolution));
    }

    private static WireSetting Setting(WireFields fields) => Closed(fields, new WireSetting(fields.Text("name"), fields.Number("value"), fields.Text("unit")));

    private static Outcome<T> NotAhead<T>(Outcome<T> decoded, Func<T, DateTimeOffset> time, DateTimeOffset receivedAt) =>
        !decoded.IsRefused && time(decoded.Value) - receivedAt > MostAhead ? WireRefusal.Of("wire.time-ahead", WireNumber.Of(time(decoded.Value))) : decoded;

    private static T Closed<T>(WireFields fields, T value)
    {
        fields.Finish();
        return value;
    }

    private static Outcome<T> Decode<T>(ReadOnlyMemory<byte> payload, Func<WireFields, T> read)
        where T : class
    {
        if (payload.Length > LargestPayload)
            return WireRefusal.Of("wire.too-large", "payload");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(payload, Strict);
        }
        catch (JsonException)
        {
            return WireRefusal.Of("wire.not-json", "");
        }

        using (document)
        {
            try
            {
                if (WireFields.Doubled(document.RootElement) is { } doubled)
                    return WireRefusal.Of("wire.doubled-field", doubled);
                var fields = new WireFields(document.RootElement);
                var value = read(fields);
                return fields.Finish() is { } refusal ? refusal : value;
            }
            catch (InvalidOperationException)
            {
                // The document takes any bytes as text; reading text that is no Unicode throws this.
                return WireRefusal.Of("wire.not-json", "");
            }
        }
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.Core.Words;

namespace Metrology.Adapters.Wire;

/// <summary>The fields of one JSON object, read strictly: what is missing, unknown, too long or of another form becomes the refusal of the whole payload.</summary>
internal sealed partial class WireFields(JsonElement json, WireFields? parent = null)
{
    private const int MaximumText = 64, MaximumWords = 256;

    /// <summary>Greatest integer that every JSON reader keeps exact (RFC 8259, 6).</summary>
    private const long MaximumCount = 9_007_199_254_740_991;

    private readonly HashSet<string> asked = [];
    private Refusal? refusal;

    public void Refuse(string code, string field)
    {
        if (parent is not null)
            parent.Refuse(code, field);
        else
            refusal ??= WireRefusal.Of(code, field);
    }

    /// <summary>Null when every field was asked for and had its form.</summary>
    public Refusal? Finish()
    {
        if (json.ValueKind != JsonValueKind.Object)
            Refuse("wire.form", "{}");
        else if (json.EnumerateObject().FirstOrDefault(field => !asked.Contains(field.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } stranger)
            Refuse("wire.unknown-field", Short(stranger.Name));
        return refusal;
    }

    /// <summary>The first name that an object at any depth has twice: readers differ in which of the two they take (RFC 8259, 4).</summary>
    public static string? Doubled(JsonElement at)
    {
        if (at.ValueKind == JsonValueKind.Array)
            return at.EnumerateArray().Select(Doubled).FirstOrDefault(name => name is not null);
        if (at.ValueKind != JsonValueKind.Object)
            return null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in at.EnumerateObject())
        {
            if (!names.Add(field.Name))
                return Short(field.Name);
            if (Doubled(field.Value) is { } within)
                return within;
        }

        return null;
    }

    public string Text(string name) => Checked(name, Find(name), MaximumText, AnyName()) ?? "";

    public string? OptionalText(string name) => Find(name) is { } element ? Checked(name, element, MaximumText, AnyName()) : null;

    /// <summary>A sentence for people.</summary>
    public string Words(string name) => Checked(name, Find(name), MaximumWords, AnyWords()) ?? "";

    public decimal Number(string name) =>
        Checked(name, Find(name), MaximumText, Decimal()) is { } text && WireNumber.TryParse(text, out var value) ? value : Zero(name);

    public decimal? OptionalNumber(string name) => Find(name) is null ? null : Number(name);

    public DateTimeOffset Time(string name)
    {
        if (Checked(name, Find(name), MaximumText, AnyName()) is { } text && WireNumber.TryInstant(text, out var instant))
            return instant;
        Refuse("wire.form", name);
        return default;
    }

    public long Count(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.Number } element && element.TryGetInt64(out var value) && value is >= 0 and <= MaximumCount)
            return value;
        Refuse("wire.form", name);
        return 0;
    }

    public WireFields? OptionalObject(string name) => Find(name) is { } element ? new(element, this) : null;

    public IEnumerable<WireFields> Objects(string name, int atMost)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } array)
        {
            Refuse("wire.form", name);
            return [];
        }

        if (array.GetArrayLength() > atMost)
        {
            Refuse("wire.too-large", name);
            return [];
        }

        return array.EnumerateArray().Select(item => new WireFields(item, this));
    }

    private static string Short(string name) => name.Length > MaximumText ? name[..MaximumText] : name;

    private JsonElement? Find(string name)
    {
        asked.Add(name);
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var found) ? found : null;
    }

    private string? Checked(string name, JsonElement? element, int atMost, Regex form)
    {
        if (element is { ValueKind: JsonValueKind.String } && element.Value.GetString() is { } text && text.Length <= atMost && form.IsMatch(text))
            return text;
        Refuse("wire.form", name);
        return null;
    }

    private decimal Zero(string name)
    {
        Refuse("wire.form", name);
        return 0;
    }

    [GeneratedRegex(@"\A[!-~°]{1,64}\z")]
    private static partial Regex AnyName();

    [GeneratedRegex(@"\A\P{C}{0,256}\z")]
    private static partial Regex AnyWords();

    [GeneratedRegex(@"\A-?[0-9]{1,15}(\.[0-9]{1,9})?\z")]
    private static partial Regex Decimal();
}

/// <summary>Numbers and instants as the wire writes them.</summary>
internal static class WireNumber
{
    private static readonly string[] InstantForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK"];

    public static bool TryParse(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);

    /// <summary>Only with Z or an offset: a local time is no instant.</summary>
    public static bool TryInstant(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(text, InstantForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant)
        && (text[^1] == 'Z' || text[^6] is '+' or '-');

    public static string Of(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}

using System.Text;
using System.Text.Json;
using Metrology.Core.Words;

namespace Metrology.Adapters.Payloads;

/// <summary>What one message says, before it is set beside those before it.</summary>
/// <param name="Source">Mapping and device in the topic: whose message it is.</param>
/// <param name="Block">Part of a set of messages that this one is.</param>
internal sealed record PayloadTaken(string Source, string? Device, PayloadTime Time, IReadOnlyList<PayloadReading> Readings, IReadOnlyCollection<string> Flags, Refusal? Refusal)
{
    public string? Block { get; init; }

    public IReadOnlyList<string> RequiredBlocks { get; init; } = [];

    /// <summary>The payload itself names the device, not only the topic.</summary>
    public bool IsNamed { get; init; }

    public bool AsksRebirth { get; init; }

    public static PayloadTaken Nothing(string source, Refusal? refusal = null) => new(source, null, PayloadTime.None, [], [], refusal);
}

/// <summary>Applies the rule of a topic to one message in JSON or bare text.</summary>
/// <param name="remembered">Numbers to subtract by where they stood: a notification repeats only what changed. And which component of a device has a channel.</param>
internal sealed class PayloadReader(PayloadMapping mapping, PayloadTopic rule, PayloadZone? zone, Dictionary<string, string> remembered)
{
    private const int LargestPayload = 64 * 1024;

    /// <summary>The device has no such part; no number is written so.</summary>
    private const string None = "";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private readonly List<PayloadReading> readings = [];
    private readonly SortedSet<string> flags = new(StringComparer.Ordinal);
    private Refusal? refusal;
    private (string Source, string Name)? component;
    private bool isWhole;

    public PayloadTaken Read(PayloadMessage message, IReadOnlyDictionary<string, string> places)
    {
        var inTopic = places.GetValueOrDefault(TopicPattern.Device);
        // A device says the same registers on several topics.
        var source = $"{mapping.Id}/{inTopic}";
        var block = places.GetValueOrDefault(TopicPattern.Block);
        if (IsSilent(block))
            return PayloadTaken.Nothing(source);
        if (message.Payload.Length is 0 or > LargestPayload)
            return Of(source, null, PayloadTime.None, block, PayloadRefusal.BadPayload);
        try
        {
            using var document = Parse(message.Payload);
            var root = PayloadPath.Find(document.RootElement, rule.Root);
            if (root is not { } at || (rule.Required is { Count: > 0 } && at.ValueKind != JsonValueKind.Object))
                return Of(source, inTopic, PayloadTime.None, block, PayloadRefusal.BadPayload);
            if (rule.When is { } when && !(PayloadPath.Find(at, when.Path) is { } state && when.Is.Contains(WordOf(state))))
                return PayloadTaken.Nothing(source);
            if ((rule.Required ?? []).FirstOrDefault(path => PayloadPath.Find(at, path) is null) is { } missing)
                return Of(source, inTopic, PayloadTime.None, block, PayloadRefusal.Missing(missing));
            isWhole = rule.Whole || (rule.WholeWhen is { } whole && PayloadPath.Find(at, whole.Path) is { } kind && whole.Is.Contains(WordOf(kind)));
            var time = TimeOf(at);
            Take(at, block, places.GetValueOrDefault(TopicPattern.Id), source);
            foreach (var flag in (rule.Flags ?? []).Where(flag => (flag.Block is null || flag.Block == block) && PayloadPath.Find(at, flag.Path) is { } found && WordOf(found) == flag.Is))
                flags.Add(flag.Flag);
            var named = NameOf(at, block);
            return Of(source, named ?? inTopic, time, block, refusal) with { IsNamed = named is not null };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The document takes any bytes as text; reading text that is no Unicode throws the second.
            return Of(source, inTopic, PayloadTime.None, block, PayloadRefusal.BadPayload);
        }
    }

    private PayloadTaken Of(string source, string? device, PayloadTime time, string? block, Refusal? why) =>
        why is not null ? PayloadTaken.Nothing(source, why) : new(source, device, time, readings, flags, null) { Block = block, RequiredBlocks = rule.RequiredBlocks ?? [] };

    /// <summary>A topic that is known to carry nothing: its payload is not even looked at.</summary>
    private bool IsSilent(string? block) =>
        rule.Values is null && rule.Components is null && (block is null ? rule.Flags is null : !IsBlock(block) && rule.DeviceBlock != block && rule.RequiredBlocks?.Contains(block) != true);

    private bool IsBlock(string block) => mapping.Blocks?.ContainsKey(block) == true;

    private JsonDocument Parse(ReadOnlyMemory<byte> payload)
    {
        // The parser looks at the text of a name or string only when it is asked for it.
        if (!System.Text.Unicode.Utf8.IsValid(payload.Span))
            throw new JsonException("not UTF-8");
        if (rule.Form == PayloadForm.Json)
            return JsonDocument.Parse(payload, Strict);
        var text = Encoding.UTF8.GetString(payload.Span).Trim();
        return JsonDocument.Parse(PayloadNumber.Plain(text) ?? JsonSerializer.Serialize(text), Strict);
    }

    private void Take(JsonElement root, string? block, string? id, string source)
    {
        component = block is not null && IsBlock(block) ? (source, $"{block}:{id}") : null;
        foreach (var value in rule.Values ?? (component is not null ? mapping.Blocks![block!] : []))
            Take(root, value, id, $"{source}/{block}:{id}");
        if (rule.Components is not { } path || PayloadPath.Find(root, path) is not { ValueKind: JsonValueKind.Object } components)
            return;
        foreach (var component in components.EnumerateObject())
        {
            if (component.Name.Split(':') is [var name, var number] && IsBlock(name))
            {
                this.component = (source, component.Name);
                foreach (var value in mapping.Blocks![name])
                    Take(component.Value, value, number, $"{source}/{name}:{number}");
            }
        }
    }

    private void Take(JsonElement root, PayloadValue value, string? id, string place)
    {
        if (PayloadPath.Find(root, value.Path) is not { } found || (found.ValueKind == JsonValueKind.Null && !value.Required))
        {
            // A member may be empty; a message that is nothing else says nothing.
            if (value.Path.Length == 0)
                refusal ??= PayloadRefusal.BadPayload;
            return;
        }

        if (value.Members is { } members)
        {
            if (found.ValueKind != JsonValueKind.Object)
                Refuse(found);
            foreach (var name in found.ValueKind == JsonValueKind.Object ? members : [])
            {
                if (found.TryGetProperty(name, out var member))
                    Add(value, name, member, id);
            }
        }
        else if (found.ValueKind == JsonValueKind.Array && (value.Items is not null || value.Numbered))
        {
            TakeItems(found, value, id);
        }
        else if (value.Minus is { } minus)
        {
            TakeDifference(root, value, found, minus, id, place);
        }
        else if (value.Items is not null)
        {
            Refuse(found);
        }
        else
        {
            Add(value, value.Channel, found, id);
        }
    }

    private void TakeItems(JsonElement array, PayloadValue value, string? id)
    {
        var count = array.GetArrayLength();
        if (count < value.AtLeast)
            refusal ??= PayloadRefusal.BadArrayLength;
        for (var i = 0; i < count && (value.Numbered || i < value.Items!.Count); i++)
        {
            if ((value.Numbered ? $"{i + 1}" : value.Items![i]) is { } channel)
                Add(value, channel, array[i], id);
        }
    }

    /// <summary>
    /// Both numbers as written; the coarser one gives the resolution. A part that was never said is none only where the device has said everything: a notification leaves out what did not change,
    /// and after a restart nothing is remembered.
    /// </summary>
    private void TakeDifference(JsonElement root, PayloadValue value, JsonElement found, string minus, string? id, string place)
    {
        var other = PayloadPath.Find(root, minus) is { ValueKind: not JsonValueKind.Null } less ? Number(less) : null;
        var part = $"{place}/{minus}";
        if (other is not null)
            remembered[part] = other;
        else if (isWhole && remembered.GetValueOrDefault(part, None) == None)
            remembered[part] = None;
        else if (remembered.TryGetValue(part, out other) && other != None)
            flags.Add(PayloadFlags.Composite);
        if (found.ValueKind == JsonValueKind.Null || Number(found) is not { } whole)
            return;
        if (!remembered.ContainsKey(part))
            flags.Add(PayloadFlags.PartUnknown);
        if (other is null or None)
        {
            Add(value, whole, value.Channel, id);
            return;
        }

        var difference = (PayloadNumber.Value(whole) - PayloadNumber.Value(other)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var decimals = Math.Min(Framing.DecimalText.DecimalsOf(whole), Framing.DecimalText.DecimalsOf(other));
        Add(value, difference, value.Channel, id);
        readings[^1] = readings[^1] with { Resolution = value.Written ? PayloadNumber.Reading("", "", decimals == 0 ? "0" : $"0.{new string('0', decimals)}", value.Unit, true).Resolution : null };
    }

    private void Add(PayloadValue value, string channel, JsonElement number, string? id)
    {
        if (number.ValueKind == JsonValueKind.Null && !value.Required)
            return;
        if (Number(number) is { } plain)
            Add(value, plain, channel, id);
    }

    private void Add(PayloadValue value, string plain, string channel, string? id)
    {
        // Component 0 of a device is the device; the others are channels of their own.
        var own = id is null or "0" ? channel : channel == "total" ? id : $"{id}.{channel}";
        // Where a device counts the same quantity in two components, they are two counters: whoever came first keeps the channel, the other has its own name.
        if (component is var (source, name) && $"{source}#{value.Quantity}/{own}" is var place && !remembered.TryAdd(place, name) && remembered[place] != name)
            own = channel == "total" ? name : $"{name}.{channel}";

        var reading = PayloadNumber.Reading(value.Quantity, own, plain, value.Unit, value.Written, value.Resolution);
        if (PayloadNumber.IsImplausible(reading, plain))
            flags.Add(PayloadFlags.Implausible);
        readings.Add(reading);
    }

    private string? Number(JsonElement element)
    {
        var plain = element.ValueKind == JsonValueKind.Number ? PayloadNumber.Plain(element.GetRawText()) : null;
        if (plain is null)
            Refuse(element);
        return plain;
    }

    private void Refuse(JsonElement element) => refusal ??= element.ValueKind == JsonValueKind.Undefined ? null : PayloadRefusal.BadPayload;

    private PayloadTime TimeOf(JsonElement root)
    {
        if (rule.Time is not { } where || PayloadPath.Find(root, where.Path) is not { } found || (found.ValueKind == JsonValueKind.Null && rule.Required?.Contains(where.Path) != true))
            return PayloadTime.None;
        var raw = WordOf(found);
        var time = (where.Form, found.ValueKind) switch
        {
            (PayloadTimeForm.Iso, JsonValueKind.String) => PayloadTime.Iso(raw, zone, flags),
            (PayloadTimeForm.EpochSeconds, JsonValueKind.Number) when PayloadNumber.Plain(raw) is { } plain => PayloadTime.Epoch(PayloadTimeKind.EpochSeconds, raw, PayloadNumber.Value(plain)),
            (PayloadTimeForm.EpochMilliseconds, JsonValueKind.Number) when PayloadNumber.Plain(raw) is { } plain => PayloadTime.Epoch(PayloadTimeKind.EpochMilliseconds, raw, PayloadNumber.Value(plain)),
            _ => null,
        };
        if (time is null)
            Refuse(found);
        if (rule.StartTime is { } path && PayloadPath.Find(root, path) is { ValueKind: JsonValueKind.String } start && string.CompareOrdinal(WordOf(start), raw) > 0)
            flags.Add(PayloadFlags.StartAfterTime);
        return time ?? PayloadTime.None;
    }

    private string? NameOf(JsonElement root, string? block)
    {
        if (rule.DeviceBlock is { } named && named == block && root.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            return WordOf(root);
        return (rule.Device ?? []).Select(path => PayloadPath.Find(root, path)).FirstOrDefault(found => found is { ValueKind: JsonValueKind.String }) is { } name ? name.GetString() : null;
    }

    private static string WordOf(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
}

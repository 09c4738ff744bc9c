using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Metrology.Adapters.Balance;
using Metrology.Adapters.Scpi;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;

namespace Metrology.Adapters.Types;

/// <summary>The types that come with the program, and those of other files.</summary>
public static class InstrumentTypes
{
    private const string Prefix = "types/", Place = "{0}";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        ReadCommentHandling = JsonCommentHandling.Disallow,
    };

    private static readonly Lazy<IReadOnlyList<InstrumentType>> Embedded = new(() =>
    [
        .. typeof(InstrumentTypes).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Load),
    ]);

    public static IReadOnlyList<InstrumentType> All => Embedded.Value;

    /// <summary>A type of a file; refuses with "type.form".</summary>
    public static Outcome<InstrumentType> Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var type = JsonSerializer.Deserialize<InstrumentType>(json, Strict);
            return type is null ? Malformed("null") : Wrong(type) is { } wrong ? Malformed(wrong) : type with { File = Encoding.UTF8.GetString(json) };
        }
        catch (JsonException fault)
        {
            // The sentence of the reader is in its own language and names types; only the place is said.
            return Malformed(string.Create(CultureInfo.InvariantCulture, $"{fault.Path ?? "$"} {(fault.LineNumber ?? 0) + 1}:{(fault.BytePositionInLine ?? 0) + 1}"));
        }
    }

    /// <summary>Member that is not as it must be; null when all are.</summary>
    private static string? Wrong(InstrumentType type)
    {
        if (type.Id.Length == 0 || type.Model.Length == 0)
            return "$.id, $.model";
        if (Capability.Find(type.Capability) is not { } can)
            return "$.capability";
        return type.Protocol switch
        {
            StreamingBalance.Codec => can == Capability.Balance && type.Queries.Count == 0 && type.Settings.Count == 0 && type.Output is null ? null : "$.capability",
            ScpiMultimeter.Codec when can == Capability.Multimeter => type.Settings.Count > 0 || type.Output is not null ? "$.settings" : Wrong(type.Queries),
            ScpiMultimeter.Codec when can == Capability.Source => type.Queries.Count > 0 ? "$.queries" : Wrong(type.Settings, type.Output),
            _ => "$.protocol",
        };
    }

    private static string? Wrong(IReadOnlyList<TypeQuery> queries)
    {
        if (queries.Count == 0 || queries.DistinctBy(one => one.Measurand).Count() != queries.Count)
            return "$.queries";
        return queries.Index().FirstOrDefault(one => !Capability.Multimeter.Gives.Any(gives => gives.Measurand == one.Item.Measurand) || !IsQuery(one.Item.Query) || !Fits(one.Item.Measurand, one.Item.Unit)) is { Item: not null } bad
            ? string.Create(CultureInfo.InvariantCulture, $"$.queries[{bad.Index}]") : null;
    }

    private static string? Wrong(IReadOnlyList<TypeSetting> settings, TypeOutput? output)
    {
        if (settings.Count == 0 || settings.DistinctBy(one => one.Setting).Count() != settings.Count)
            return "$.settings";
        if (output is null || !IsLine(output.On) || !IsLine(output.Off) || !IsQuery(output.State))
            return "$.output";
        return settings.Index().FirstOrDefault(one => !IsLine(one.Item.Command) || one.Item.Command.Split(Place).Length != 2 || !IsQuery(one.Item.Query) || !Fits(one.Item.Setting, one.Item.Unit) || one.Item.Maximum <= 0m) is { Item: not null } bad
            ? string.Create(CultureInfo.InvariantCulture, $"$.settings[{bad.Index}]") : null;
    }

    private static bool Fits(string measurand, string unit) =>
        Measurands.Find(measurand) is { } known && Units.Find(unit) is { } given && known.IsMeasuredIn(given);

    /// <summary>One line of printable characters: what a file says is sent as it stands.</summary>
    private static bool IsLine(string text) => text.Length is > 0 and <= 80 && text.All(letter => letter is >= ' ' and <= '~');

    private static bool IsQuery(string text) => IsLine(text) && text.EndsWith('?');

    private static Refusal Malformed(string why) =>
        Refusal.Of("type.form", $"仪器类型文件不符合格式：{why}。请对照 docs/adapters.md。", $"The file of an instrument type has another form: {why}. Compare docs/adapters.md.");

    private static InstrumentType Load(string name)
    {
        using var stream = typeof(InstrumentTypes).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var type = Parse(bytes);
        return type.Refusal is { } refusal ? throw new InvalidDataException($"{name}: {refusal.Text.En}") : type.Value;
    }
}

/// <summary>The types at hand: a laboratory's own, as its files are now, before those that come with the program.</summary>
public sealed class InstrumentTypeShelf(Func<IReadOnlyList<InstrumentType>> own)
{
    public static InstrumentTypeShelf Shipped { get; } = new(() => []);

    public IReadOnlyList<InstrumentType> All => [.. own().Concat(InstrumentTypes.All).DistinctBy(type => (Name(type.Manufacturer, type.Model), type.Capability, type.Protocol))];

    /// <summary>The type of an instrument as the register writes it, for what it is to do on a bench; null when there is none.</summary>
    public InstrumentType? Of(string manufacturer, string model, string protocol, Capability capability) =>
        All.FirstOrDefault(type => type.Protocol == protocol && type.Capability == capability.Id && Name(type.Manufacturer, type.Model) == Name(manufacturer, model));

    private static string Name(string manufacturer, string model) => $"{manufacturer.Trim()} {model.Trim()}".ToUpperInvariant();
}

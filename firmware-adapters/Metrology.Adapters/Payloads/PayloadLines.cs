using Metrology.Core.Words;

namespace Metrology.Adapters.Payloads;

/// <summary>
/// A device whose convention says nothing of quantities, in lines that a person types. A bare number: "energy_import total kWh". JSON: "meter.total = energy_import total kWh", and
/// "@time = meta.at epoch-seconds" for the time of the device. Sparkplug: "Name of a metric = energy_import total kWh".
/// </summary>
public static class PayloadLines
{
    public const string Scalar = "scalar", JsonPath = "json-path";

    /// <summary>Whether the mapping needs lines.</summary>
    public static bool Needs(PayloadMapping mapping) => IsSparkplug(mapping) && mapping.Metrics is null or { Count: 0 };

    public static bool IsSparkplug(PayloadMapping mapping) => mapping.Topics.Any(topic => topic.Form == PayloadForm.Sparkplug);

    private const string TimeLine = "@time", AnyTopic = "{rest+}";
    private const int MostLines = 64, LongestChannel = 32;

    private static readonly Dictionary<string, PayloadTimeForm> TimeForms = new()
    {
        ["iso"] = PayloadTimeForm.Iso,
        ["epoch-seconds"] = PayloadTimeForm.EpochSeconds,
        ["epoch-milliseconds"] = PayloadTimeForm.EpochMilliseconds,
    };

    /// <summary>The mapping that a name and lines make; refuses with "payload.mapping", "payload.values" or "payload.no-values".</summary>
    public static Outcome<PayloadMapping> Make(PayloadShelf shelf, string name, string lines)
    {
        var typed = lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (typed.Length > MostLines)
            return Wrong(typed[MostLines]);
        switch (name)
        {
            case Scalar:
                return typed is [var one] && Meaning(one) is { } only
                    ? Generic(name, new(AnyTopic, PayloadForm.Text, Values: [new("", only.Quantity, only.Unit, only.Channel, Required: true, Written: true)]))
                    : typed is [] ? PayloadBindingErrors.NoValues : Wrong(typed.Length > 1 ? typed[1] : typed[0]);
            case JsonPath:
                return Json(name, typed);
        }

        if (shelf.Find(name) is not { } mapping)
            return PayloadBindingErrors.NoMapping(name);
        if (typed is [])
            return Needs(mapping) ? PayloadBindingErrors.NoValues : mapping;
        if (!IsSparkplug(mapping))
            return PayloadBindingErrors.NeedsNone;
        var metrics = new Dictionary<string, PayloadMetric>(mapping.Metrics ?? new Dictionary<string, PayloadMetric>());
        foreach (var line in typed)
        {
            if (Split(line) is not var (metric, said) || Meaning(said) is not { } meaning)
                return Wrong(line);
            metrics[metric] = meaning;
        }

        return mapping with { Metrics = metrics };
    }

    private static Outcome<PayloadMapping> Json(string name, string[] typed)
    {
        var values = new List<PayloadValue>();
        PayloadTimeRule? time = null;
        foreach (var line in typed)
        {
            if (Split(line) is not var (path, said))
                return Wrong(line);
            if (path == TimeLine && said.LastIndexOf(' ') is > 0 and var at && TimeForms.TryGetValue(said[(at + 1)..], out var form))
                time = new(said[..at].Trim(), form);
            else if (path != TimeLine && Meaning(said) is { } meaning)
                values.Add(new(path, meaning.Quantity, meaning.Unit, meaning.Channel, Written: true));
            else
                return Wrong(line);
        }

        // A message without any of its values is another message; one without its time is not the one that was described.
        return values is [] ? PayloadBindingErrors.NoValues : Generic(name, new(AnyTopic, Time: time, Values: values, Required: time is null ? null : [time.Path]));
    }

    private static PayloadMapping Generic(string name, PayloadTopic topic) => new(name, name, [], Confirmed: false, BilingualText.Same(""), [topic]);

    /// <summary>What stands before the last " = " or "=", and what behind it.</summary>
    private static (string Name, string Said)? Split(string line) =>
        line.LastIndexOf('=') is > 0 and var at && line[..at].Trim() is { Length: > 0 } name ? (name, line[(at + 1)..].Trim()) : null;

    /// <summary>"quantity channel unit", or "quantity unit" for the total.</summary>
    private static PayloadMetric? Meaning(string said)
    {
        var (quantity, channel, unit) = said.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var one, var two] => (one, "total", two),
            [var one, var two, var three] => (one, two, three),
            _ => ("", "", ""),
        };
        return PayloadQuantities.Units.TryGetValue(quantity, out var units) && units.Contains(unit) && channel.Length <= LongestChannel && channel.All(char.IsLetterOrDigit)
            ? new(quantity, channel, unit)
            : null;
    }

    private static Refusal Wrong(string line) => PayloadBindingErrors.Values(line);
}

/// <summary>Why a binding cannot read what comes.</summary>
public static class PayloadBindingErrors
{
    private static readonly string Known = string.Join(", ", PayloadQuantities.Units.Select(one => $"{one.Key} ({string.Join('/', one.Value)})"));

    public static readonly Refusal NoValues = new(
        "payload.no-values", new("请写明各值的含义，每行一个，例如 meter.total = energy_import total kWh。", "Say what the values mean, one a line, for example meter.total = energy_import total kWh."), "Values");

    public static readonly Refusal NeedsNone = new(
        "payload.values-not-needed", new("这个约定自己说明各值的含义，此项请留空。", "This convention says itself what its values mean; leave this empty."), "Values");

    public static Refusal Values(string line) => new(
        "payload.values",
        new($"这一行看不懂：“{line}”。请写 名称 = 量 通道 单位；可用的量和单位：{Known}。", $"This line is not understood: “{line}”. Write NAME = QUANTITY CHANNEL UNIT; quantities and units: {Known}."), "Values");

    public static Refusal NoMapping(string name) => new(
        "payload.mapping", new($"没有映射“{name}”。请从列表中选择，或把映射文件放进数据目录的 payloads 文件夹。", $"There is no mapping “{name}”. Choose of the list, or put its file into the folder payloads of the data folder."), "Mapping");

    public static Refusal OtherTopic(string mapping) => new(
        "payload.topic-of-other-convention",
        new($"映射“{mapping}”不认识这个主题，不会取到任何读数。请核对主题或换一个映射。", $"The mapping “{mapping}” knows no such topic and would read nothing. Check the topic, or choose another mapping."), "Topic");

    public static readonly Refusal OneTopic = new(
        "payload.one-topic", new("这种映射只用于一个主题，不能有 + 或 #。每个主题各建一个绑定。", "This mapping is for one topic without + or #. Make a binding for each topic."), "Topic");
}

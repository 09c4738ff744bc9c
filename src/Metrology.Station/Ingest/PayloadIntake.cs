using System.Threading.Channels;
using Metrology.Adapters.Payloads;
using Metrology.App.Payloads;
using Metrology.Core.Words;
using Metrology.Mqtt.Endpoint;
using Metrology.Mqtt.Topics;
using Metrology.Station.Benches;

namespace Metrology.Station.Ingest;

/// <summary>
/// Topics of devices that speak the convention of their maker: who may speak there, what a message becomes, and which Sparkplug nodes have to say their names again. The rules are in protocol.md of
/// Payloads, "At the ingest".
/// </summary>
public sealed class PayloadIntake(PayloadShelf shelf) : IPayloadListener
{
    private const int MostAsked = 256;

    private readonly Channel<string> rebirths = Channel.CreateBounded<string>(new BoundedChannelOptions(MostAsked) { FullMode = BoundedChannelFullMode.DropOldest });
    private volatile BoundTopic[] bound = [];

    /// <summary>A measurement of a bound device is durable; must not block.</summary>
    public event Action<MeasuredMessage>? Measured;

    /// <summary>Why a bench cannot take readings of the device of an instrument; null when it can.</summary>
    public Refusal? WhyNotRead(int equipmentId)
    {
        var topics = bound.Where(topic => topic.EquipmentId == equipmentId).ToList();
        // What a node said at its birth is not in the bytes of one message.
        return topics.Count == 0 ? PayloadReadErrors.NotBound : topics.TrueForAll(topic => topic.IsSparkplug) ? PayloadReadErrors.Sparkplug : topics.TrueForAll(topic => topic.IsSparkplug || !topic.IsOfUse) ? PayloadReadErrors.NoResolution : null;
    }

    /// <summary>Topics of Sparkplug data whose node has to be asked for its birth.</summary>
    public ChannelReader<string> Rebirths => rebirths.Reader;

    public IReadOnlyList<PayloadMappingName> Mappings =>
    [
        .. shelf.All.Select(mapping => new PayloadMappingName(mapping.Id, BilingualText.Same(mapping.Convention), mapping.Note, PayloadLines.Needs(mapping) ? "Energy/ActiveImport_kWh = energy_import total kWh" : null, mapping.Confirmed)),
        new(PayloadLines.Scalar, new("一个主题一个数", "One number a topic"), new("消息内容就是一个数，例如 1290.396。", "The payload is one number, such as 1290.396."), "energy_import total kWh", Confirmed: true),
        new(PayloadLines.JsonPath, new("JSON 路径", "Paths into JSON"), new("每行一个值；设备时间写 @time = 路径 iso、epoch-seconds 或 epoch-milliseconds。", "One value a line; the time of the device as @time = PATH iso, epoch-seconds or epoch-milliseconds."), "meter.total = energy_import total kWh", Confirmed: true),
    ];

    public Refusal? WhyNot(SavePayloadBinding.Request request)
    {
        if (StationFile.WhyNoName(request.Client) is { } wrong)
            return new("payload.client", wrong, nameof(request.Client));
        if (request.Zone.Length > 0 && PayloadZone.Parse(request.Zone).Refusal is { } noZone)
            return noZone with { Field = nameof(request.Zone) };
        if (request.Values.Length > PayloadBinding.LongestValues)
            return PayloadBindingErrors.Values(request.Values[..40] + "…");
        var made = PayloadLines.Make(shelf, request.Mapping, request.Values);
        if (made.Refusal is { } refusal)
            return refusal;
        var isPattern = request.Topic.AsSpan().IndexOfAny('+', '#') >= 0;
        return isPattern
            ? request.Mapping is PayloadLines.Scalar or PayloadLines.JsonPath ? PayloadBindingErrors.OneTopic : null
            : made.Value.Knows(request.Topic) ? null : PayloadBindingErrors.OtherTopic(made.Value.Convention);
    }

    public void Listen(IReadOnlyList<PayloadBinding> inForce)
    {
        var before = bound;
        // What a device said before, its Sparkplug names above all, holds as long as its binding does not change.
        bound = [.. inForce.Select(binding => Array.Find(before, one => one.Is(binding)) ?? BoundTopic.Open(binding, shelf)).OfType<BoundTopic>()];
    }

    /// <summary>What was heard on the topics of a binding since the server started; null when it is not in force, or its mapping is gone.</summary>
    public PayloadHeard? Heard(int bindingId) => Array.Find(bound, one => one.Id == bindingId)?.Heard();

    /// <summary>Measurands of a binding that no run can take, because nothing says their resolution.</summary>
    public IReadOnlyList<string> Unresolved(int bindingId) => Array.Find(bound, one => one.Id == bindingId)?.Unresolved ?? [];

    /// <summary>Whether a topic is bound to the client.</summary>
    internal bool Binds(string client)
    {
        foreach (var one in bound)
        {
            if (one.Client == client)
                return true;
        }

        return false;
    }

    internal bool Authorizes(TopicAccess access)
    {
        if (access.Action == TopicAction.Subscribe)
            return access.Principal.Name != BrokerAccess.StationName && SparkplugCommand.DataOfCommands(access.Topic) is { } data && Of(data) is { IsSparkplug: true } node && node.Client == access.Principal.Name;
        return access.Principal.Name == BrokerAccess.StationName
            ? SparkplugCommand.DataOfCommands(access.Topic) is { } asked && Of(asked) is { IsSparkplug: true }
            : Of(access.Topic)?.Client == access.Principal.Name;
    }

    /// <summary>What a message becomes; null when nobody is bound to its topic. One call at a time.</summary>
    internal PayloadTaking? Take(InboundMessage message)
    {
        if (message.Principal.Name == BrokerAccess.StationName)
            return PayloadTaking.Nothing;
        if (Of(message.Topic) is not { } topic)
            return null;
        var taking = topic.Take(message);
        if (taking.AsksRebirth)
            rebirths.Writer.TryWrite(message.Topic);
        return taking;
    }

    /// <summary>A batch begins; one before it that was not <see cref="Committed"/> has failed.</summary>
    internal void Begin()
    {
        foreach (var topic in bound)
            topic.Begin();
    }

    /// <summary>What was taken since the batch began is durable.</summary>
    internal void Committed()
    {
        foreach (var message in bound.SelectMany(topic => topic.Committed()))
            Measured?.Invoke(message);
    }

    private BoundTopic? Of(string topic) => Array.Find(bound, one => Topic.Matches(one.Filter, topic));
}

internal static class PayloadReadErrors
{
    public static readonly Refusal NotBound = new(
        "bench.not-bound", new("这台设备没有在用的消息绑定。请先在“设备消息”页面绑定它的主题。", "This instrument has no payload binding in force. Bind its topic on Device payloads first."), "Protocol");

    public static readonly Refusal NoResolution = new(
        "bench.no-resolution",
        new("这台设备的数字由二进制浮点数写成，映射又没有写明分辨力，不能用于检定。请把映射复制到数据目录的 payloads，按设备资料给各值写明 resolution。",
            "The numbers of this device come from binary floats and its mapping states no resolution, so they do not serve a run. Copy the mapping into payloads of the data folder and give its values their resolution, from the document of the device."),
        "Protocol");

    public static readonly Refusal Sparkplug = new(
        "bench.sparkplug", new("Sparkplug 的读数离开出生消息就无法从字节重新解出，不能用于检定。", "Readings of Sparkplug cannot be decoded again from their bytes without the message of birth; they do not serve a run."), "Protocol");
}

/// <summary>What a message of a device becomes: one that is kept, one that is refused, or nothing, because it says nothing of measurands or was there before.</summary>
internal readonly record struct PayloadTaking(App.Operation.InstrumentMessage? Message, Refusal? Refusal, bool AsksRebirth)
{
    public static PayloadTaking Nothing => default;
}

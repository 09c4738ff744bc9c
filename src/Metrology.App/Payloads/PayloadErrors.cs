using Metrology.Core.Words;

namespace Metrology.App.Payloads;

public static class PayloadErrors
{
    public static readonly Refusal NotFound = Refusal.Of("payload.not-found", "没有这个消息绑定。请从列表重新打开。", "There is no such binding. Open it again from the list.");

    public static readonly Refusal TopicForm = new(
        "payload.topic-form",
        new(
            $"主题最多 {PayloadBinding.LongestTopic} 字；第一层须写明名称，不能是 metrology 或以 $ 开头；+ 和 # 须独占一层，# 只在最后。例如 tele/plug-1/SENSOR。",
            $"A topic has at most {PayloadBinding.LongestTopic} characters; its first level is a name, not “metrology” and not beginning with $; + and # fill a whole level, # the last. For example tele/plug-1/SENSOR."),
        nameof(SavePayloadBinding.Request.Topic));

    public static readonly Refusal UnknownEquipment = new(
        "payload.unknown-equipment", new("设备登记册中没有这台设备。请从列表中选择，或先登记它。", "The register has no such equipment. Choose of the list, or register it first."), nameof(SavePayloadBinding.Request.EquipmentId));

    public static readonly Refusal Age = new(
        "payload.age",
        new($"最长时延为 1 至 {SavePayloadBinding.MostAge} 秒。", $"The greatest age is 1 to {SavePayloadBinding.MostAge} seconds."), nameof(SavePayloadBinding.Request.GreatestAge));

    public static readonly Refusal EquipmentFixed = new(
        "payload.equipment-fixed",
        new("已收到的消息记在这台设备名下，不能改为另一台。请停用此绑定，另建一个。", "Messages are kept in the name of this instrument, so it stays. Close this binding and make another."), nameof(SavePayloadBinding.Request.EquipmentId));

    public static Refusal ClientOfBench(string client) => new(
        "payload.client-of-bench",
        new($"“{client}”是检定台上一个网关的名称。绑定的设备只能在绑定的主题上发布，请换一个用户名。", $"“{client}” is the name of a gateway of a bench. A bound device speaks on its bound topics only; choose another user name."),
        nameof(SavePayloadBinding.Request.Client));

    public static readonly Refusal NoReason = new("payload.no-reason", new("请写明停用的原因。", "Say why it is closed."), "Reason");

    public static readonly Refusal AlreadyClosed = Refusal.Of("payload.already-closed", "这个绑定已停用。", "The binding is closed already.");

    public static readonly Refusal NotClosed = Refusal.Of("payload.not-closed", "这个绑定没有停用。", "The binding is not closed.");

    public static Refusal Overlaps(string topic) => new(
        "payload.topic-taken",
        new($"主题与另一个绑定“{topic}”重叠，一条消息不能属于两台设备。请写得更具体，或先停用那一个。", $"The topic overlaps with another binding, “{topic}”; one message cannot be of two instruments. Make it narrower, or close that one first."),
        nameof(SavePayloadBinding.Request.Topic));
}

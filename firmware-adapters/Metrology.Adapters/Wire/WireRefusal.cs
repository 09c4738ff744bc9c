using Metrology.Core.Words;

namespace Metrology.Adapters.Wire;

/// <summary>Why a payload is not taken.</summary>
internal static class WireRefusal
{
    public static Refusal Of(string code, string field) => code switch
    {
        "wire.not-json" => Refusal.Of(code, "消息不是有效的 JSON。请检查网关程序。", "The message is no valid JSON. Check the gateway."),
        "wire.too-large" => Refusal.Of(code, $"消息过大（{field}）。请检查网关程序。", $"The message is too large ({field}). Check the gateway."),
        "wire.doubled-field" => Refusal.Of(
            code, $"字段“{field}”出现了两次，无法判断以哪个为准。请检查网关程序。", $"The field “{field}” comes twice, and which one is meant cannot be told. Check the gateway."),
        "wire.measurand-twice" => Refusal.Of(
            code, $"同一消息中被测量“{field}”出现了两次。每条消息中每个被测量只发布一次。", $"The measurand “{field}” comes twice in one message. Publish each once a message."),
        "wire.time-ahead" => Refusal.Of(
            code, $"消息的时间 {field} 比接收时刻晚一天以上。请校准网关的时钟。", $"The time of the message, {field}, is more than a day ahead of its receipt. Set the clock of the gateway."),
        "wire.unknown-field" => Refusal.Of(
            code, $"消息含有约定之外的字段“{field}”。", $"The message has a field that the contract does not know: “{field}”."),
        "wire.resolution" => Refusal.Of(
            code, $"“{field}”的数字与其声明的分辨力不符。", $"The digits of “{field}” do not fit the resolution it declares."),
        "wire.unknown-measurand" => Refusal.Of(
            code, $"接口约定中没有被测量“{field}”。请按约定的名称发布。", $"The contract has no measurand “{field}”. Publish under one of its names."),
        "wire.unit" => Refusal.Of(code, $"“{field}”的单位不是约定的单位。请在网关中换算。", $"“{field}” is not in the unit of the contract. Convert in the gateway."),
        "wire.no-readings" => Refusal.Of(code, "消息中没有读数。没有读数时不要发布。", "The message holds no reading. Publish nothing when there is none."),
        _ => Refusal.Of(code, $"字段“{field}”缺少或格式不符。", $"The field “{field}” is missing or has another form."),
    };
}

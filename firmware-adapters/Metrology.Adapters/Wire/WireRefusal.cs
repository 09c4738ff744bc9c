using Metrology.Core.Words;

namespace Metrology.Adapters.Wire;

/// <summary>Why a payload is not taken.</summary>
internal static class WireRefusal
{
    public static Refusal Of(string code, string field) => code switch
    {
        "wire.not-json" => Refusal.Of(code, "消息不是有效的 JSON。请检查网关程序。", "The message is no valid JSON. Check the gateway."),
        "wire.too-large" => Refusal.Of(code, $"消息过大（{field}）。请检查网关程序。", $"The message is too large ({field}). Check the gateway."),
        "wire.unknown-field" => Refusal.Of(
            code, $"消息含有约定之外的字段“{field}”。", $"The message has a field that the contract does not know: “{field}”."),
        "wire.resolution" => Refusal.Of(
            code, $"“{field}”的数字与其声明的分辨力不符。", $"The digits of “{field}” do not fit the resolution it declares."),
        _ => Refusal.Of(code, $"字段“{field}”缺少或格式不符。", $"The field “{field}” is missing or has another form."),
    };
}

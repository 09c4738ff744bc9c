using Metrology.Core.Words;

namespace Metrology.Adapters.Payloads;

/// <summary>Why a payload gives no reading. The raw message is kept, the listener goes on.</summary>
internal static class PayloadRefusal
{
    public static Refusal BadPayload { get; } = Refusal.Of(
        "bad-payload", "消息内容不是约定的格式，未取任何读数。请检查设备固件和映射。", "The payload has not the agreed form; nothing was read. Check the firmware and the mapping.");

    public static Refusal BadArrayLength { get; } = Refusal.Of(
        "bad-array-length", "数组元素不足，不能凑出缺少的值。", "The array is too short; what is missing is not made up.");

    public static Refusal NoMapping(string topic) => Refusal.Of(
        "no-mapping", $"没有映射认识主题“{topic}”。请增加一个映射文件。", $"No mapping knows the topic “{topic}”. Add a mapping file.");

    public static Refusal Missing(string field) => new(
        "missing-required", new($"缺少必需的“{field}”，未取任何读数。", $"The required “{field}” is missing; nothing was read."), field);
}

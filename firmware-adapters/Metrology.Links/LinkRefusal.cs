using Metrology.Core.Words;

namespace Metrology.Links;

internal static class LinkRefusal
{
    public static Refusal Address(string part) => Refusal.Of(
        "link.address",
        $"链路地址无法识别：“{part}”。示例：tty:/dev/ttyUSB0?baud=2400&format=8E1，tcp:192.0.2.7:4001。",
        $"The link address is not understood: “{part}”. Examples: tty:/dev/ttyUSB0?baud=2400&format=8E1, tcp:192.0.2.7:4001.");

    public static Refusal Scheme(string scheme, IEnumerable<string> known) => Refusal.Of(
        "link.scheme",
        $"不支持的链路类型“{scheme}”。本程序支持：{string.Join("、", known)}。",
        $"Links of kind “{scheme}” are not available here. Available: {string.Join(", ", known)}.");
}

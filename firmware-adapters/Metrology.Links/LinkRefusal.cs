using Metrology.Core.Words;

namespace Metrology.Links;

internal static class LinkRefusal
{
    public static Refusal Address(string part) => Refusal.Of(
        "link.address",
        $"链路地址无法识别：“{part}”。示例：tty:/dev/ttyUSB0?baud=2400&format=8E1，tcp:192.0.2.7:4001。",
        $"The link address is not understood: “{part}”. Examples: tty:/dev/ttyUSB0?baud=2400&format=8E1, tcp:192.0.2.7:4001.");

    public static Refusal NotAPort(string path) => Refusal.Of(
        "link.not-a-port", $"“{path}”是普通文件，不是串口。串口在 /dev 下，最好用 /dev/serial/by-id 中的名称。", $"“{path}” is a file and no serial port. Ports are under /dev, best by their name in /dev/serial/by-id.");

    public static Refusal Outside(string target) => Refusal.Of(
        "link.outside",
        $"“{target}”不在允许的仪器网络内，或是本程序自己的端口。仪器须在局域网（10/8、172.16/12、192.168/16、fc00::/7）内；其他网络由管理服务器的人用 METROLOGY_BENCH_NETWORKS 写明。",
        $"“{target}” is not in a network where instruments may be, or is a port of this program. They are in private networks (10/8, 172.16/12, 192.168/16, fc00::/7); whoever runs the server names others with METROLOGY_BENCH_NETWORKS.");

    public static Refusal Station(string target) => Refusal.Of(
        "link.station",
        $"“{target}”不是站点的端口。写作 station:站点名/端口，端口为 tty: 或 tcp:，例如 station:hall-2/tty:/dev/ttyUSB0?baud=2400&format=8E1。",
        $"“{target}” is no port of a station. It is written station:NAME/PORT with a port tty: or tcp:, for example station:hall-2/tty:/dev/ttyUSB0?baud=2400&format=8E1.");

    public static Refusal Scheme(string scheme, IEnumerable<string> known) => Refusal.Of(
        "link.scheme",
        $"不支持的链路类型“{scheme}”。本程序支持：{string.Join("、", known)}。",
        $"Links of kind “{scheme}” are not available here. Available: {string.Join(", ", known)}.");
}

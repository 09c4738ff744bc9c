using Metrology.Instruments.Faults;

namespace Metrology.Links;

/// <summary>The faults that links raise, one place a code.</summary>
internal static class LinkFault
{
    public static InstrumentFault Missing(string address) => new(FaultKind.Unreachable, "link.missing", new(
        $"{address}：端口不存在。请插好接口并核对端口名。", $"{address}: there is no such port. Plug it in and check its name."));

    public static InstrumentFault Denied(string address) => new(FaultKind.Unreachable, "link.denied", new(
        $"{address}：没有打开端口的权限。请把运行账户加入 dialout 组。",
        $"{address}: not permitted to open the port. Add the account that runs this program to the group dialout."));

    public static InstrumentFault Busy(string address) => new(FaultKind.Taken, "link.busy", new(
        $"{address}：端口正被其他程序使用。请先关闭该程序。", $"{address}: another program has the port. Close it first."));

    public static InstrumentFault NotAPort(string address) => new(FaultKind.Unreachable, "link.not-a-port", new(
        $"{address}：不是串行端口。", $"{address}: this is no serial port."));

    public static InstrumentFault SettingsRefused(string address) => new(FaultKind.Unreachable, "link.settings-refused", new(
        $"{address}：端口不支持所要求的波特率或字符格式。", $"{address}: the port does not take the bit rate or character format asked for."));

    public static InstrumentFault NoModemLines(string address) => new(FaultKind.Unreachable, "link.no-modem-lines", new(
        $"{address}：端口没有可设定的 RTS、DTR 信号线。请从链路地址中去掉 rts 和 dtr。", $"{address}: the port has no RTS and DTR to set. Take rts and dtr out of the link address."));

    public static InstrumentFault NoLowLatency(string address) => new(FaultKind.Unreachable, "link.no-low-latency", new(
        $"{address}：驱动程序不支持低延迟设定。请从链路地址中去掉 latency。", $"{address}: the driver takes no low-latency setting. Take latency out of the link address."));

    public static InstrumentFault NoRfc2217(string address) => new(FaultKind.Unreachable, "link.no-rfc2217", new(
        $"{address}：对方不支持 RFC 2217。请在串口服务器上启用它，或从链路地址中去掉 rfc2217 并在服务器上设定串口参数。",
        $"{address}: the peer does not speak RFC 2217. Turn it on at the device server, or take rfc2217 out of the link address and set the port at the server."));

    public static InstrumentFault Rfc2217Refused(string address, string command) => new(FaultKind.Unreachable, "link.rfc2217-refused", new(
        $"{address}：串口服务器没有按要求设定（{command}）。请核对它支持的波特率、格式和流控。", $"{address}: the device server set something else than was asked for ({command}). Check the rates, formats and flow control that it has."));

    public static InstrumentFault Unplugged(string address) => new(FaultKind.Unreachable, "link.unplugged", new(
        $"{address}：端口已断开。请重新插好后再继续。", $"{address}: the port is gone. Plug it in again to go on."));

    public static InstrumentFault PeerClosed(string address, Exception? cause = null) => new(FaultKind.Unreachable, "link.peer-closed", new(
        $"{address}：对方已断开连接。", $"{address}: the peer closed the connection."), cause);

    public static InstrumentFault Refused(string address, Exception? cause = null) => new(FaultKind.Unreachable, "link.no-connection", new(
        $"{address}：无法建立连接。请检查地址和网络。", $"{address}: no connection. Check the address and the network."), cause);

    public static InstrumentFault Outside(string address) => new(FaultKind.Unreachable, "link.outside", new(
        $"{address}：不在允许的仪器网络内，没有连接。请改用局域网地址，或由管理服务器的人用 METROLOGY_BENCH_NETWORKS 写明。",
        $"{address}: not in a network where instruments may be; nothing was connected. Use an address of the private network, or have whoever runs the server name it with METROLOGY_BENCH_NETWORKS."));

    public static InstrumentFault ConnectTimeout(string address) => new(FaultKind.Timeout, "link.connect-timeout", new(
        $"{address}：连接超时。请检查地址和网络。", $"{address}: connecting took too long. Check the address and the network."));

    public const string ClosedCode = "link.closed";

    public static InstrumentFault Closed(string address) => new(FaultKind.Unreachable, ClosedCode, new(
        $"{address}：链路已关闭。", $"{address}: the link was closed."));

    public static InstrumentFault OnlyLinux(string address) => new(FaultKind.Unreachable, "link.platform", new(
        $"{address}：此类端口仅支持 Linux。", $"{address}: ports of this kind exist on Linux only."));

    public static InstrumentFault System(string address, string call, int error) => new(FaultKind.Unreachable, "link.system", new(
        $"{address}：系统调用 {call} 失败（错误号 {error}）。", $"{address}: {call} failed (errno {error})."));
}

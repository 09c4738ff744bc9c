using Metrology.Instruments.Faults;

namespace Metrology.Links.Station;

/// <summary>What fails between a server and a port of a station; what fails at the port itself the station says.</summary>
public static class StationFault
{
    public static InstrumentFault NotConnected(string station) => new(FaultKind.Unreachable, "station.not-connected", new(
        $"站点 {station} 未连接。请在“站点”页面核对它是否已登记且未吊销；是则检查它的电源、网络和程序（metrology station），显示在线后再继续。",
        $"Station {station} is not connected. See on the page Stations whether it is enrolled and not revoked; if it is, check its power, its network and its program (metrology station). Go on when the page shows it online."));

    public static InstrumentFault LineLost(string station) => new(FaultKind.Unreachable, "station.line-lost", new(
        $"与站点 {station} 的连接中断，端口已由站点释放或随其停止。请检查站点的电源和网络；“站点”页面显示在线后再继续。",
        $"The connection to station {station} was lost; it has let go of the port, or stopped. Check its power and its network; go on when the page Stations shows it online."));

    public static InstrumentFault NoAnswer(string station) => new(FaultKind.Timeout, "station.no-answer", new(
        $"站点 {station} 没有在规定时间内打开端口。请检查站点到仪器的网络和站点的负荷。", $"Station {station} did not open the port in time. Check the network from the station to the instrument, and how busy the station is."));

    public static InstrumentFault NotOffered(string port) => new(FaultKind.Unreachable, "station.port-not-offered", new(
        $"站点不提供端口 {port}。请插好接口并核对端口名；不是串口的须写入站点 instruments.json 的 ports。",
        $"the station does not offer port {port}. Plug it in and check its name; what is no serial port has to stand in ports of its instruments.json."));

    public static InstrumentFault Busy(string port) => new(FaultKind.Taken, "link.busy", new(
        $"端口 {port} 正由本服务器的另一个检定台或试连使用。请等它结束。", $"port {port} is used by another bench, or a trial, of this server. Wait until it has ended."));

    public static InstrumentFault Full(int most) => new(FaultKind.Taken, "station.ports-full", new(
        $"站点已同时打开 {most} 个端口，不再打开更多。请先结束其他检定。", $"the station has {most} ports open and opens no more. End another run first."));

    internal static InstrumentFault Garbled(string station) => new(FaultKind.Unreachable, "station.garbled", new(
        $"站点 {station} 的答复看不懂。请把站点程序更新到与服务器相同的版本。", $"The answer of station {station} is not understood. Bring it to the version of the server."));
}

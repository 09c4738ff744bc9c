using Metrology.Core.Words;
using Metrology.Mqtt.Client;
using Metrology.Mqtt.Packets;

namespace Metrology.Station.Field;

/// <summary>What a station says of an instrument: how its reading goes, or how its way to the server does.</summary>
/// <param name="IsOfServer">Of the way to the server; otherwise of the instrument.</param>
/// <param name="Code">Stable.</param>
public sealed record FieldNotice(string Instrument, bool IsOfServer, string Code, BilingualText Text)
{
    private static readonly BilingualText Online = new("已连接服务器", "the server is connected");

    internal static FieldNotice Reading(string instrument) => new(instrument, false, "station.reading", new("正在读数", "is read"));

    /// <summary>Of a port that a bench of the server uses.</summary>
    internal static FieldNotice Opened(string port) => new(port, false, "station.port-open", new("由服务器的检定台使用", "a bench of the server uses the port"));

    internal static FieldNotice Closed(string port) => new(port, false, "station.port-closed", new("检定台已释放端口", "the bench has let go of the port"));

    internal static FieldNotice Full(string instrument, int depth) => new(
        instrument, false, "station.spool-full",
        new($"暂存已满（{depth} 条未上送），停止读数。请恢复与服务器的连接。", $"the spool is full ({depth} messages wait): nothing is read. Restore the connection to the server."));

    internal static FieldNotice Fault(string instrument, Refusal reason) => new(instrument, false, reason.Code, reason.Text);

    internal static FieldNotice Refused(string instrument, ReasonCode reason) => new(
        instrument, true, "station.refused", new($"服务器拒绝了消息（{reason}）。请检查密钥与名称。", $"the server refused a message ({reason}). Check key and name."));

    /// <summary>Of the server that the station is enrolled at.</summary>
    internal static FieldNotice Server(string station, Refusal? why) => why is null ? new(station, true, "station.online", Online) : new(station, true, why.Code, why.Text);

    internal static FieldNotice Connection(string instrument, ClientState state) => state.Phase switch
    {
        ClientPhase.Connected => new(instrument, true, "station.online", Online),
        ClientPhase.Refused => new(instrument, true, "station.refused", new($"服务器拒绝了连接（{state.Refusal}）。请检查密钥与名称。", $"the server refused the connection ({state.Refusal}). Check key and name.")),
        _ => new(instrument, true, "station.offline", new("未连接服务器，读数保存在本站，恢复后按序上送", "the server is not connected; readings are kept here and sent in order later")),
    };
}

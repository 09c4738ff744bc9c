using Metrology.Instruments.Faults;
using Metrology.Mqtt.Packets;

namespace Metrology.Links.Mqtt;

internal static class MqttFaults
{
    public static InstrumentFault Refused(string address, ReasonCode reason) => new(
        FaultKind.Refused,
        "link.mqtt-refused",
        new($"MQTT 服务器 {address} 拒绝了请求（{reason}）。请检查账号与主题权限。", $"The MQTT server {address} refused ({reason}). Check account and topic rights."));

    public static InstrumentFault NoAnswer(string address) => new(
        FaultKind.Unreachable,
        "link.mqtt-no-answer",
        new($"MQTT 服务器 {address} 没有应答。请检查网络与端口。", $"The MQTT server {address} does not answer. Check network and port."));
}

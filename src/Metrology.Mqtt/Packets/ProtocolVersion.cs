namespace Metrology.Mqtt.Packets;

/// <summary>The protocol level byte of CONNECT (MQTT 3.1.1 section 3.1.2.2, MQTT 5.0 section 3.1.2.2).</summary>
public enum ProtocolVersion : byte
{
    V311 = 4,
    V5 = 5,
}

namespace Metrology.Mqtt.Packets;

/// <summary>How often a message arrives between one sender and one receiver (MQTT 3.1.1 section 4.3).</summary>
public enum QualityOfService : byte
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
    ExactlyOnce = 2,
}

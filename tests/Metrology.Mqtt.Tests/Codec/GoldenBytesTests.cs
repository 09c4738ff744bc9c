using System.Buffers;
using Metrology.Mqtt.Codec;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Tests.Support;

namespace Metrology.Mqtt.Tests.Codec;

/// <summary>Bytes put together by hand from the tables of the MQTT 3.1.1 and 5.0 texts.</summary>
public class GoldenBytesTests
{
    public static TheoryData<string, MqttPacket, ProtocolVersion> Packets => new()
    {
        // 3.1.1 figures 3.2 to 3.6: user name, password, will QoS 1, clean session, keep-alive 10.
        {
            "10 24 0004 4D515454 04 CE 000A 0003 647631 0003 772F31 0002 6F66 0004 75736572 0004 70617373",
            new Connect(ProtocolVersion.V311, "dv1")
            {
                KeepAlive = 10,
                Will = new Will("w/1", "of"u8.ToArray()) { QualityOfService = QualityOfService.AtLeastOnce },
                UserName = "user",
                Password = "pass"u8.ToArray(),
            },
            ProtocolVersion.V311
        },
        { "10 0C 0004 4D515454 04 00 0000 0000", new Connect(ProtocolVersion.V311, "") { CleanSession = false }, ProtocolVersion.V311 },
        { "20 02 01 00", new ConnAck(true, ReasonCode.Success), ProtocolVersion.V311 },
        { "20 02 00 05", new ConnAck(false, ReasonCode.NotAuthorized), ProtocolVersion.V311 },
        { "30 07 0003 612F62 0102", new Publish("a/b", new byte[] { 1, 2 }), ProtocolVersion.V311 },
        // 3.1.1 figure 3.11: topic "a/b", packet identifier 10.
        {
            "3D 07 0003 612F62 000A",
            new Publish("a/b", ReadOnlyMemory<byte>.Empty) { QualityOfService = QualityOfService.ExactlyOnce, Duplicate = true, Retain = true, PacketId = 10 },
            ProtocolVersion.V311
        },
        { "40 02 000A", new PubAck(10), ProtocolVersion.V311 },
        { "50 02 000A", new PubRec(10), ProtocolVersion.V311 },
        { "62 02 000A", new PubRel(10), ProtocolVersion.V311 },
        { "70 02 FFFF", new PubComp(65535), ProtocolVersion.V311 },
        // 3.1.1 figures 3.21 to 3.23: "a/b" at QoS 1 and "c/d" at QoS 2.
        {
            "82 0E 000A 0003 612F62 01 0003 632F64 02",
            new Subscribe(10, [new("a/b", QualityOfService.AtLeastOnce), new("c/d", QualityOfService.ExactlyOnce)]),
            ProtocolVersion.V311
        },
        { "90 05 000A 00 02 80", new SubAck(10, [ReasonCode.Success, ReasonCode.GrantedQos2, ReasonCode.UnspecifiedError]), ProtocolVersion.V311 },
        { "A2 0C 000A 0003 612F62 0003 632F64", new Unsubscribe(10, ["a/b", "c/d"]), ProtocolVersion.V311 },
        { "B0 02 000A", new UnsubAck(10, []), ProtocolVersion.V311 },
        { "C0 00", PingReq.Instance, ProtocolVersion.V311 },
        { "D0 00", PingResp.Instance, ProtocolVersion.V311 },
        { "E0 00", new Disconnect(), ProtocolVersion.V311 },
        // 5.0: session expiry 10 s (0x11), receive maximum 20 (0x21).
        {
            "10 15 0004 4D515454 05 02 003C 08 11 0000000A 21 0014 0000",
            new Connect(ProtocolVersion.V5, "")
            {
                KeepAlive = 60,
                Properties = PropertyList.Of(new NumberProperty(PropertyId.SessionExpiryInterval, 10), new NumberProperty(PropertyId.ReceiveMaximum, 20)),
            },
            ProtocolVersion.V5
        },
        { "20 03 00 84 00", new ConnAck(false, ReasonCode.UnsupportedProtocolVersion), ProtocolVersion.V5 },
        { "40 02 0001", new PubAck(1), ProtocolVersion.V5 },
        { "40 04 0001 87 00", new PubAck(1, ReasonCode.NotAuthorized), ProtocolVersion.V5 },
        { "E0 02 8E 00", new Disconnect(ReasonCode.SessionTakenOver), ProtocolVersion.V5 },
        // A topic alias stands for the topic.
        {
            "30 07 0000 03 23 0001 2A",
            new Publish("", new byte[] { 42 }) { Properties = PropertyList.Of(new NumberProperty(PropertyId.TopicAlias, 1)) },
            ProtocolVersion.V5
        },
    };

    [Theory]
    [MemberData(nameof(Packets))]
    public void Packet_and_bytes_are_the_same_thing(string hex, MqttPacket packet, ProtocolVersion version)
    {
        var bytes = Hex.Bytes(hex);
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(PacketEncoder.Encode(packet, version)));

        var buffer = new ReadOnlySequence<byte>(bytes);
        var decoded = PacketDecoder.Decode(ref buffer, version);
        Assert.Equal(ProtocolError.None, decoded.Error);
        Assert.Equal(PacketText.Of(packet), PacketText.Of(decoded.Packet));
        Assert.Equal(0, buffer.Length);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(127, 1)]
    [InlineData(128, 2)]
    [InlineData(16_383, 2)]
    [InlineData(16_384, 3)]
    [InlineData(2_097_151, 3)]
    [InlineData(2_097_152, 4)]
    public void Remaining_length_takes_the_bytes_of_table_2_4(int length, int bytes)
    {
        var output = new ArrayBufferWriter<byte>();
        WireWriter.WriteVarInt(output, length);
        Assert.Equal(bytes, output.WrittenCount);
    }
}

using System.Buffers;
using Metrology.Mqtt.Codec;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Tests.Support;

namespace Metrology.Mqtt.Tests.Codec;

public class MalformedBytesTests
{
    [Theory]
    [InlineData("00 00", ProtocolError.PacketTypeReserved)]
    [InlineData("F0 00", ProtocolError.PacketTypeReserved)] // AUTH is MQTT 5
    [InlineData("C1 00", ProtocolError.FlagsReserved)]
    [InlineData("80 08 000A 0003 612F62 01", ProtocolError.FlagsReserved)] // SUBSCRIBE wants 0010
    [InlineData("60 02 000A", ProtocolError.FlagsReserved)]
    [InlineData("36 07 0003 612F62 000A", ProtocolError.QosInvalid)]
    [InlineData("38 05 0003 612F62", ProtocolError.DuplicateWithQos0)]
    [InlineData("30 FFFFFFFF7F", ProtocolError.RemainingLengthMalformed)]
    [InlineData("30 FFFFFF7F", ProtocolError.PacketTooLarge)]
    [InlineData("30 04 0003 6162", ProtocolError.PacketTruncated)]
    [InlineData("40 03 000A 00", ProtocolError.BytesLeftOver)]
    [InlineData("C0 01 00", ProtocolError.BytesLeftOver)]
    [InlineData("40 02 0000", ProtocolError.PacketIdZero)]
    [InlineData("32 07 0003 612F62 0000", ProtocolError.PacketIdZero)]
    [InlineData("82 08 0000 0003 612F62 01", ProtocolError.PacketIdZero)]
    [InlineData("30 04 0002 C0 80", ProtocolError.TextNotUtf8)] // overlong U+0000
    [InlineData("30 05 0003 ED A0 80", ProtocolError.TextNotUtf8)] // surrogate
    [InlineData("30 05 0003 61 00 62", ProtocolError.TextContainsNull)]
    [InlineData("30 02 0000", ProtocolError.TopicNameInvalid)]
    [InlineData("30 05 0003 612F23", ProtocolError.TopicNameInvalid)]
    [InlineData("30 05 0003 612F2B", ProtocolError.TopicNameInvalid)]
    [InlineData("82 02 000A", ProtocolError.ListEmpty)]
    [InlineData("A2 02 000A", ProtocolError.ListEmpty)]
    [InlineData("90 02 000A", ProtocolError.ListEmpty)]
    [InlineData("82 08 000A 0003 612F62 03", ProtocolError.QosInvalid)]
    [InlineData("82 08 000A 0003 612F62 05", ProtocolError.SubscriptionOptionsInvalid)]
    [InlineData("82 08 000A 0003 61232F 01", ProtocolError.TopicFilterInvalid)]
    [InlineData("82 05 000A 0000 01", ProtocolError.TopicFilterInvalid)]
    [InlineData("90 03 000A 03", ProtocolError.ReasonCodeUnknown)]
    [InlineData("20 02 00 06", ProtocolError.ReasonCodeUnknown)]
    [InlineData("20 02 02 00", ProtocolError.FlagsReserved)]
    [InlineData("20 02 01 05", ProtocolError.FlagsReserved)]
    [InlineData("10 0C 0004 4D515458 04 02 0000 0000", ProtocolError.ProtocolNameUnknown)]
    [InlineData("10 0C 0004 4D515454 03 02 0000 0000", ProtocolError.ProtocolVersionUnsupported)]
    [InlineData("10 0E 0006 4D5149736470 03 02 0000 0000", ProtocolError.ProtocolVersionUnsupported)]
    [InlineData("10 0C 0004 4D515454 04 03 0000 0000", ProtocolError.ConnectFlagsInvalid)] // reserved bit
    [InlineData("10 0C 0004 4D515454 04 0A 0000 0000", ProtocolError.ConnectFlagsInvalid)] // will QoS without will
    [InlineData("10 0C 0004 4D515454 04 22 0000 0000", ProtocolError.ConnectFlagsInvalid)] // will retain without will
    [InlineData("10 0C 0004 4D515454 04 1E 0000 0000", ProtocolError.ConnectFlagsInvalid)] // will QoS 3
    [InlineData("10 0E 0004 4D515454 04 42 0000 0000 0000", ProtocolError.ConnectFlagsInvalid)] // password without user
    public void A_packet_that_breaks_the_format_is_refused_by_code(string hex, ProtocolError error) =>
        Assert.Equal(error, Decode(hex, ProtocolVersion.V311));

    [Theory]
    [InlineData("F0 02 05 00", ProtocolError.ReasonCodeUnknown)]
    [InlineData("C0 80 00", ProtocolError.RemainingLengthMalformed)] // not the shortest form
    [InlineData("30 06 0001 61 02 7F 00", ProtocolError.PropertyUnknown)]
    [InlineData("30 07 0001 61 03 21 0001", ProtocolError.PropertyNotAllowed)]
    [InlineData("30 0A 0001 61 06 23 0001 23 0002", ProtocolError.PropertyRepeated)]
    [InlineData("30 07 0001 61 03 23 0000", ProtocolError.PropertyValueInvalid)]
    [InlineData("30 06 0001 61 02 01 02", ProtocolError.PropertyValueInvalid)]
    [InlineData("30 04 0001 61 09", ProtocolError.PacketTruncated)]
    [InlineData("30 03 0000 00", ProtocolError.TopicNameInvalid)] // no topic and no alias
    [InlineData("82 09 000A 00 0003 612F62 30", ProtocolError.SubscriptionOptionsInvalid)]
    [InlineData("82 09 000A 00 0003 612F62 40", ProtocolError.SubscriptionOptionsInvalid)]
    public void The_same_goes_for_version_5(string hex, ProtocolError error) =>
        Assert.Equal(error, Decode(hex, ProtocolVersion.V5));

    [Fact]
    public void A_packet_over_the_limit_is_refused_before_its_body_is_there()
    {
        var header = new ReadOnlySequence<byte>(Hex.Bytes("30 80 10"));
        Assert.Equal(ProtocolError.PacketTooLarge, PacketDecoder.Decode(ref header, ProtocolVersion.V311, maxPacketSize: 2048).Error);

        var withinLimit = new ReadOnlySequence<byte>(Hex.Bytes("30 80 10"));
        Assert.True(PacketDecoder.Decode(ref withinLimit, ProtocolVersion.V311, maxPacketSize: 2051).IsIncomplete);
    }

    [Fact]
    public void A_padded_length_is_accepted_under_version_3_1_1()
    {
        var buffer = new ReadOnlySequence<byte>(Hex.Bytes("C0 80 80 00"));
        Assert.IsType<PingReq>(PacketDecoder.Decode(ref buffer, ProtocolVersion.V311).Packet);
    }

    static ProtocolError Decode(string hex, ProtocolVersion version)
    {
        var buffer = new ReadOnlySequence<byte>(Hex.Bytes(hex));
        return PacketDecoder.Decode(ref buffer, version, maxPacketSize: 1024 * 1024).Error;
    }
}

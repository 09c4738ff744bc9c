using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Metrology.Mqtt.Codec;
using Metrology.Mqtt.Packets;
using Metrology.Mqtt.Tests.Support;
using Metrology.Testing;

namespace Metrology.Mqtt.Tests.Codec;

public class CodecPropertyTests
{
    static readonly Config manyTimes = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    public static TheoryData<ProtocolVersion> Versions => [ProtocolVersion.V311, ProtocolVersion.V5];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_packet_comes_back_from_its_bytes(ProtocolVersion version) =>
        Check.One(manyTimes, Prop.ForAll(Seeds, seed =>
        {
            var packet = new PacketMaker(seed, version).Next();
            var buffer = new ReadOnlySequence<byte>(PacketEncoder.Encode(packet, version));
            var decoded = PacketDecoder.Decode(ref buffer, version);
            return PacketText.Of(decoded.Packet) == PacketText.Of(packet) && buffer.IsEmpty;
        }));

    [Theory]
    [MemberData(nameof(Versions))]
    public void Chunks_of_the_stream_do_not_matter(ProtocolVersion version) =>
        Check.One(manyTimes, Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var maker = new PacketMaker(seed, version);
            var packets = Enumerable.Range(0, random.Next(1, 6)).Select(_ => maker.Next()).ToList();
            var stream = packets.SelectMany(packet => PacketEncoder.Encode(packet, version)).ToArray();
            var (found, error) = new ChunkedStream(stream, random).ReadAll(version);
            return error == ProtocolError.None && found.Select(PacketText.Of).SequenceEqual(packets.Select(PacketText.Of));
        }));

    [Theory]
    [MemberData(nameof(Versions))]
    public void Random_bytes_end_in_packets_an_error_or_more_to_come(ProtocolVersion version) =>
        Check.One(manyTimes, Prop.ForAll(Seeds, seed =>
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            return IsAnswered(bytes, random, version);
        }));

    [Theory]
    [MemberData(nameof(Versions))]
    public void Mutated_packets_end_in_packets_an_error_or_more_to_come(ProtocolVersion version)
    {
        var (seeds, cases) = (new Random(Fuzzing.Seed(311)), Fuzzing.Cases(20_000));
        for (var one = 0; one < cases; one++)
        {
            var seed = seeds.Next();
            var random = new Random(seed);
            var bytes = PacketEncoder.Encode(new PacketMaker(seed, version).Next(), version);
            for (var i = random.Next(1, 4); i > 0; i--)
                bytes[random.Next(Math.Min(bytes.Length, 64))] = (byte)random.Next(256);
            Assert.True(IsAnswered(bytes, random, version), $"seed {seed}: {Convert.ToHexString(bytes)}");
        }

        Fuzzing.Report($"MQTT packets {version}", cases, Fuzzing.Seed(311), "each ends in packets, an error or more to come");
    }

    // What is accepted must also be sound: a second trip over the wire changes nothing.
    static bool IsAnswered(byte[] bytes, Random random, ProtocolVersion version)
    {
        var (found, _) = new ChunkedStream(bytes, random).ReadAll(version);
        return found.TrueForAll(packet =>
        {
            var own = packet is Connect connect ? connect.Version : version;
            var buffer = new ReadOnlySequence<byte>(PacketEncoder.Encode(packet, own));
            return PacketText.Of(PacketDecoder.Decode(ref buffer, own).Packet) == PacketText.Of(packet);
        });
    }
}

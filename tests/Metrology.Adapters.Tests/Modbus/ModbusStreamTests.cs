using Metrology.Adapters.Framing;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Tests.Framing;
using Metrology.Testing;

namespace Metrology.Adapters.Tests.Modbus;

public sealed class ModbusStreamTests(ITestOutputHelper output)
{
    private static readonly int Mutants = Fuzzing.Cases(200_000);

    private static readonly byte[] Good = Convert.FromHexString("0104044145851FDD35"), Exception = Convert.FromHexString("018302C0F1");

    [Fact]
    public void Any_split_gives_the_same_frames() => Chunks.AnySplitGivesTheSameFrames(
        () => new ModbusRtuFramer(), frame => frame.Raw, Good, Exception, [.. Good[..8], 0x00], Good[..5], [0x01], [0x01, 0x03, 0x14], [0xFF, 0x00], [0x01, 0x03, 0x03]);

    [Fact]
    public void A_damaged_frame_is_counted_and_the_next_is_found()
    {
        var framer = new ModbusRtuFramer();
        var frame = Assert.Single(framer.Push([.. Good[..^1], 0x00, .. Good]));
        Assert.Equal(Good, frame.Raw.ToArray());
        Assert.NotEqual(0, framer.Rejected);
    }

    /// <summary>What is read from a damaged frame must itself carry a right check sum, address, function and count.</summary>
    [Fact]
    public void Damaged_frames_throw_nothing_and_give_no_reading_without_a_valid_check()
    {
        var mutations = new Mutations(Fuzzing.Seed(3));
        var request = ModbusRequest.Of(1, 4, 72, 2).Value;
        var map = RegisterMaps.Find("eastron-sdm630")!;
        var framer = new ModbusRtuFramer();
        var codes = new SortedDictionary<string, int>();
        byte[][] sources = [Good, Exception, request.ToRtu(), [.. Good, .. Good]];
        for (var i = 0; i < Mutants; i++)
        {
            var bytes = mutations.Of(mutations.Pick(sources));
            var refusal = ModbusReply.Read(bytes, request, out var reply);
            if (refusal is null)
            {
                refusal = map.Read(request, reply).Refusal;
                Assert.True(Crc16.Holds(bytes) && bytes.Length == 9 && bytes[0] == 1 && bytes[1] == 4 && bytes[2] == 4);
            }

            codes[refusal?.Code ?? "read"] = codes.GetValueOrDefault(refusal?.Code ?? "read") + 1;
            foreach (var frame in framer.Push(bytes))
                Assert.True(Crc16.Holds(frame.Raw.Span));
            Assert.True(framer.Unconsumed.Length < ModbusRtu.Longest);
            if (i % 100 == 0)
                ModbusText.Describe(Convert.ToHexString(bytes), map);
        }

        output.WriteLine(Fuzzing.Report("Modbus RTU", Mutants, Fuzzing.Seed(3), $"{string.Join(", ", codes.Select(code => $"{code.Key} {code.Value}"))}; framer rejected {framer.Rejected}"));
        Assert.True(codes["bad-crc"] > 1000);
    }
}

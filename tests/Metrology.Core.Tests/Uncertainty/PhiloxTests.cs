using Metrology.Core.Uncertainty.Numerics;

namespace Metrology.Core.Tests.Uncertainty;

public class PhiloxTests
{
    /// <summary>Known answers of philox4x32-10, kat_vectors of the Random123 distribution.</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0UL, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffffffffffUL, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0x299f31d0a4093822UL, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Known_answers_are_met(uint c0, uint c1, uint c2, uint c3, ulong key, uint w0, uint w1, uint w2, uint w3) =>
        Assert.Equal((w0, w1, w2, w3), Philox.Draw(c0, c1, c2, c3, key));

    [Fact]
    public void Four_lanes_are_four_counters()
    {
        foreach (var (index, stream, key) in new[] { (0UL, 0u, 0UL), (4_294_967_294UL, 7u, 0xffffffffffffffffUL), (0x123456789ABCDEF0UL, 0xffffffffu, 42UL) })
        {
            var (first, second) = Philox.Draw(index, stream, Philox.KeysOf(key));
            for (var lane = 0; lane < 4; lane++)
            {
                var counter = index + (ulong)lane;
                var (w0, w1, w2, w3) = Philox.Draw((uint)counter, (uint)(counter >> 32), stream, 0, key);
                Assert.Equal((w0 | ((ulong)w1 << 32), w2 | ((ulong)w3 << 32)), (first[lane], second[lane]));
            }
        }
    }
}

using Metrology.Pdf.Fonts;
using Metrology.Pdf.Tests.Samples;

namespace Metrology.Pdf.Tests;

public class DeterminismTests
{
    [Fact]
    public void The_same_description_gives_the_same_bytes() =>
        Assert.Equal(SampleCertificate.Describe().ToBytes(), SampleCertificate.Describe().ToBytes());

    [Fact]
    public void Another_reading_of_the_font_gives_the_same_bytes()
    {
        var again = new FontStack(TrueTypeFont.Load(SampleFonts.Path));
        Assert.Equal(SampleCertificate.Describe().ToBytes(), (SampleCertificate.Describe() with { Fonts = again }).ToBytes());
    }

    [Fact]
    public async Task Threads_that_share_the_font_do_not_disturb_each_other()
    {
        var alone = Enumerable.Range(0, 4).Select(variant => SampleCertificate.Describe(variant).ToBytes()).ToArray();
        var together = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => SampleCertificate.Describe(i % 4).ToBytes())));
        for (var i = 0; i < together.Length; i++)
            Assert.Equal(alone[i % 4], together[i]);
    }

    [Fact]
    public void Another_content_has_another_identifier_and_size_stays_below_80_KB()
    {
        var (one, other) = (SampleCertificate.Describe(1).ToBytes(), SampleCertificate.Describe(2).ToBytes());
        Assert.NotEqual(one, other);
        Assert.InRange(one.Length, 1, 80 * 1024);
    }
}

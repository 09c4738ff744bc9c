using System.Buffers.Binary;
using System.Text;
using Metrology.Pdf.Conformance;
using Metrology.Pdf.Tests.Samples;
using Metrology.Testing;

namespace Metrology.Pdf.Tests.Conformance;

/// <summary>Facts that ISO 19005-3 asks of the objects, read back through qpdf.</summary>
public class PdfaFactsTests
{
    static readonly Lazy<string> Certificate = new(() => SampleCertificate.Describe().Expanded());

    [Theory]
    [InlineData("/GTS_PDFA1")]
    [InlineData("/AFRelationship /Data")]
    [InlineData("/Subtype /text#2fxml")]
    [InlineData("/CIDToGIDMap /Identity")]
    [InlineData("/Encoding /Identity-H")]
    [InlineData("/MarkInfo")]
    [InlineData("/StructTreeRoot")]
    [InlineData("/Lang (zh-CN)")]
    [InlineData("/Outlines")]
    [InlineData("/S /URI")]
    [InlineData("/F 4")]
    public void The_file_has(string fact)
    {
        Assert.SkipWhen(ForeignProgram.Missing("qpdf") is not null, ForeignProgram.Missing("qpdf") ?? "");
        Assert.Contains(fact, Certificate.Value);
    }

    [Theory]
    [InlineData("/JavaScript")]
    [InlineData("/Encrypt")]
    [InlineData("/CA ")]
    [InlineData("/SMask")]
    [InlineData("/LZWDecode")]
    [InlineData("/DeviceCMYK")]
    public void The_file_has_no(string fact)
    {
        Assert.SkipWhen(ForeignProgram.Missing("qpdf") is not null, ForeignProgram.Missing("qpdf") ?? "");
        Assert.DoesNotContain(fact, Certificate.Value);
    }

    [Fact]
    public void The_identifier_is_a_hash_of_the_content()
    {
        var pdf = Encoding.Latin1.GetString(SampleCertificate.Describe().ToBytes());
        Assert.Matches(@"/ID\[<([0-9A-F]{32})> <\1>\]", pdf);
    }

    [Fact]
    public void The_colour_profile_is_an_rgb_display_profile_whose_white_is_the_sum_of_its_primaries()
    {
        var profile = SrgbProfile.Build();
        Assert.Equal(profile.Length, BinaryPrimitives.ReadInt32BigEndian(profile));
        Assert.Equal("mntrRGB XYZ ", Encoding.ASCII.GetString(profile, 12, 12));
        Assert.Equal("acsp", Encoding.ASCII.GetString(profile, 36, 4));
        var (white, red, green, blue) = (Xyz("wtpt"), Xyz("rXYZ"), Xyz("gXYZ"), Xyz("bXYZ"));
        for (var i = 0; i < 3; i++)
            Assert.Equal(white[i], red[i] + green[i] + blue[i], 0.0003);

        double[] Xyz(string tag)
        {
            var count = BinaryPrimitives.ReadInt32BigEndian(profile.AsSpan(128));
            var entry = Enumerable.Range(0, count).Select(i => 132 + 12 * i).Single(at => Encoding.ASCII.GetString(profile, at, 4) == tag);
            var offset = BinaryPrimitives.ReadInt32BigEndian(profile.AsSpan(entry + 4));
            Assert.Equal(0, offset % 4);
            return [.. Enumerable.Range(0, 3).Select(i => BinaryPrimitives.ReadInt32BigEndian(profile.AsSpan(offset + 8 + 4 * i)) / 65536.0)];
        }
    }
}

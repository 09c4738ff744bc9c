using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Tests.Samples;
using Metrology.Dcc.Writing;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Tests.Reading;

public class HostileDccTests
{
    private static readonly byte[] Own = DccWriter.Write(Certificates.Pile()).Value;

    [Fact]
    public void Any_bytes_get_an_answer() => Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i)).ToArbitrary(), bytes => DccReader.Read(bytes).IsRefused).QuickCheckThrowOnFailure();

    [Fact]
    public void A_damaged_certificate_gets_an_answer()
    {
        var random = new Random(7);
        var refused = 0;
        for (var i = 0; i < 1500; i++)
        {
            var damaged = (byte[])Own.Clone();
            for (var j = random.Next(1, 5); j > 0; j--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            refused += DccReader.Read(damaged).IsRefused ? 1 : 0;
        }

        Assert.InRange(refused, 1, 1500);
    }

    [Fact]
    public void A_certificate_with_elements_taken_out_or_doubled_gets_an_answer()
    {
        var lines = Encoding.UTF8.GetString(Own).Split('\n');
        for (var i = 1; i < lines.Length - 2; i += 3)
        {
            _ = DccReader.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines.Where((_, at) => at != i)))).IsRefused;
            _ = DccReader.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines.SelectMany((line, at) => at == i ? [line, line] : new[] { line })))).IsRefused;
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE lolz [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><x>&b;</x>")]
    [InlineData("<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/evil.dtd\"><x/>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"no-such-encoding\"?><x/>")]
    [InlineData("<?xml version=\"9.0\"?><x/>")]
    [InlineData("<x a=\"1\" a=\"2\"/>")]
    [InlineData("<x>\u0001</x>")]
    public void Traps_of_xml_are_refused(string xml) =>
        Assert.Equal(xml.Contains("<!DOCTYPE", StringComparison.Ordinal) ? "xml.document-type" : "xml.not-well-formed", DccReader.Read(Encoding.UTF8.GetBytes(xml)).Refusal?.Code);

    [Fact]
    public void Depth_size_and_number_of_values_are_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("<x>", 5000)) + string.Concat(Enumerable.Repeat("</x>", 5000));
        Assert.Equal("xml.too-deep", DccReader.Read(Encoding.UTF8.GetBytes(deep)).Refusal?.Code);
        Assert.Equal("xml.too-large", DccReader.Read(new byte[SafeXml.LargestBytes + 1]).Refusal?.Code);
        var many = string.Concat(Enumerable.Repeat("1 ", 210_000));
        Assert.Equal("dcc.too-many-values", DccReader.Read(DccReaderTests.Foreign(
            $"<dcc:quantity><si:realListXMLList><si:valueXMLList>{many}</si:valueXMLList><si:unitXMLList>\\volt</si:unitXMLList></si:realListXMLList></dcc:quantity>")).Refusal?.Code);
    }
}

using System.Text;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Tests.Samples;
using Metrology.Dcc.Writing;
using Metrology.Testing;

namespace Metrology.Dcc.Tests.Writing;

public class DccWriterTests
{
    [Theory]
    [MemberData(nameof(Samples.Certificates.GoldenRuns), MemberType = typeof(Certificates))]
    public void Every_certificate_of_the_golden_runs_is_valid_by_the_schema(string run)
    {
        Assert.SkipWhen(Schemas.Missing is not null, Schemas.Missing ?? "");
        Assert.Equal("", Schemas.Problems(DccWriter.Write(Certificates.OfGolden(run)).Value));
    }

    [Fact]
    public void A_notice_and_a_certificate_with_everything_are_valid_by_the_schema()
    {
        Assert.SkipWhen(Schemas.Missing is not null, Schemas.Missing ?? "");
        var document = Certificates.Pile();
        var amended = document with { Data = document.Data! with { Replaces = new("MN-JD-2026-00000", "示例：地址写错") } };
        var sparse = document with
        {
            Institution = new(new("示例所", ""), new("", ""), "", new("", "")),
            Data = document.Data! with { Customer = new("示例", ""), Item = new(new("示例", ""), "", "", "", ""), Standards = [], Equipment = [], Software = "" },
        };

        Assert.All([document, amended, sparse, Certificates.Pile(10.2m)], one => Assert.Equal("", Schemas.Problems(DccWriter.Write(one).Value)));
    }

    [Fact]
    public void A_planted_fault_of_the_schema_is_found()
    {
        Assert.SkipWhen(Schemas.Missing is not null, Schemas.Missing ?? "");
        var xml = Encoding.UTF8.GetString(DccWriter.Write(Certificates.Pile()).Value);

        Assert.Contains("performanceLocation", Schemas.Problems(Encoding.UTF8.GetBytes(xml.Replace(">other<", ">garden<", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    /// <summary>The file that was looked at by eye; a change of it is a change of what institutes send out.</summary>
    [Theory]
    [InlineData("certificate.xml", "10.05")]
    [InlineData("notice.xml", "10.2")]
    public void The_certificate_of_a_pile_is_the_golden_one(string golden, string indicated)
    {
        var written = DccWriter.Write(Certificates.Pile(decimal.Parse(indicated, System.Globalization.CultureInfo.InvariantCulture))).Value;

        var path = Repository.At("tests", "Metrology.Dcc.Tests", "Golden", golden);
        if (!File.Exists(path))
        {
            File.WriteAllBytes(path, written);
            Assert.Fail($"There was no {golden}; it is written now. Look at it before it is committed.");
        }

        Assert.Equal(File.ReadAllText(path), Encoding.UTF8.GetString(written));
    }

    [Fact]
    public void The_same_certificate_has_the_same_bytes_in_utf8_without_a_mark()
    {
        var (first, second) = (DccWriter.Write(Certificates.Pile()).Value, DccWriter.Write(Certificates.Pile()).Value);

        Assert.Equal(first, second);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<dcc:digitalCalibrationCertificate", Encoding.UTF8.GetString(first), StringComparison.Ordinal);
        Assert.DoesNotContain((byte)'\r', first);
    }

    [Fact]
    public void A_document_stored_before_there_was_data_is_refused() => Assert.Equal("dcc.no-data", DccWriter.Write(Certificates.Pile() with { Data = null }).Refusal?.Code);

    [Fact]
    public void An_unsigned_document_is_refused() => Assert.Equal("dcc.no-signatory", DccWriter.Write(Certificates.Pile() with { Signatures = [] }).Refusal?.Code);

    [Theory]
    [InlineData(0x0001)]
    [InlineData(0xD800)]
    [InlineData(0xDC00)]
    [InlineData(0xFFFE)]
    public void A_character_that_xml_does_not_have_is_refused(int character)
    {
        var document = Certificates.Pile();
        var data = document.Data! with { Customer = new($"示例{(char)character}单位", "") };

        Assert.Equal("dcc.unwritable-text", DccWriter.Write(document with { Data = data }).Refusal?.Code);
    }

    [Fact]
    public void Emoji_rare_characters_and_right_to_left_names_are_written()
    {
        var document = Certificates.Pile();
        var name = "𠮷示例🔌 مثال \u202Eabc";
        var written = DccWriter.Write(document with { Data = document.Data! with { Customer = new(name, "") } }).Value;

        Assert.Equal(name, Dcc.Reading.DccReader.Read(written).Value.Customer.In(Language.Zh));
    }

    [Theory]
    [InlineData("‰", "dcc.unit")]
    [InlineData("furlong", "dcc.unit")]
    public void A_unit_without_a_notation_is_refused(string unit, string code) => Assert.Equal(code, DccWriter.Write(WithResult(number => number with { Unit = unit })).Refusal?.Code);

    [Theory]
    [InlineData("1,5")]
    [InlineData("≤ 3")]
    [InlineData("")]
    [InlineData("٣")]
    [InlineData("1.5\n")]
    public void Digits_that_are_no_number_are_refused(string digits) => Assert.Equal("dcc.number", DccWriter.Write(WithResult(number => number with { Digits = digits })).Refusal?.Code);

    [Fact]
    public void A_value_id_with_a_space_is_refused() => Assert.Equal("dcc.value-id", DccWriter.Write(WithResult(number => number with { Id = "a b" })).Refusal?.Code);

    /// <summary>The pile with another first number in its first column of results.</summary>
    private static CertificateDocument WithResult(Func<PrintedNumber, PrintedNumber> change)
    {
        var document = Certificates.Pile();
        var items = document.Data!.Items.Select(item => item.Results.Count == 0 ? item : item with
        {
            Results = [item.Results[0] with { Numbers = [change(item.Results[0].Numbers[0]), .. item.Results[0].Numbers.Skip(1)] }, .. item.Results.Skip(1)],
        });
        return document with { Data = document.Data with { Items = [.. items] } };
    }
}

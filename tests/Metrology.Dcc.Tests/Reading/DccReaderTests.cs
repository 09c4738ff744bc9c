using System.Text;
using Metrology.Core.Words;
using Metrology.Dcc.Dsi;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Tests.Samples;
using Metrology.Dcc.Writing;

namespace Metrology.Dcc.Tests.Reading;

public class DccReaderTests
{
    private static readonly byte[] Own = DccWriter.Write(Certificates.Pile()).Value;

    [Fact]
    public void Our_own_certificate_comes_back()
    {
        var read = DccReader.Read(Own).Value;
        var mean = read.Values.Single(value => value.Label == "operating-error/full/mean");

        Assert.Equal(("3.3.0", "MN-JD-2026-00001"), (read.SchemaVersion, read.UniqueIdentifier));
        Assert.Equal((new DateOnly(2026, 8, 21), new DateOnly(2026, 8, 22), new DateOnly(2029, 8, 20)), (read.EndedOn, read.IssuedOn, read.ValidUntil));
        Assert.Equal(("SIM-AC-7kW", "SIM-EV-0001", "示例制造厂"), (read.Items[0].Model, read.Items[0].SerialNumber, read.Items[0].Manufacturer));
        Assert.Equal(["检定员 / Verifier", "核验员 / Checker", "批准人 / Approver"], read.Persons.Select(person => person.Role));
        Assert.Equal("示例批准人", Assert.Single(read.Persons, person => person.IsMainSigner).Name.In(Language.Zh));
        Assert.Equal(("+0.500", new DsiUnit(@"\percent"), 0.500m), (mean.Digits, mean.Unit, mean.Value));
        Assert.Equal((UncertaintyKind.Expanded, "2", "0.95"), (mean.Uncertainty!.Kind, mean.Uncertainty.CoverageFactor, mean.Uncertainty.CoverageProbability));
        Assert.Contains(read.Conformities, one => one is { Reference: "operating-error/full/verdict", Status: "pass" });
        Assert.Contains(read.Conformities, one => one.Reference == "operating-error" && one.Declaration.In(Language.Zh).Contains("比较判定", StringComparison.Ordinal));
        Assert.Equal(["示例-DC-0001", "示例-DC-0002"], read.Equipment.Skip(1).Select(one => one.Certificate!.Number));
        Assert.Equal([null, new string('a', 64)], read.Equipment.Skip(1).Select(one => one.Certificate!.Digest));
        Assert.Contains("JJG 1148-2022", read.Methods[0].Norms);
        Assert.Contains(read.Statements, statement => statement.Name.In(Language.Zh) == "模拟");
        Assert.Contains(read.Statements, statement => statement.Id == "unconfirmed-1" && !statement.Declaration.IsEmpty);
        Assert.Contains(read.Conditions, one => one.Label == "environment/temperature" && one.Unit.Notation == @"\degreecelsius");
        Assert.Empty(read.NotRead);
        Assert.False(read.HasSignature);
    }

    [Fact]
    public void The_example_of_somebody_else_is_read()
    {
        var path = Path.Combine(Schemas.Folder, "example-minimal.xml");
        Assert.SkipWhen(!File.Exists(path), "skipped: the example is not in ../shared/dcc");
        var read = DccReader.Read(File.ReadAllBytes(path)).Value;

        Assert.Equal("示例-DCC-2026-0001", read.UniqueIdentifier);
        Assert.Equal("Reference energy meter", read.Items[0].Name.In(Language.En));
        var error = Assert.Single(read.Values);
        Assert.Equal(("0.0002", @"\one", "0.0001", "2", "0.95"), (error.Digits, error.Unit.Notation, error.Uncertainty!.Digits, error.Uncertainty.CoverageFactor, error.Uncertainty.CoverageProbability));
        Assert.Equal("293.15", Assert.Single(read.Conditions).Digits);
    }

    /// <summary>D-SI 2.1 as files of version 3.2 have it: expandedUnc, coverageInterval, list of reals, hybrid, a unit for the whole list.</summary>
    [Fact]
    public void Older_forms_of_quantities_are_read()
    {
        var read = DccReader.Read(Foreign("""
            <dcc:list><dcc:quantity><dcc:name><dcc:content lang="de">Spannung</dcc:content></dcc:name><si:realListXMLList>
              <si:valueXMLList>1.00 2.00</si:valueXMLList><si:unitXMLList>\volt</si:unitXMLList>
              <si:expandedUncXMLList><si:uncertaintyXMLList>0.10</si:uncertaintyXMLList><si:coverageFactorXMLList>2.0</si:coverageFactorXMLList><si:coverageProbabilityXMLList>0.95</si:coverageProbabilityXMLList></si:expandedUncXMLList>
            </si:realListXMLList></dcc:quantity></dcc:list>
            <dcc:quantity><si:real><si:value>5e-3</si:value><si:unit>\metre</si:unit><si:expandedUnc><si:uncertainty>1e-4</si:uncertainty><si:coverageFactor>2</si:coverageFactor><si:coverageProbability>0.95</si:coverageProbability></si:expandedUnc></si:real></dcc:quantity>
            <dcc:quantity><si:real><si:value>7</si:value><si:unit>\metre</si:unit><si:coverageInterval><si:standardUnc>1</si:standardUnc><si:intervalMin>5</si:intervalMin><si:intervalMax>9</si:intervalMax><si:coverageProbability>0.95</si:coverageProbability></si:coverageInterval></si:real></dcc:quantity>
            <dcc:quantity><si:hybrid><si:real><si:value>25</si:value><si:unit>\degreecelsius</si:unit></si:real><si:real><si:value>298.15</si:value><si:unit>\kelvin</si:unit></si:real></si:hybrid></dcc:quantity>
            <dcc:quantity><si:complex><si:valueReal>1</si:valueReal><si:valueImag>1</si:valueImag><si:unit>\ohm</si:unit></si:complex></dcc:quantity>
            """, "3.2.1")).Value;

        // Quantities of an element come before those of its lists.
        Assert.Equal(["5e-3", "7", "25", "298.15", "1.00", "2.00"], read.Values.Select(value => value.Digits));
        Assert.Equal(["1e-4", "1", null, null, "0.10", "0.10"], read.Values.Select(value => value.Uncertainty?.Digits));
        Assert.Equal(("5", "9"), read.Values[1].Uncertainty!.Interval);
        Assert.Equal(0.005m, read.Values[0].Value);
        Assert.Equal("Spannung", read.Values[4].Name.In(Language.Zh));
        Assert.Equal(["si:complex"], read.NotRead);
    }

    [Theory]
    [InlineData("<dcc:quantity><si:real><si:value>1,5</si:value><si:unit>\\volt</si:unit></si:real></dcc:quantity>", "dcc.number", "value")]
    [InlineData("<dcc:quantity><si:real><si:value>1</si:value></si:real></dcc:quantity>", "dcc.missing", "unit")]
    [InlineData("<dcc:quantity><si:real><si:unit>\\volt</si:unit></si:real></dcc:quantity>", "dcc.missing", "value")]
    [InlineData("<dcc:quantity><si:realListXMLList><si:valueXMLList>1 2 3</si:valueXMLList><si:unitXMLList>\\volt \\volt</si:unitXMLList></si:realListXMLList></dcc:quantity>", "dcc.list-length", "unitXMLList")]
    [InlineData("<dcc:quantity><si:realListXMLList><si:valueXMLList>1 x</si:valueXMLList><si:unitXMLList>\\volt</si:unitXMLList></si:realListXMLList></dcc:quantity>", "dcc.number", "valueXMLList")]
    [InlineData("<dcc:quantity><si:realListXMLList><si:valueXMLList/><si:unitXMLList>\\volt</si:unitXMLList></si:realListXMLList></dcc:quantity>", "dcc.missing", "valueXMLList")]
    [InlineData("<dcc:quantity><dcc:noQuantity/><dcc:measurementMetaData><dcc:metaData><dcc:conformity>maybe</dcc:conformity></dcc:metaData></dcc:measurementMetaData></dcc:quantity>", "dcc.conformity", "conformity")]
    public void Defects_of_results_are_named(string quantities, string code, string field)
    {
        var refusal = DccReader.Read(Foreign(quantities)).Refusal;

        Assert.Equal((code, field), (refusal?.Code, refusal?.Field));
    }

    [Theory]
    [InlineData("<dcc:uniqueIdentifier>X-1</dcc:uniqueIdentifier>", "", "dcc.missing")]
    [InlineData("2026-08-20<", "2026-02-30<", "dcc.date")]
    [InlineData("2026-08-20<", "20.08.2026<", "dcc.date")]
    [InlineData("schemaVersion=\"3.3.0\"", "schemaVersion=\"2.4.0\"", "dcc.version")]
    [InlineData("schemaVersion=\"3.3.0\"", "schemaVersion=\"4.0.0\"", "dcc.version")]
    [InlineData("dcc:digitalCalibrationCertificate", "dcc:digitalCalibrationRequest", "dcc.not-a-dcc")]
    [InlineData("https://ptb.de/dcc", "https://example.org/dcc", "dcc.not-a-dcc")]
    [InlineData("dcc:measurementResult>", "dcc:somethingElse>", "dcc.missing")]
    public void Defects_of_the_frame_are_named(string old, string changed, string code)
    {
        var xml = Encoding.UTF8.GetString(Foreign("<dcc:quantity><si:real><si:value>1</si:value><si:unit>\\volt</si:unit></si:real></dcc:quantity>"));
        Assert.False(DccReader.Read(Encoding.UTF8.GetBytes(xml)).IsRefused);
        Assert.Contains(old, xml, StringComparison.Ordinal);

        Assert.Equal(code, DccReader.Read(Encoding.UTF8.GetBytes(xml.Replace(old, changed, StringComparison.Ordinal))).Refusal?.Code);
    }

    [Theory]
    [InlineData("2026-08-20Z")]
    [InlineData("2026-08-20+08:00")]
    public void A_date_may_have_an_offset(string date)
    {
        var xml = Encoding.UTF8.GetString(Foreign("")).Replace("<dcc:beginPerformanceDate>2026-08-20<", $"<dcc:beginPerformanceDate>{date}<", StringComparison.Ordinal);

        Assert.Equal(new(2026, 8, 20), DccReader.Read(Encoding.UTF8.GetBytes(xml)).Value.BeganOn);
    }

    public static byte[] Foreign(string quantities, string version = "3.3.0") => Encoding.UTF8.GetBytes($"""
        <dcc:digitalCalibrationCertificate xmlns:dcc="https://ptb.de/dcc" xmlns:si="https://ptb.de/si" schemaVersion="{version}"><dcc:administrativeData>
        <dcc:coreData><dcc:uniqueIdentifier>X-1</dcc:uniqueIdentifier><dcc:beginPerformanceDate>2026-08-20</dcc:beginPerformanceDate><dcc:endPerformanceDate>2026-08-20</dcc:endPerformanceDate></dcc:coreData>
        <dcc:items><dcc:item><dcc:name><dcc:content>Messgerät</dcc:content></dcc:name></dcc:item></dcc:items>
        <dcc:calibrationLaboratory><dcc:contact><dcc:name><dcc:content>Labor</dcc:content></dcc:name></dcc:contact></dcc:calibrationLaboratory>
        <dcc:customer><dcc:name><dcc:content>Kunde</dcc:content></dcc:name></dcc:customer></dcc:administrativeData>
        <dcc:measurementResults><dcc:measurementResult><dcc:results><dcc:result><dcc:data>{quantities}</dcc:data></dcc:result></dcc:results></dcc:measurementResult></dcc:measurementResults>
        </dcc:digitalCalibrationCertificate>
        """);
}

using System.Text;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Checking;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Tests.Samples;
using Metrology.Dcc.Writing;

namespace Metrology.Dcc.Tests.Checking;

public class ParityTests
{
    private static readonly CertificateDocument Paper = Certificates.Pile();
    private static readonly ReadDcc Xml = Read(Paper);

    /// <summary>One that replaces another.</summary>
    private static readonly CertificateDocument Full = Certificates.Full();

    [Theory]
    [MemberData(nameof(Samples.Certificates.GoldenRuns), MemberType = typeof(Certificates))]
    public void Paper_and_xml_of_every_golden_run_agree(string run)
    {
        var document = Certificates.OfGolden(run);

        Assert.Empty(Parity.Check(document, Read(document)));
        Assert.Empty(Parity.Check(document with { Language = Language.En }, Read(document with { Language = Language.En })));
    }

    [Fact]
    public void A_notice_agrees_too() => Assert.Empty(Parity.Check(Certificates.Pile(10.2m), Read(Certificates.Pile(10.2m))));

    [Fact]
    public void One_changed_digit_is_found_and_named()
    {
        var text = Encoding.UTF8.GetString(DccWriter.Write(Paper).Value);
        var changed = text.Replace("<si:valueXMLList>+0.500 +0.500<", "<si:valueXMLList>+0.501 +0.500<", StringComparison.Ordinal);
        Assert.NotEqual(text, changed);

        var difference = Assert.Single(Parity.Check(Paper, DccReader.Read(Encoding.UTF8.GetBytes(changed)).Value));
        Assert.Equal(@"results/operating-error/full/mean: paper +0.500 \percent, XML +0.501 \percent", difference.Text.En);
        Assert.Equal(@"results/operating-error/full/mean：纸面 +0.500 \percent，XML +0.501 \percent", difference.Text.Zh);
    }

    [Fact]
    public void Every_number_of_the_xml_is_checked_in_digits_unit_and_uncertainty()
    {
        Assert.NotEmpty(Xml.Values);
        for (var i = 0; i < Xml.Values.Count; i++)
        {
            var (value, at) = (Xml.Values[i], i);
            if (value.IsMissing)
                continue;
            Named(value.Label!, With(at, value with { Digits = Another(value.Digits) }));
            Named(value.Label!, With(at, value with { Digits = value.Digits + "0" }));
            // U stands in the unit of its value, so it is named as well.
            Assert.Equal($"results/{value.Label}", Parity.Check(Paper, With(at, value with { Unit = new(@"\kelvin") }))[0].Path);
            if (value.Uncertainty is { } u)
                Named(value.Label!.Replace("/mean", "/uncertainty", StringComparison.Ordinal), With(at, value with { Uncertainty = u with { Digits = Another(u.Digits) } }));
        }
    }

    [Fact]
    public void A_number_too_few_or_too_many_in_the_xml_is_named()
    {
        for (var i = 0; i < Xml.Values.Count; i++)
        {
            var at = i;
            if (Xml.Values[i].IsMissing)
                continue;
            Assert.Contains(Parity.Check(Paper, Xml with { Values = [.. Xml.Values.Where((_, j) => j != at)] }), one => one.Path == $"results/{Xml.Values[at].Label}" && one.Xml is null);
            Assert.Contains(Parity.Check(Paper, Xml with { Values = [.. Xml.Values, Xml.Values[at]] }), one => one.Path == $"results/{Xml.Values[at].Label}");
        }

        var extra = Xml.Values[0] with { Label = "operating-error/full/other", Uncertainty = null };
        Assert.Equal(new("results/operating-error/full/other", null, $"{extra.Digits} {extra.Unit.Notation}"), Assert.Single(Parity.Check(Paper, Xml with { Values = [.. Xml.Values, extra] })));
    }

    [Theory]
    [InlineData(Language.Zh)]
    [InlineData(Language.En)]
    public void Every_text_of_the_paper_that_has_an_id_is_checked(Language language)
    {
        var texts = PaperTexts.Of(Full with { Language = language }).Where(text => text.Text is not ("" or "—")).ToList();
        var xml = Read(Full with { Language = language });
        Assert.Empty(Parity.Check(texts, language, xml));
        Assert.All(texts, text =>
        {
            var changed = texts.Select(one => one == text ? one with { Text = Another(one.Text) } : one);
            var expected = text.Id.StartsWith("standards/", StringComparison.Ordinal) && text.Id.EndsWith("/range", StringComparison.Ordinal) | text.Id.EndsWith("/uncertainty", StringComparison.Ordinal)
                ? text.Id[..text.Id.LastIndexOf('/')] + "/description" : Shown.Path(text.Id);
            Assert.StartsWith(text.Id.EndsWith("/decision", StringComparison.Ordinal) ? text.Id : expected, Parity.Check(changed, language, xml)[0].Path, StringComparison.Ordinal);
            Assert.NotEmpty(Parity.Check(texts.Where(one => one != text), language, xml));
        });
    }

    [Fact]
    public void Everything_on_the_pages_that_is_not_a_label_has_an_id()
    {
        var ids = PaperTexts.Of(Full).Select(text => text.Id).ToHashSet();
        Assert.All(Full.Cover, field => Assert.Contains($"cover/{field.Id}", ids));
        Assert.All(Full.Sections.SelectMany(section => section.Blocks).OfType<Table>().SelectMany(table => table.Rows), row => Assert.True(row.Count(cell => cell.ValueId is null) <= 2, "a row has cells that nobody compares"));
        Assert.Superset((HashSet<string>)["authorisation", "procedure", "procedure/data", "unconfirmed", "place", "watermarks", "check/code", "signatures/approver", "cover/replaces"], ids);
    }

    [Fact]
    public void Spaces_that_a_line_of_the_page_drops_are_no_difference()
    {
        var squeezed = PaperTexts.Of(Full).Select(text => text with { Text = text.Text.Replace(" ", "", StringComparison.Ordinal), Heading = text.Heading.Replace(" ", "", StringComparison.Ordinal) });
        Assert.Empty(Parity.Check(squeezed, Full.Language, Read(Full)));
    }

    [Fact]
    public void K_beside_U_is_compared()
    {
        var means = PaperTexts.Of(Full).Single(text => text.Id == "operating-error/full/uncertainty");
        PaperText[] own = [means with { Text = $"{means.Text} (k=2.31)", Heading = "U(p=95%)/%" }];
        var xml = Read(Full);
        var texts = PaperTexts.Of(Full).Where(text => text != means).Concat(own).ToList();

        Assert.Equal(new("results/operating-error/full/uncertainty/k", "2.31", "2"), Assert.Single(Parity.Check(texts, Full.Language, xml)));
        var value = xml.Values.Single(one => one.Label == "operating-error/full/mean");
        var agreed = xml with { Values = [.. xml.Values.Select(one => one == value ? one with { Uncertainty = one.Uncertainty! with { CoverageFactor = "2.31" } } : one)] };
        Assert.Empty(Parity.Check(texts, Full.Language, agreed));
    }

    [Fact]
    public void Verdicts_conditions_and_cover_are_checked()
    {
        Assert.Contains(Parity.Check(Paper, Xml with { Conformities = [.. Xml.Conformities.Select(one => one with { Status = "fail" })] }), one => one is { Path: "results/operating-error/full/verdict", Paper: "合格", Xml: "不合格" });
        Assert.Contains(Parity.Check(Paper, Xml with { Conditions = [.. Xml.Conditions.Select(one => one with { Digits = "99" })] }), one => one.Path == "conditions/temperature");
        Assert.Equal("cover/number", Assert.Single(Parity.Check(Paper with { Cover = Cover("number", "MN-JD-2026-00009") }, Xml)).Path);
        Assert.Equal("cover/serial-number", Assert.Single(Parity.Check(Paper with { Cover = Cover("serial-number", "SN") }, Xml)).Path);
        Assert.Equal("cover/valid-until", Assert.Single(Parity.Check(Paper with { Cover = Cover("valid-until", "2030-01-01") }, Xml)).Path);
        Assert.Equal("cover/issued-on", Assert.Single(Parity.Check(Paper, Xml with { IssuedOn = new(2026, 9, 1) })).Path);
        Assert.Equal("cover/customer", Assert.Single(Parity.Check(Paper with { Cover = Cover("customer", "别人") }, Xml)).Path);
    }

    [Fact]
    public void Another_unit_over_a_column_is_named()
    {
        var sections = Paper.Sections.Select(section => section with
        {
            Blocks = [.. section.Blocks.Select(block => block is not Table table ? block : table with
            {
                Columns = [.. table.Columns.Select(column => column with { Title = column.Title with { Zh = column.Title.Zh.Replace("/kWh", "/MWh", StringComparison.Ordinal) } })],
            })],
        });

        var differences = Parity.Check(Paper with { Sections = [.. sections] }, Xml);
        Assert.Contains(differences, one => one == new ParityDifference("results/operating-error/full/1/Ex", @"10.05 \mega\watt\hour", @"10.05 \kilo\watt\hour"));
    }

    private static void Named(string label, ReadDcc forged) => Assert.Equal($"results/{label}", Assert.Single(Parity.Check(Paper, forged)).Path);

    private static ReadDcc With(int at, ReadValue value) => Xml with { Values = [.. Xml.Values.Select((one, i) => i == at ? value : one)] };

    private static List<Field> Cover(string id, string value) => [.. Paper.Cover.Select(field => field.Id == id ? field with { Value = BilingualText.Same(value) } : field)];

    /// <summary>The text with its last digit changed, or other words.</summary>
    private static string Another(string text)
    {
        var last = text.LastIndexOfAny([.. "0123456789"]);
        return last < 0 ? text + "?" : $"{text[..last]}{(text[last] == '9' ? '8' : (char)(text[last] + 1))}{text[(last + 1)..]}";
    }

    private static ReadDcc Read(CertificateDocument document) => DccReader.Read(DccWriter.Write(document).Value).Value;
}

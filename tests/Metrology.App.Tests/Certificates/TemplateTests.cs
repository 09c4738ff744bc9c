using Metrology.App.Certificates;
using Metrology.App.Templates;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Metrology.Dcc.Checking;
using Metrology.Dcc.Reading;
using Metrology.Documents;
using Metrology.Pdf.Reading;
using Metrology.Testing;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Certificates;

public sealed class TemplateTests
{
    private static readonly CertificateTemplate Bilingual = new()
    {
        Name = "双语",
        Languages = PaperLanguages.Bilingual,
        InstitutionName = new("示例分院", "Example branch"),
        Statements = [new("示例声明一。", "Example statement one.")],
    };

    [Fact]
    public async Task A_record_takes_the_revision_in_force_when_it_is_submitted_and_keeps_it()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var first = await PublishedAsync(laboratory, Bilingual);
        var id = await laboratory.ApprovedAsync();
        // What comes later is of later records.
        await PublishedAsync(laboratory, Bilingual with { Statements = [new("另一句。", "Another.")] });
        Assert.False((await laboratory.The<PublishTemplate>().WithdrawAsync(laboratory.People.Approver, first, "示例", default)).IsRefused);
        var issued = await IssueTests.IssueAsync(laboratory, id);

        Assert.Equal((first, 1, "双语"), (issued.Document.Design!.TemplateHash, issued.Document.Design.Revision, issued.Document.Design.TemplateName));
        var text = Squeezed(PdfReader.Open(issued.Pdf).Text);
        foreach (var said in new[] { "示例分院", "示例声明一。", "Examplestatementone.", "证书编号CertificateNo.", "检定结论Conclusion", "合格" })
            Assert.Contains(said, text, StringComparison.Ordinal);
        // A cover is one page, also with twice the lines.
        Assert.Contains("示例声明一。", PdfReader.Open(issued.Pdf).Pages[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Another.", text, StringComparison.Ordinal);
        Assert.Equal("示例分院", DccReader.Read(issued.Dcc!).Value.Laboratory.In(Language.Zh));
        // The next record takes the next revision.
        var next = await IssueTests.IssueAsync(laboratory, await laboratory.ApprovedAsync());
        Assert.Equal(2, next.Document.Design!.Revision);
    }

    [Fact]
    public async Task Both_languages_of_a_bilingual_paper_are_compared_with_the_digital_certificate()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await PublishedAsync(laboratory, Bilingual);
        var issued = await IssueTests.IssueAsync(laboratory, await laboratory.ApprovedAsync());
        var dcc = DccReader.Read(issued.Dcc!).Value;
        Assert.Empty(Parity.Check(issued.Document, dcc));
        await laboratory.RebuiltAsync(issued.VerificationId, issued.Number);

        var forged = issued.Document with
        {
            Cover = [.. issued.Document.Cover.Select(field => field.Id == "conclusion" ? field with { Value = field.Value with { En = "Passed, conforms to class 0.5" } } : field)],
        };
        Assert.Contains(Parity.Check(forged, dcc), one => one.Path == "cover/conclusion@2");
    }

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    [InlineData(false, false, false)]
    public async Task A_column_that_is_left_out_is_neither_on_the_pages_nor_in_the_xml(bool readings, bool mean, bool uncertainty)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await PublishedAsync(laboratory, Bilingual with { Languages = PaperLanguages.Zh, Scope = TemplateScope.Verification, Columns = new(readings, mean, uncertainty) });
        var issued = await IssueTests.IssueAsync(laboratory, await laboratory.ApprovedAsync());
        var dcc = DccReader.Read(issued.Dcc!).Value;
        var titles = issued.Document.Sections.SelectMany(section => section.Blocks).OfType<Table>().SelectMany(table => table.Columns).Select(column => column.Title.Zh).ToList();
        Assert.Equal(mean, titles.Exists(title => title.StartsWith("平均误差", StringComparison.Ordinal)));
        Assert.Equal(readings, titles.Contains("次数"));
        Assert.Equal(mean, dcc.Values.Any(value => value.Label?.EndsWith("/mean", StringComparison.Ordinal) == true));
        Assert.Equal(readings, dcc.Values.Any(value => value.Label?.EndsWith("/error", StringComparison.Ordinal) == true));
        Assert.Equal(uncertainty && titles.Exists(title => title.StartsWith("U(", StringComparison.Ordinal)), dcc.Values.Any(value => value.Uncertainty is not null));
        Assert.Empty(Parity.Check(issued.Document, dcc));
        var record = (await laboratory.The<VerificationQueries>().FindAsync(issued.VerificationId, default)).Value;
        var (items, conditions) = CertificateComposer.Values(record.State.Plan, record.Evaluate());
        Assert.Empty(RecomputedValues.Check(items, conditions, dcc));
        await laboratory.RebuiltAsync(issued.VerificationId, issued.Number);
    }

    [Fact]
    public async Task Pictures_are_kept_once_and_stand_on_the_paper()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var plain = await IssueTests.IssueAsync(laboratory, await laboratory.ApprovedAsync());
        var picture = Pictures.Png(120, 80);
        await PublishedAsync(laboratory, Bilingual, picture, picture);
        Assert.Equal(1, await laboratory.AskAsync(db => db.TemplatePictures.CountAsync()));
        var issued = await IssueTests.IssueAsync(laboratory, await laboratory.ApprovedAsync());
        Assert.Equal((0, 2), (Images(plain.Pdf), Images(issued.Pdf)));
        Assert.Contains("（机构印章）", PdfReader.Open(plain.Pdf).Pages[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("（机构印章）", PdfReader.Open(issued.Pdf).Pages[0].Text, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "name", "template.name" }, { "long", "template.name" }, { "language", "template.language-missing" }, { "uncertainty", "template.uncertainty-required" }, { "many", "template.too-many-statements" },
        { "emoji", "certificate.unprintable" }, { "palette", "template.picture-damaged" }, { "cut", "template.picture-damaged" }, { "jpeg-cut", "template.picture-damaged" }, { "heavy", "template.picture-too-large" },
        { "pixels", "template.picture-too-many-pixels" }, { "missing", "template.picture-missing" }, { "statement", "template.too-long" }, { "right-to-left", "certificate.right-to-left" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_template_is_refused_by_its_code_and_nothing_is_kept(string what, string code)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var png = Pictures.Png(20, 20);
        DraftTemplate.Request request = what switch
        {
            "name" => new(Bilingual with { Name = " " }),
            "long" => new(Bilingual with { Name = new string('长', 61) }),
            "language" => new(Bilingual with { Statements = [new("只有中文", "")] }),
            "uncertainty" => new(Bilingual with { Columns = new(Uncertainty: false) }),
            "many" => new(Bilingual with { Statements = [.. Enumerable.Repeat(new BilingualText("句", "s"), 9)] }),
            "statement" => new(Bilingual with { Statements = [new(new string('句', 301), "s")] }),
            "emoji" => new(Bilingual with { Statements = [new("😀", "x")] }),
            "right-to-left" => new(Bilingual with { InstitutionName = new("معهد", "x") }),
            "palette" => new(Bilingual, Logo: "GIF89a not a png"u8.ToArray()),
            "cut" => new(Bilingual, Seal: png[..^20]),
            "jpeg-cut" => new(Bilingual, Seal: Pictures.JpegHead),
            "heavy" => new(Bilingual, Logo: new byte[600 * 1024]),
            "pixels" => new(Bilingual, Logo: Pictures.Claiming(2001, 2000)),
            _ => new(Bilingual with { LogoHash = new string('a', 64) }),
        };
        var refusal = (await laboratory.The<DraftTemplate>().ExecuteAsync(laboratory.People.Checker, request, default)).Refusal;
        Assert.Equal(code, refusal?.Code);
        Assert.Equal((0, 0), await laboratory.AskAsync(async db => (await db.Templates.CountAsync(), await db.TemplatePictures.CountAsync())));
    }

    /// <summary>A paper bears the picture that the template names by its hash, or there is no paper.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_picture_that_was_exchanged_or_taken_out_goes_on_no_paper(bool removed)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var hash = await PublishedAsync(laboratory, Bilingual, logo: Pictures.Png(20, 20));
        var record = await laboratory.ApprovedAsync();
        var other = Pictures.Png(30, 30);
        await laboratory.TamperAsync(db => removed ? db.TemplatePictures.ExecuteDeleteAsync() : db.TemplatePictures.ExecuteUpdateAsync(row => row.SetProperty(one => one.Content, other)));
        var issued = await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, record, default);
        Assert.Equal("ledger.unusable", issued.Refusal?.Code);
        Assert.Contains("TemplatePicture", issued.Refusal!.Text.En, StringComparison.Ordinal);
        Assert.Equal("ledger.unusable", (await laboratory.The<TemplateQueries>().ExampleAsync(hash, default)).Refusal?.Code);
    }

    /// <summary>Each language says why in its own words.</summary>
    [Fact]
    public void A_picture_that_cannot_be_taken_is_refused_in_both_languages()
    {
        var renderer = new CertificateRenderer(DocumentFonts.Stack);
        var looked = new[] { "GIF89a not a png"u8.ToArray(), Pictures.Png(20, 20)[..^20], Pictures.JpegHead, Pictures.Claiming(2001, 2000), Flipped() }
            .Select(file => renderer.Look(file).Refusal!.Text).ToList();
        Assert.All(looked, text => Assert.DoesNotMatch("[a-z]{4}", text.Zh.Replace("alpha", "", StringComparison.Ordinal)));
        Assert.All(looked, text => Assert.DoesNotMatch("[\u4e00-\u9fff]", text.En));
        Assert.Equal(looked.Count - 1, looked.Select(text => text.Zh).Distinct().Count());

        static byte[] Flipped()
        {
            var png = Pictures.Png(20, 20);
            png[40] ^= 1;
            return png;
        }
    }

    [Fact]
    public async Task Drafting_and_publishing_take_two_persons_with_the_right()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (draft, publish, people) = (laboratory.The<DraftTemplate>(), laboratory.The<PublishTemplate>(), laboratory.People);
        Assert.Equal("laboratory.not-allowed", (await draft.ExecuteAsync(people.Technician, new(Bilingual), default)).Refusal?.Code);
        var hash = (await draft.ExecuteAsync(people.Approver, new(Bilingual), default)).Value;
        Assert.Equal("template.unchanged", (await draft.ExecuteAsync(people.Checker, new(Bilingual), default)).Refusal?.Code);
        Assert.Equal("laboratory.not-allowed", (await publish.ExecuteAsync(people.Checker, hash, default)).Refusal?.Code);
        Assert.Equal("template.same-person", (await publish.ExecuteAsync(people.Approver, hash, default)).Refusal?.Code);
        Assert.Equal("template.no-reason", (await publish.WithdrawAsync(people.Approver, hash, " ", default)).Refusal?.Code);
        Assert.False((await publish.ExecuteAsync(people.Ann.Saying("示例"), hash, default)).IsRefused);
        Assert.Equal("template.not-waiting", (await publish.ExecuteAsync(people.Ann.Saying("示例"), hash, default)).Refusal?.Code);
    }

    [Fact]
    public void A_template_that_chooses_nothing_sets_the_paper_as_the_product_does()
    {
        var renderer = new Metrology.Documents.CertificateRenderer(Metrology.Documents.DocumentFonts.Stack);
        var plain = TemplateExample.Document(new("", 0, new() { Name = "x" }), null);
        Assert.NotNull(plain.Design);
        Assert.Equal(renderer.Render(plain with { Design = null }).Value, renderer.Render(plain).Value);
        var none = plain with { Design = null };
        Assert.DoesNotContain("design", CertificateDocumentText.Write(none), StringComparison.Ordinal);
        Assert.Equal(CertificateDocumentText.Write(plain), CertificateDocumentText.Write(CertificateDocumentText.Read(CertificateDocumentText.Write(plain))));
    }

    [Fact]
    public async Task The_template_for_a_kind_comes_before_the_one_for_all()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var calibration = await PublishedAsync(laboratory, Bilingual with { Scope = TemplateScope.Calibration });
        var all = await PublishedAsync(laboratory, Bilingual with { Name = "通用" });
        Assert.Equal((calibration, all), await laboratory.AskAsync(async db => ((await TemplateChoice.OfAsync(db, ProcedurePurpose.Calibration, default))!.Hash, (await TemplateChoice.OfAsync(db, ProcedurePurpose.Verification, default))!.Hash)));
        Assert.All(await laboratory.The<TemplateQueries>().AllAsync(default), line => Assert.True(line.IsUsed));
    }

    internal static async Task<string> PublishedAsync(Support.Laboratory laboratory, CertificateTemplate template, byte[]? logo = null, byte[]? seal = null)
    {
        var drafted = await laboratory.The<DraftTemplate>().ExecuteAsync(laboratory.People.Checker, new(template, logo, seal), default);
        Assert.Null(drafted.Refusal);
        Assert.Null((await laboratory.The<PublishTemplate>().ExecuteAsync(laboratory.People.Approver.Saying("示例"), drafted.Value, default)).Refusal);
        laboratory.Clock.Now = laboratory.Clock.Now.AddMinutes(1);
        return drafted.Value;
    }

    private static int Images(byte[] pdf)
    {
        Assert.SkipWhen(ForeignProgram.Missing("pdfimages") is not null, ForeignProgram.Missing("pdfimages") ?? "");
        var file = Path.GetTempFileName();
        File.WriteAllBytes(file, pdf);
        try
        {
            return ForeignProgram.Run("pdfimages", ["-list", file]).Output.Split('\n').Count(line => line.Contains(" image ", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Squeezed(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}

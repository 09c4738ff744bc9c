using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Verify.Checking;

namespace Metrology.Verify.Tests;

/// <summary>Pages and files that were changed with foreign tools, and that nobody signed: the first broken thing is named. Forgeries of an independent review are among them.</summary>
public sealed class ForgedPagesTests
{
    private static readonly Lazy<PdfForgery> File = new(() => new(SampleCertificate.Unsigned));

    private static PdfForgery Forgery => File.Value;

    [Fact]
    public void The_tools_alone_change_nothing_that_is_checked()
    {
        Assert.SkipWhen(PdfForgery.Missing is not null, PdfForgery.Missing ?? "");
        Assert.Null(CertificateCheck.Run(Forgery.Same()).Broken?.Text.En);
    }

    [Theory]
    [InlineData("签发日期", "检定日期", "page.words")]
    [InlineData("有效期至", "检定日期", "page.words")]
    [InlineData("核验员", "批准人", "page.words")]
    [InlineData("校验码", "校准码", "page.words")]
    [InlineData("检定证书", "校准证书", "parity")]
    [InlineData("以下空白", "以下合格", "page.words")]
    [InlineData("最大允许误", "最小允许误", "page.words")]
    [InlineData("环境温度", "环境湿度", "page.words")]
    [InlineData("误差/%", "误差/s", "parity")]
    [InlineData("修约值", "误差值", "page.words")]
    [InlineData("测量数据", "误差数据", "page.words")]
    [InlineData("检定使用的计量标准", "校准使用的计量标准", "page.words")]
    [InlineData("名称", "型号", "page.words")]
    [InlineData("外观完好", "外观不好", "page.words")]
    [InlineData("1. 检定结果仅对", "1. 检定结果不对", "page.words")]
    [InlineData("3. 工作误差", "9. 工作误差", "page.words")]
    [InlineData("第 1 页", "第 2 页", "page.stray-text")]
    [InlineData("证书编号：", "检定编号：", "page.stray-text")]
    public void Other_words_are_named(string words, string others, string code)
    {
        Assert.SkipWhen(PdfForgery.Missing is not null, PdfForgery.Missing ?? "");
        Assert.SkipWhen(!Forgery.Has(words) || !Forgery.Has(others), $"skipped: the font of the sample lacks a letter of {words} or {others}");
        var broken = CertificateCheck.Run(Forgery.Reworded(words, others)).Broken;
        Assert.Equal(code, broken?.Code);
        if (code == "page.words")
            Assert.Contains(others[..2], broken!.Text.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Type /Page\n", "/Annots [ << /Type /Annot /Subtype /FreeText /Rect [100 300 400 400] /DA (/F 12 Tf) /Contents (PASS 9.9) /F 4 >> ]\n  /Type /Page\n", "page.annotation")]
    [InlineData("/Type /Page\n", "/Annots [ << /Type /Annot /Subtype /Square /IC [1 1 1] /Rect [100 300 400 400] /F 4 >> ]\n  /Type /Page\n", "page.annotation")]
    [InlineData("/Type /Page\n", "/Annots [ << /Type /Annot /Subtype /Link /Rect [0 0 600 800] /A << /S /URI /URI (http://evil.example/) >> >> ]\n  /Type /Page\n", "page.annotation")]
    [InlineData("/Type /Page\n", "/Annots [ << /Type /Annot /Subtype /Widget /FT /Sig /T (S) /Rect [0 0 600 800] /F 4 >> ]\n  /Type /Page\n", "page.annotation")]
    [InlineData("/Type /Page\n", "/AA << /O << /S /JavaScript /JS (app.alert\\(1\\)) >> >>\n  /Type /Page\n", "file.action")]
    [InlineData("/Type /Page\n", "/Rotate 180\n  /Type /Page\n", "file.unknown-part")]
    [InlineData("/Type /Page\n", "/CropBox [0 0 10 10]\n  /Type /Page\n", "file.unknown-part")]
    [InlineData("/Type /Catalog", "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>\n  /Type /Catalog", "file.action")]
    [InlineData("/Type /Catalog", "/OCProperties << /OCGs [] /D << >> >>\n  /Type /Catalog", "file.layer")]
    [InlineData("/Type /Catalog", "/AcroForm << /Fields [ << /FT /Tx /T (sum) /V (9.9) >> ] >>\n  /Type /Catalog", "file.form-field")]
    [InlineData("/Names <<\n    /EmbeddedFiles", "/Names <<\n    /JavaScript << /Names [ (a) << /S /JavaScript /JS (1) >> ] >>\n    /EmbeddedFiles", "file.action")]
    [InlineData("/S /TD", "/ActualText (9.9)\n  /S /TD", "file.substitute-text")]
    [InlineData("/Subtype /CIDFontType2", "/Subtype /CIDFontType0", "page.font")]
    [InlineData("/Encoding /Identity-H", "/Encoding /Identity-V", "page.font")]
    [InlineData("/Title <feff", "/Title <feff0041", "file.other-words")]
    [InlineData("x-default\">", "x-default\">9.9 ", "file.other-words")]
    [InlineData("<pdfaid:part>3", "<pdfaid:part>1", "file.other-words")]
    [InlineData("<dc:creator><rdf:Seq><rdf:li>", "<dc:creator><rdf:Seq><rdf:li>9", "file.other-words")]
    [InlineData("<xmp:CreateDate>2", "<xmp:CreateDate>1", "file.other-words")]
    [InlineData("/Author <feff", "/Author <feff0041", "file.other-words")]
    [InlineData("/Subject <feff", "/Subject <feff0041", "file.other-words")]
    [InlineData("/Producer (", "/Keywords (9.9)\n  /Producer (", "file.other-words")]
    [InlineData("/CreationDate (D:2", "/CreationDate (D:1", "file.other-words")]
    [InlineData("/Dest [", "/Dest [ null", "file.other-words")]
    [InlineData("acsp", "acsq", "file.colour-profile")]
    [InlineData("\n  /OutputIntents [", "\n  /Extensions [", "file.colour-profile")]
    [InlineData("/S /GTS_PDFA1", "/S /GTS_PDFX", "file.colour-profile")]
    [InlineData("(sRGB IEC61966-2.1)", "(sRGB IEC61966-2.2)", "file.colour-profile")]
    [InlineData("/Type /OutputIntent\n", "/RegistryName (x)\n  /Type /OutputIntent\n", "file.colour-profile")]
    [InlineData("/N 3\n", "/N 4\n", "file.colour-profile")]
    [InlineData("/N 3\n", "/Alternate /DeviceRGB\n  /N 3\n", "file.colour-profile")]
    [InlineData("/XYZ", "/Fit", "file.outline")]
    [InlineData("/Type /Outlines", "/Count 1\n  /Type /Outlines", "file.outline")]
    [InlineData("/AFRelationship /Alternative", "/AFRelationship /Data", "dcc.relationship")]
    [InlineData("/Desc <feff", "/Desc <feff0041", "dcc.relationship")]
    [InlineData("/Marked true", "/Marked false", "file.unknown-part")]
    [InlineData("\n  /AF [", "\n  /AF [ ] /Ignored [", "file.unknown-part")]
    [InlineData("\n      555\n", "\n      -555\n", "page.font")]
    [InlineData("<</MCID 0>>BDC", "<</MCID 0/ActualText(9.9)>>BDC", "page.operator")]
    public void Parts_that_no_certificate_has_are_named(string text, string other, string code)
    {
        Assert.SkipWhen(PdfForgery.Missing is not null, PdfForgery.Missing ?? "");
        Assert.Equal(code, CertificateCheck.Run(Forgery.With(text, other)).Broken?.Code);
    }

    [Theory]
    [InlineData("q 1 g 60 200 500 600 re f Q", "page.covered")]
    [InlineData("q 0 g 60 200 500 600 re f Q", "page.covered")]
    [InlineData("q 1 G 30 w 60 500 m 560 500 l S Q", "page.covered")]
    [InlineData("q 0 G 0.5 w 4 4 m 40 40 l S Q", "page.shape")]
    [InlineData("q 1 G 0.5 w 60 400 m 560 400 l 60 401 m 560 401 l 60 402 m 560 402 l 60 403 m 560 403 l 60 404 m 560 404 l 60 405 m 560 405 l 60 406 m 560 406 l 60 407 m 560 407 l 60 408 m 560 408 l 60 409 m 560 409 l 60 410 m 560 410 l 60 411 m 560 411 l 60 412 m 560 412 l S Q", "page.covered")]
    [InlineData("q 0 G 0.5 w 20 20 m 20 44 l S Q", "page.shape")]
    [InlineData("q 0 G 0.5 w 20 20 m 32 20 l S Q", "page.shape")]
    [InlineData("q 1 G 0.5 w 4 4 m 40 4 l S Q", "page.shape")]
    [InlineData("q 0 G 2 w 4 4 m 40 4 l S Q", "page.shape")]
    [InlineData("q 1 g 4 4 10 10 re f Q", "page.shape")]
    [InlineData("q 1 1 -4 rg Q", "page.operator")]
    [InlineData("q 0 g 100 60 3 3 re f Q", "qr.unreadable")]
    [InlineData("q 0 g 20 20 9 9 re f Q", "page.shape")]
    [InlineData("q 0 0 10 10 re W n Q", "page.operator")]
    [InlineData("/GS0 gs", "page.operator")]
    [InlineData("q 10 0 0 10 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q", "page.operator")]
    public void What_hides_covers_or_draws_is_named(string operators, string code)
    {
        Assert.SkipWhen(PdfForgery.Missing is not null, PdfForgery.Missing ?? "");
        Assert.Equal(code, CertificateCheck.Run(Forgery.Painted(operators)).Broken?.Code);
    }

    [Fact]
    public void Hidden_and_moved_texts_are_named()
    {
        Assert.SkipWhen(PdfForgery.Missing is not null, PdfForgery.Missing ?? "");
        // White, outside of the page, and the last day of validity put beside another label.
        Assert.Equal("page.hidden-text", CertificateCheck.Run(Forgery.With("0.471 g", "0.99 g")).Broken?.Code);
        var date = $"<{Forgery.Codes("2029年08月20日")}>";
        Assert.Equal("page.hidden-text", CertificateCheck.Run(Forgery.With(date + "Tj", $"2000 0 Td {date}Tj")).Broken?.Code);
        Assert.Equal("page.moved-text", CertificateCheck.Run(Forgery.With(date + "Tj", $"0 60 Td {date}Tj")).Broken?.Code);
        var invisible = CertificateCheck.Run(Forgery.With(date + "Tj", $"3 Tr {date}Tj 0 Tr"));
        Assert.Equal("cover/valid-until", invisible.Broken?.Where);
        Assert.Contains(invisible.Findings, one => one.Code == "page.operator");
    }

    /// <summary>Letters that are squeezed to nothing, slanted or mirrored are not those that are read.</summary>
    [Theory]
    [InlineData("0.001 0 0 1")]
    [InlineData("1 0 1 1")]
    [InlineData("-1 0 0 1")]
    public void Distorted_letters_are_named(string matrix)
    {
        Assert.SkipWhen(PdfForgery.Missing is not null, PdfForgery.Missing ?? "");
        Assert.Contains(CertificateCheck.Run(Forgery.Painted($"q {matrix} 20 20 cm BT /F0 12 Tf 0 0 Td <0001>Tj ET Q")).Findings, one => one.Code == "page.operator" && one.IsBroken);
    }

    /// <summary>A paper of a demonstration without its mark would pass for a real one.</summary>
    [Theory]
    [InlineData("0.894 g", "1 g")]
    [InlineData("0.894 g", "0.98 g")]
    [InlineData("297.64 420.94 cm", "2970 4200 cm")]
    public void A_mark_that_is_not_to_be_seen_is_named(string text, string other)
    {
        Assert.SkipWhen(PdfForgery.Missing is not null, PdfForgery.Missing ?? "");
        Assert.Equal("page.hidden-text", CertificateCheck.Run(Forgery.With(text, other)).Broken?.Code);
    }

    [Fact]
    public void A_code_that_leads_elsewhere_is_named()
    {
        var document = SampleCertificate.Document;
        var elsewhere = document with { CheckAddress = "https://example.com/check/MN-JD-2026-00001?code=ABCDEFGHJKMN2345" };
        var broken = CertificateCheck.Run(SampleCertificate.Bind(elsewhere, null, SampleCertificate.Xml(document)));
        Assert.Contains(broken.Findings, one => one.Code == "qr.other-content" && one.Text.En.Contains("https://example.com/", StringComparison.Ordinal));
        // Pages and certificate agree on an address that is of another number.
        var other = document with { CheckAddress = "https://example.org/check/MN-JD-2026-00002?code=ABCDEFGHJKMN2345" };
        Assert.Equal("qr.other-certificate", CertificateCheck.Run(SampleCertificate.Make(other, null)).Broken?.Code);
    }

    [Theory]
    [InlineData("beginPerformanceDate>2026-08-21", "beginPerformanceDate>2026-08-01", "dcc.not-shown")]
    [InlineData("lang=\"en\">Conforms<", "lang=\"en\">Does not conform<", "dcc.not-shown")]
    [InlineData("norm>JJG 1148-2022<", "norm>JJG 1148-2021<", "parity")]
    [InlineData("edition=\"1\"", "edition=\"2\"", "page.edition-unknown")]
    [InlineData("languages=\"zh\"", "languages=\"en\"", "page.language")]
    public void Facts_of_the_certificate_that_no_page_shows_are_named(string text, string other, string code)
    {
        var xml = System.Text.Encoding.UTF8.GetString(SampleCertificate.Xml(SampleCertificate.Document));
        var forged = xml.Replace(text, other, StringComparison.Ordinal);
        Assert.NotEqual(xml, forged);
        Assert.Contains(CertificateCheck.Run(SampleCertificate.Bind(SampleCertificate.Document, null, System.Text.Encoding.UTF8.GetBytes(forged))).Findings, one => one.Code == code && one.IsBroken);
    }

    [Fact]
    public void A_layout_that_is_not_known_is_believed_only_to_somebody_who_is_trusted()
    {
        var document = SampleCertificate.Document;
        var later = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(SampleCertificate.Xml(document)).Replace("edition=\"1\"", "edition=\"2\"", StringComparison.Ordinal));
        var file = SampleCertificate.Make(document, SampleCertificate.Key, later);
        Assert.Equal("page.edition-unknown", CertificateCheck.Run(file).Broken?.Code);
        var signer = Metrology.Pdf.Reading.PdfReader.Open(file).Signatures[0].Certificate!;
        var report = CertificateCheck.Run(file, trusted: [signer]);
        Assert.Null(report.Broken);
        Assert.Contains(report.Findings, one => one.Code == "page.edition-unknown");
    }
}

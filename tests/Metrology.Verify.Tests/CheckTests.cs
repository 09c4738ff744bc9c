using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Documents.Signing;
using Metrology.Pdf.Reading;
using Metrology.Verify.Checking;

namespace Metrology.Verify.Tests;

/// <summary>Certificates that hold, and forged ones: whatever was done to a file, the first broken thing is named.</summary>
public sealed class CheckTests
{
    private static readonly LocalSigner Forger = SampleCertificate.NewKey();
    private static readonly byte[] SignedByForger = Attached(SampleCertificate.Make(SampleCertificate.Document, Forger));
    private static readonly X509Certificate2 Signer = PdfReader.Open(SampleCertificate.Signed).Signatures[0].Certificate!;

    [Theory]
    [InlineData(Language.Zh)]
    [InlineData(Language.En)]
    public void A_certificate_as_it_was_issued_holds(Language language)
    {
        var document = SampleCertificate.Compose("MN-JD-2026-00001", language);
        foreach (var file in new[] { SampleCertificate.Make(document, SampleCertificate.Key), SampleCertificate.Make(document, null) })
        {
            var report = CertificateCheck.Run(file);
            Assert.Null(report.Broken);
            Assert.Equal("MN-JD-2026-00001", report.Number);
            Assert.InRange(report.Compared, 90, 300);
            Assert.Equal(["模拟", "示例"], report.Marks.Select(mark => mark.Zh));
        }
    }

    [Fact]
    public void Whom_to_trust_is_the_readers_choice()
    {
        using var other = SampleCertificate.NewKey();
        var foreign = PdfReader.Open(SampleCertificate.Make(SampleCertificate.Document, other)).Signatures[0].Certificate!;

        Assert.Null(CertificateCheck.Run(SampleCertificate.Signed).IsTrusted);
        Assert.True(CertificateCheck.Run(SampleCertificate.Signed, trusted: [Signer]).IsTrusted);
        Broken("signature.not-trusted", SampleCertificate.Signed, trusted: foreign);
        Broken("signature.missing", SampleCertificate.Unsigned, trusted: Signer);
        Assert.Equal("signature.missing", Assert.Single(CertificateCheck.Run(SampleCertificate.Unsigned).Findings, one => one.Code.StartsWith("signature", StringComparison.Ordinal)).Code);
    }

    [Fact]
    public void The_record_computes_the_same_values_and_another_record_does_not()
    {
        var bundle = SampleRecord.Bundle();
        Assert.Equal((null, true), (CertificateCheck.Run(SampleCertificate.Signed, bundle.ToZip()).Broken?.Code, CertificateCheck.Run(SampleCertificate.Signed, bundle.ToZip()).IsRecomputed));

        Broken("bundle.unreadable", SampleCertificate.Signed, "no zip"u8.ToArray());
        var record = Encoding.UTF8.GetString(bundle.Record);
        var edited = record.Replace("\"text\": \"1243.010\",\n        \"value\": 1243.010", "\"text\": \"1243.010\",\n        \"value\": 1243.000", StringComparison.Ordinal);
        Assert.NotEqual(record, edited);
        Broken("bundle.differs", SampleCertificate.Signed, (bundle with { Record = Encoding.UTF8.GetBytes(edited) }).ToZip());
        Broken("bundle.value", SampleCertificate.Signed, SampleRecord.Bundle(run: "class-1-tie").ToZip());
        Assert.Equal("procedure", Broken("bundle.other-record", SampleCertificate.Signed, SampleRecord.Bundle("electricity/jjg-1148/2018.json", "pulses-and-amount").ToZip()).Where);
    }

    /// <summary>Somebody who has the key of the institution, or no key at all, writes other results on pages and XML alike: only the record tells.</summary>
    [Fact]
    public void Pages_and_xml_that_agree_on_a_wrong_value_are_found_by_the_record()
    {
        var forged = Forgery.Everywhere(SampleCertificate.Document, "operating-error/full/mean");
        var file = SampleCertificate.Make(forged, SampleCertificate.Key);
        Assert.Null(CertificateCheck.Run(file).Broken);
        Assert.Equal("results/operating-error/full/mean", Broken("bundle.value", file, SampleRecord.Bundle().ToZip()).Where);
    }

    public static TheoryData<string> Ids() => [.. Forgery.Ids(SampleCertificate.Document)];

    /// <summary>One text of the pages changed, XML as it was, both signed anew by whoever did it.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void A_changed_text_on_the_pages_is_named(string id)
    {
        var forged = Forgery.OnPages(SampleCertificate.Document, id);
        var broken = CertificateCheck.Run(SampleCertificate.Bind(forged, Forger, SignedByForger)).Broken;

        Assert.NotNull(broken);
        Assert.Equal(id == "cover/number" ? "dcc.other-certificate" : "parity", broken.Code);
        Assert.StartsWith(Forgery.PathOf(id), broken.Where, StringComparison.Ordinal);
    }

    /// <summary>Every text of the XML, one after the other: changed after it was signed.</summary>
    [Fact]
    public void A_changed_text_in_the_xml_is_found_by_its_signature()
    {
        var dcc = Attached(SampleCertificate.Signed);
        foreach (var forged in Forgery.Texts(dcc).Where((_, i) => i % 11 == 0))
        {
            var broken = CertificateCheck.Run(SampleCertificate.Bind(SampleCertificate.Document, SampleCertificate.Key, forged)).Broken;
            Assert.StartsWith("dcc-signature.", broken?.Code, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<dcc:model>SIM-AC-7kW<", "<dcc:model>SIM-AC-8kW<", "cover/model")]
    [InlineData("示例充电运营有限公司", "示例充电运营公司", "cover/customer")]
    [InlineData("<dcc:referralID>示例-DC-0001<", "<dcc:referralID>示例-DC-0009<", "equipment/1/certificate")]
    [InlineData("\\percent</si:unitXMLList>", "\\one</si:unitXMLList>", "results/operating-error/full/1/error")]
    [InlineData("code=\"ABCDEFGHJKMN2345\"", "code=\"ABCDEFGHJKMN2346\"", "check/code")]
    public void A_changed_value_in_unsigned_xml_is_named_by_the_pages(string text, string other, string where)
    {
        var xml = Encoding.UTF8.GetString(SampleCertificate.Xml(SampleCertificate.Document));
        var forged = xml.Replace(text, other, StringComparison.Ordinal);
        Assert.NotEqual(xml, forged);
        Assert.Equal(where, Broken("parity", SampleCertificate.Bind(SampleCertificate.Document, null, Encoding.UTF8.GetBytes(forged))).Where);
    }

    [Fact]
    public void Attachments_that_are_gone_exchanged_or_no_certificate_are_named()
    {
        var document = SampleCertificate.Document;
        var other = SampleCertificate.Compose("MN-JD-2026-00002");
        using var forger = SampleCertificate.NewKey();
        Broken("dcc.missing", SampleCertificate.Bind(document, SampleCertificate.Key, null));
        Broken("dcc.other-certificate", SampleCertificate.Make(document, SampleCertificate.Key, SampleCertificate.Xml(other)));
        Broken("dcc-signature.missing", SampleCertificate.Bind(document, SampleCertificate.Key, SampleCertificate.Xml(document)));
        Broken("signature.different-signers", SampleCertificate.Bind(document, SampleCertificate.Key, Attached(SampleCertificate.Make(document, forger))));
        Broken("xml.not-well-formed", SampleCertificate.Bind(document, null, "<dcc"u8.ToArray()));
        Broken("dcc.not-a-dcc", SampleCertificate.Bind(document, null, "<dcc/>"u8.ToArray()));
        Broken("pdf.unreadable", "no pdf"u8.ToArray());
    }

    /// <summary>One bit of the file after it was signed: from the first byte to the last, as many places as time allows.</summary>
    [Fact]
    public void A_changed_byte_anywhere_is_found()
    {
        var file = SampleCertificate.Signed;
        var random = new Random(20261126);
        for (var i = 0; i < 100; i++)
        {
            var forged = file.ToArray();
            forged[random.Next(forged.Length - 40)] ^= (byte)(1 << random.Next(8));
            var report = CertificateCheck.Run(forged);
            Assert.True(report.Broken is not null || IsPadding(forged, file), $"mutation {i}");
        }
    }

    [Fact]
    public void Text_that_is_drawn_beside_the_structure_is_named()
    {
        var document = SampleCertificate.Document;
        var stray = document with { Number = "MN-JD-2026-00009" };
        // The number in the running header of every page, and nothing else.
        Assert.Equal("page 1", Broken("page.stray-text", SampleCertificate.Make(stray, null, SampleCertificate.Xml(document))).Where);
        Broken("parity", SampleCertificate.Make(document with { Watermarks = [] }, null, SampleCertificate.Xml(document)));
    }

    [Fact]
    public void A_certificate_that_no_schema_forbids_but_nobody_should_believe_is_named()
    {
        var xml = Encoding.UTF8.GetString(SampleCertificate.Xml(SampleCertificate.Document));
        var forged = xml.Replace("<dcc:issueDate>2026-08-22<", "<dcc:issueDate>2026-08-20<", StringComparison.Ordinal);
        Assert.NotEqual(xml, forged);
        Broken("lint.issue-before-work", SampleCertificate.Bind(SampleCertificate.Document, null, Encoding.UTF8.GetBytes(forged)));
    }

    /// <summary>The goal of the project is 300 ms on a quiet machine; here others work too.</summary>
    [Fact]
    public void One_file_is_checked_quickly_once_the_program_is_warm()
    {
        _ = CertificateCheck.Run(SampleCertificate.Signed);
        var best = Enumerable.Range(0, 5).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            Assert.Null(CertificateCheck.Run(SampleCertificate.Signed).Broken);
            return watch.ElapsedMilliseconds;
        });
        Assert.InRange(best, 0, 300);
    }

    private static CheckFinding Broken(string code, byte[] file, byte[]? bundle = null, X509Certificate2? trusted = null)
    {
        var broken = CertificateCheck.Run(file, bundle, trusted is null ? null : [trusted]).Broken;
        Assert.Equal(code, broken?.Code);
        Assert.NotEqual(broken!.Text.Zh, broken.Text.En);
        return broken;
    }

    private static byte[] Attached(byte[] file) => Assert.Single(PdfReader.Open(file).Attachments).Content();

    /// <summary>The zeros behind a signature say nothing, and a hexadecimal digit is the same in capitals.</summary>
    private static bool IsPadding(byte[] forged, byte[] file)
    {
        var at = Enumerable.Range(0, file.Length).First(i => file[i] != forged[i]);
        return char.ToUpperInvariant((char)file[at]) == char.ToUpperInvariant((char)forged[at]) && char.IsAsciiHexDigit((char)file[at]);
    }
}

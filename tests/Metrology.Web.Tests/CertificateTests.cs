using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Core.Words;

namespace Metrology.Web.Tests;

/// <summary>What was issued, to people who are signed in, to strangers and to programs.</summary>
public sealed class CertificateTests
{
    internal static async Task<(Laboratory Laboratory, Certificate Certificate)> IssueAsync(string serial = "SIM-EV-0001")
    {
        var laboratory = await Laboratory.StartMeasuredAsync();
        return (laboratory, await IssueInAsync(laboratory, serial));
    }

    internal static async Task<Certificate> IssueInAsync(Laboratory laboratory, string serial)
    {
        var id = await laboratory.RecordOfAsync(serial);
        var accounts = await laboratory.Get<LaboratoryQueries>().AccountsAsync(CancellationToken.None);
        var moved = await laboratory.Get<MoveVerification>().ExecuteAsync(Of(Role.Checker), id, VerificationStates.Check, null, CancellationToken.None);
        Assert.Null(moved.Refusal);
        return (await laboratory.Get<IssueCertificate>().ApproveAndExecuteAsync(Of(Role.Approver), id, CancellationToken.None)).Value;

        Actor Of(Role role) => accounts.Where(row => row.Roles.Contains(role)).Select(row => new Actor(row.Id, row.DisplayName, row.Roles)).First();
    }

    /// <summary>So that a certificate can be replaced.</summary>
    internal static async Task CorrectInstitutionAsync(Laboratory laboratory)
    {
        var institution = (await laboratory.Get<LaboratoryQueries>().InstitutionAsync(CancellationToken.None))!;
        institution.Telephone = "010-87654321";
        Assert.Null((await laboratory.Get<EditInstitution>().ExecuteAsync(new(0, "", [Role.Administrator]) { Because = "测试" }, institution, CancellationToken.None)).Refusal);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    [Theory]
    [InlineData("", "inline")]
    [InlineData("?download=true", "attachment")]
    public async Task The_pdf_is_the_bytes_that_were_hashed(string query, string disposition)
    {
        var (laboratory, certificate) = await IssueAsync();
        await using var open = laboratory;
        var visitor = await laboratory.SignInAsync(Role.Technician);
        foreach (var path in new[] { "/certificates/", "/api/v1/certificates/" })
        {
            var answer = await visitor.GetAsync($"{path}{certificate.Number}/pdf{query}");
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal((disposition, $"{certificate.Number}.pdf"), (answer.Content.Headers.ContentDisposition?.DispositionType, answer.Content.Headers.ContentDisposition?.FileNameStar));
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal(certificate.PdfHash, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            Assert.Equal("%PDF-"u8.ToArray(), bytes[..5]);
        }
    }

    [Fact]
    public async Task What_is_stored_renders_to_what_was_issued_whatever_the_registers_say_later()
    {
        var (laboratory, certificate) = await IssueAsync();
        await using var open = laboratory;
        var institution = (await laboratory.Get<LaboratoryQueries>().InstitutionAsync(CancellationToken.None))!;
        institution.NameZh = "改名后的机构";
        await laboratory.Get<EditInstitution>().ExecuteAsync(new(0, "", [Role.Administrator]) { Because = "测试" }, institution, CancellationToken.None);

        var stored = (await laboratory.Get<CertificateQueries>().FindAsync(certificate.Number, CancellationToken.None))!;
        var rendered = laboratory.Get<ICertificateRenderer>().Render(stored.Document, stored.Dcc).Value;
        Assert.Equal(rendered, stored.Pdf[..rendered.Length]);
        var page = await (await laboratory.SignInAsync(Role.Technician)).ReadAsync($"/certificates/{certificate.Number}");
        Assert.Contains("示例市计量检定测试所", page, StringComparison.Ordinal);
        Assert.DoesNotContain("改名后的机构", page, StringComparison.Ordinal);
        Assert.Contains(certificate.PdfHash, page, StringComparison.Ordinal);
        Assert.Contains($"/verifications/{certificate.VerificationId}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_digital_certificate_is_saved_by_people_and_programs_and_its_hash_is_shown()
    {
        var (laboratory, certificate) = await IssueAsync();
        await using var open = laboratory;
        var visitor = await laboratory.SignInAsync(Role.Technician);
        foreach (var path in new[] { "/certificates/", "/api/v1/certificates/" })
        {
            var answer = await visitor.GetAsync($"{path}{certificate.Number}/dcc");
            Assert.Equal(("application/xml", "attachment", $"{certificate.Number}.xml"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.DispositionType, answer.Content.Headers.ContentDisposition?.FileNameStar));
            Assert.Equal(certificate.DccHash, Convert.ToHexStringLower(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync())));
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{path}MN-JD-2026-99999/dcc")).StatusCode);
        }

        var page = await visitor.ReadAsync($"/certificates/{certificate.Number}");
        Assert.All([$"/certificates/{certificate.Number}/dcc", certificate.DccHash!], text => Assert.Contains(text, page, StringComparison.Ordinal));
        var facts = await JsonAsync(await visitor.GetAsync($"/api/v1/certificates/{certificate.Number}"));
        Assert.Equal((certificate.DccHash, "local-certificate", true), (facts.GetProperty("dccHash").GetString(), facts.GetProperty("signature").GetProperty("kind").GetString(), facts.GetProperty("signature").GetProperty("isDemonstration").GetBoolean()));
    }

    [Fact]
    public async Task Who_signed_and_what_that_is_worth_is_said_to_everybody()
    {
        var (laboratory, certificate) = await IssueAsync();
        await using var open = laboratory;
        var stranger = laboratory.Visit();
        foreach (var (language, words) in new[] { ("zh", "不是 GB/T 38540 电子印章"), ("en", "no electronic seal by GB/T 38540") })
        {
            stranger.AcceptLanguage = language;
            var page = await stranger.ReadAsync($"/check/{certificate.Number}?code={certificate.CheckCode}");
            Assert.All([words, certificate.DccHash!, certificate.Signature!.Fingerprint, "DEMONSTRATION KEY"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        }

        var facts = await JsonAsync(await stranger.GetAsync($"/api/v1/check/{certificate.Number}?code={certificate.CheckCode}"));
        Assert.Equal((certificate.DccHash, certificate.Signature!.Fingerprint), (facts.GetProperty("dccHash").GetString(), facts.GetProperty("signature").GetProperty("certificate").GetString()));
    }

    /// <summary>Both are said to whoever asks, and that a local signature is no seal; the stored facts are set as an issue with these services sets them.</summary>
    [Fact]
    public async Task A_time_stamp_and_a_seal_are_shown_with_what_they_are_worth()
    {
        var (laboratory, certificate) = await IssueAsync();
        await using var open = laboratory;
        Assert.Contains("没有第三方证明", await laboratory.Visit().ReadAsync($"/check/{certificate.Number}?code={certificate.CheckCode}"), StringComparison.Ordinal);
        const string sealedNumber = "MN-JD-2026-00099";
        var written = await laboratory.Get<Store>().WriteAsync<bool>(
            db =>
            {
                db.Add(new Certificate
                {
                    Number = sealedNumber,
                    VerificationId = certificate.VerificationId,
                    Kind = certificate.Kind,
                    Document = certificate.Document,
                    Pdf = certificate.Pdf,
                    PdfHash = certificate.PdfHash,
                    Signature = certificate.Signature,
                    TimeStamp = new(new(2026, 8, 22, 1, 2, 3, TimeSpan.Zero), "CN=示例时间戳 TSA", "aa11"),
                    Seal = new("示例签章服务", "CN=示例签章", "bb22"),
                    CheckCode = certificate.CheckCode,
                    IssuedOn = certificate.IssuedOn,
                    ValidUntil = certificate.ValidUntil,
                });
                return Task.FromResult<Outcome<bool>>(true);
            },
            CancellationToken.None);
        Assert.Null(written.Refusal);
        var check = $"/check/{sealedNumber}?code={certificate.CheckCode}";
        foreach (var path in new[] { check, $"/certificates/{sealedNumber}" })
        {
            var page = await (await laboratory.SignInAsync(Role.Technician)).ReadAsync(path);
            Assert.All(["CN=示例时间戳 TSA", "aa11", "示例签章服务", "CN=示例签章", "bb22", "由该服务负责", "不是 GB/T 38540 电子印章"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        }

        var facts = (await JsonAsync(await laboratory.Visit().GetAsync($"/api/v1{check}"))).GetProperty("signature");
        Assert.Equal(("CN=示例时间戳 TSA", "示例签章服务"), (facts.GetProperty("timeStamp").GetProperty("authority").GetString(), facts.GetProperty("seal").GetProperty("service").GetString()));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("?q=SIM-EV-0001&kind=VerificationCertificate&validity=valid", true)]
    [InlineData("?kind=RejectionNotice", false)]
    [InlineData("?validity=expired", false)]
    [InlineData("?validity=expiring", false)]
    [InlineData("?q=no-such-thing", false)]
    [InlineData("?before=1", false)]
    public async Task The_list_filters(string query, bool shown)
    {
        var (laboratory, certificate) = await IssueAsync();
        await using var open = laboratory;
        var page = await (await laboratory.SignInAsync(Role.Checker)).ReadAsync("/certificates" + query);
        Assert.Equal(shown, page.Contains($"/certificates/{certificate.Number}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Validity_follows_the_day()
    {
        var (laboratory, certificate) = await IssueAsync();
        await using var open = laboratory;
        var queries = laboratory.Get<CertificateQueries>();
        laboratory.Clock.Move(certificate.ValidUntil!.Value.ToDateTime(TimeOnly.MinValue) - queries.Today.ToDateTime(TimeOnly.MinValue));
        Assert.Single(await queries.ListAsync(new(Validity: Core.Planning.StandardStanding.Expiring), CancellationToken.None));
        laboratory.Clock.Move(TimeSpan.FromDays(1));
        Assert.Single(await queries.ListAsync(new(Validity: Core.Planning.StandardStanding.Expired), CancellationToken.None));
        Assert.Contains("已过期", await laboratory.Visit().ReadAsync($"/check/{certificate.Number}?code={certificate.CheckCode}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scanned_number_goes_to_its_certificate_and_a_serial_number_finds_it()
    {
        var (laboratory, certificate) = await IssueAsync();
        await using var open = laboratory;
        var visitor = await laboratory.SignInAsync(Role.Technician);
        Assert.Equal($"/certificates/{certificate.Number}", (await visitor.GetAsync($"/search?q={certificate.Number}")).Headers.Location?.OriginalString);
        Assert.Contains($"/certificates/{certificate.Number}", await visitor.ReadAsync("/search?q=sim-ev-000"), StringComparison.Ordinal);
        var unit = (await visitor.GetAsync("/search?q=SIM-EV-0001")).Headers.Location!.OriginalString;
        Assert.Contains($"/certificates/{certificate.Number}", await visitor.ReadAsync(unit), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "本机构签发过这份文件", "电动汽车交流充电桩（示例）")]
    [InlineData("en", "This document was issued by the institution", "demonstration")]
    public async Task A_stranger_with_the_code_learns_what_the_paper_says(string language, string said, string unit)
    {
        var (laboratory, certificate) = await IssueAsync();
        await using var open = laboratory;
        var stranger = laboratory.Visit();
        stranger.AcceptLanguage = language;
        var page = await stranger.ReadAsync($"/check/{certificate.Number}?code={certificate.CheckCode}");
        Assert.All([said, unit, certificate.Number, certificate.PdfHash, "class=\"loud\""], text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.DoesNotContain("示例充电运营有限公司", page, StringComparison.Ordinal);
        var typed = string.Join('-', certificate.CheckCode.Chunk(4).Select(group => new string(group))).ToLowerInvariant();
        Assert.Equal($"/check/{certificate.Number}?code={certificate.CheckCode}", (await stranger.GetAsync($"/check?number={certificate.Number}&code={typed}")).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_wrong_number_and_a_wrong_code_are_answered_alike()
    {
        var (laboratory, certificate) = await IssueAsync();
        await using var open = laboratory;
        var stranger = laboratory.Visit();
        var wrongCode = await stranger.GetAsync($"/check/{certificate.Number}?code=AAAAAAAAAAAAAAAA");
        var wrongNumber = await stranger.GetAsync("/check/MN-JD-2026-99999?code=AAAAAAAAAAAAAAAA");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (wrongCode.StatusCode, wrongNumber.StatusCode));
        var (a, b) = (await wrongCode.Content.ReadAsStringAsync(), await wrongNumber.Content.ReadAsStringAsync());
        Assert.Contains("certificate.not-found", a, StringComparison.Ordinal);
        Assert.Equal(Plain(a, certificate.Number), Plain(b, "MN-JD-2026-99999"));
        var asked = await stranger.ReadAsync($"/check/{certificate.Number}");
        Assert.DoesNotContain(certificate.PdfHash, asked, StringComparison.Ordinal);

        static string Plain(string page, string number) => System.Text.RegularExpressions.Regex.Replace(page.Replace(number, "", StringComparison.Ordinal), "value=\"CfDJ8[^\"]+\"", "");
    }

    [Fact]
    public async Task Guessing_is_slowed_down()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var stranger = laboratory.Visit();
        for (var i = 0; i < Host.Limits.Checks; i++)
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/check/X?code={i}")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await stranger.GetAsync("/check/X?code=1")).StatusCode);
    }

    [Fact]
    public async Task Programs_review_sign_and_fetch()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        var id = await laboratory.RecordOfAsync("SIM-EV-0001");
        var (checker, approver) = (await laboratory.SignInAsync(Role.Checker), await laboratory.SignInAsync(Role.Approver));

        var waiting = (await JsonAsync(await checker.GetAsync("/api/v1/reviews/check")))[0];
        Assert.Equal(("submitted", "pass", true), (waiting.GetProperty("state").GetString(), waiting.GetProperty("verdict").GetString(), waiting.GetProperty("isSimulated").GetBoolean()));
        var review = await JsonAsync(await checker.GetAsync($"/api/v1/reviews/{id}"));
        Assert.Equal(["simulated", "unconfirmed", "lint.check-address-missing"], review.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()));

        var early = await MoveAsync(approver, id, """{"move":"approve"}""");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "verification.illegal-move"), (early.StatusCode, (await JsonAsync(early)).GetProperty("code").GetString()));
        var nothing = await MoveAsync(checker, id, """{"move":"return"}""");
        Assert.Equal("verification.no-reason", (await JsonAsync(nothing)).GetProperty("code").GetString());
        Assert.Equal("review.unknown-move", (await JsonAsync(await MoveAsync(checker, id, """{"move":"submit"}"""))).GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await MoveAsync(checker, id, "{")).StatusCode);
        Assert.Equal("laboratory.not-allowed", (await JsonAsync(await MoveAsync(approver, id, """{"move":"check"}"""))).GetProperty("code").GetString());

        Assert.Equal("checked", (await JsonAsync(await MoveAsync(checker, id, """{"move":"check"}"""))).GetProperty("state").GetString());
        var issued = (await JsonAsync(await MoveAsync(approver, id, """{"move":"approve-and-issue"}"""))).GetProperty("certificate");
        var number = issued.GetProperty("number").GetString();
        var listed = await JsonAsync(await approver.GetAsync("/api/v1/certificates?kind=VerificationCertificate"));
        Assert.Equal(number, listed[0].GetProperty("number").GetString());
        var shown = await JsonAsync(await approver.GetAsync($"/api/v1/certificates/{number}"));
        Assert.Equal("检定证书", shown.GetProperty("document").GetProperty("title").GetProperty("zh").GetString());
        var code = (await laboratory.Get<CertificateQueries>().FindAsync(number!, CancellationToken.None))!.CheckCode;
        Assert.Equal("valid", (await JsonAsync(await laboratory.Visit().GetAsync($"/api/v1/check/{number}?code={code}"))).GetProperty("standing").GetString());
        Assert.Equal("certificate.not-found", (await JsonAsync(await laboratory.Visit().GetAsync($"/api/v1/check/{number}?code=1"))).GetProperty("code").GetString());
    }

    private static async Task<HttpResponseMessage> MoveAsync(Visitor visitor, Guid id, string body)
    {
        var page = await (await visitor.GetAsync($"/reviews/{id}")).Content.ReadAsStringAsync();
        var token = JsonDocument.Parse(WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page, "hx-headers=\"([^\"]+)\"").Groups[1].Value)).RootElement
            .GetProperty(Host.ForgeryGate.Header).GetString();
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/reviews/{id}/moves") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add(Host.ForgeryGate.Header, token);
        return await visitor.SendAsync(request);
    }
}

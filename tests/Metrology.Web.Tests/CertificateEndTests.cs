using System.Net;
using System.Text.Json;
using Metrology.App.Certificates;
using Metrology.App.Laboratory;

namespace Metrology.Web.Tests;

/// <summary>Correcting and withdrawing: on the page, for programs, and as strangers see it.</summary>
public sealed class CertificateEndTests
{
    [Fact]
    public async Task An_approver_corrects_a_certificate_and_a_stranger_is_sent_to_the_new_one()
    {
        var (laboratory, old) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        var approver = await laboratory.SignInAsync(Role.Approver);
        var path = $"/certificates/{old.Number}";
        Assert.Contains("更正或撤销", await approver.ReadAsync(path), StringComparison.Ordinal);

        var without = await approver.PostFromAsync(path, path + "/replace", ("reason", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        Assert.Contains("verification.no-reason", await without.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var same = await approver.PostFromAsync(path, path + "/replace", ("reason", "客户名称有误"));
        Assert.Contains("certificate.nothing-corrected", await same.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var institution = (await laboratory.Get<LaboratoryQueries>().InstitutionAsync(CancellationToken.None))!;
        institution.Telephone = "010-87654321";
        Assert.Null((await laboratory.Get<EditInstitution>().ExecuteAsync(new(0, "", [Role.Administrator]) { Because = "测试" }, institution, CancellationToken.None)).Refusal);

        var replaced = await approver.PostFromAsync(path, path + "/replace", ("reason", "客户名称有误"));
        Assert.Equal("/certificates/MN-JD-2026-00002", replaced.Headers.Location?.OriginalString);
        Assert.Contains($"{old.Number}（该证书作废）。原因：客户名称有误", await approver.ReadAsync("/certificates/MN-JD-2026-00002"), StringComparison.Ordinal);
        var ended = await approver.ReadAsync(path);
        Assert.All(["已被替代", "/certificates/MN-JD-2026-00002", "客户名称有误"], text => Assert.Contains(text, ended, StringComparison.Ordinal));
        Assert.DoesNotContain("更正或撤销", ended, StringComparison.Ordinal);

        var stranger = await laboratory.Visit().ReadAsync($"/check/{old.Number}?code={old.CheckCode}");
        Assert.All(["已被替代", "MN-JD-2026-00002"], text => Assert.Contains(text, stranger, StringComparison.Ordinal));
        Assert.DoesNotContain("客户名称有误", stranger, StringComparison.Ordinal);
        Assert.Contains("MN-JD-2026-00002", await approver.ReadAsync("/certificates?validity=valid"), StringComparison.Ordinal);
        Assert.DoesNotContain(path, await approver.ReadAsync("/certificates?validity=valid"), StringComparison.Ordinal);
        Assert.Contains(path, await approver.ReadAsync("/certificates?validity=withdrawn"), StringComparison.Ordinal);

        // The one in its place is withdrawn, too: the page of the first says so, to colleagues, strangers and programs.
        Assert.DoesNotContain("没有现行的证书", ended, StringComparison.Ordinal);
        Assert.DoesNotContain("没有现行的证书", stranger, StringComparison.Ordinal);
        await approver.PostFromAsync("/certificates/MN-JD-2026-00002", "/certificates/MN-JD-2026-00002/withdraw", ("reason", "标准器失准"));
        Assert.All(
            [await approver.ReadAsync(path), await laboratory.Visit().ReadAsync($"/check/{old.Number}?code={old.CheckCode}")],
            page => Assert.All(["MN-JD-2026-00002", "没有现行的证书", "已撤销"], text => Assert.Contains(text, page, StringComparison.Ordinal)));
        foreach (var address in new[] { $"/api/v1/check/{old.Number}?code={old.CheckCode}", $"/api/v1/certificates/{old.Number}" })
        {
            var successor = Assert.Single((await JsonAsync(await approver.GetAsync(address))).GetProperty("successors").EnumerateArray());
            Assert.Equal(("MN-JD-2026-00002", "withdrawn"), (successor.GetProperty("number").GetString(), successor.GetProperty("status").GetString()));
        }
    }

    [Fact]
    public async Task Programs_withdraw_once_and_others_not_at_all()
    {
        var (laboratory, certificate) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        var path = $"/api/v1/certificates/{certificate.Number}";
        var checker = await laboratory.SignInAsync(Role.Checker);
        Assert.DoesNotContain("更正或撤销", await checker.ReadAsync($"/certificates/{certificate.Number}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(checker, path + "/withdraw", """{"reason":"x"}""")).StatusCode);

        var approver = await laboratory.SignInAsync(Role.Approver);
        Assert.Equal("verification.no-reason", await CodeAsync(await PostAsync(approver, path + "/withdraw", "{}")));
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(approver, "/api/v1/certificates/none/withdraw", """{"reason":"x"}""")).StatusCode);
        var withdrawn = await JsonAsync(await PostAsync(approver, path + "/withdraw", """{"reason":"标准器溯源失效"}"""));
        Assert.Equal(("withdrawn", "标准器溯源失效"), (withdrawn.GetProperty("status").GetString(), withdrawn.GetProperty("end").GetProperty("reason").GetString()));
        Assert.Equal("certificate.withdrawn", await CodeAsync(await PostAsync(approver, path + "/replace", """{"reason":"x"}""")));
        var told = await JsonAsync(await laboratory.Visit().GetAsync($"/api/v1/check/{certificate.Number}?code={certificate.CheckCode}"));
        Assert.Equal(("withdrawn", laboratory.Get<CertificateQueries>().Today.ToString("O")), (told.GetProperty("standing").GetString(), told.GetProperty("endedOn").GetString()));
    }

    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, string path, string body)
    {
        var token = await JsonAsync(await visitor.GetAsync("/api/v1/session"));
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add(token.GetProperty("header").GetString()!, token.GetProperty("token").GetString());
        return await visitor.SendAsync(request);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await JsonAsync(answer)).GetProperty("code").GetString();

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Metrology.App.Customers;
using Metrology.App.Laboratory;
using Metrology.App.Procedures;
using Metrology.App.Standards;
using Metrology.App.Verifications;
using Metrology.Core.Procedures;
using Metrology.Procedures;
using Metrology.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Web.Tests;

public sealed partial class ProcedureTests
{
    private const string Designation = "JJG 1148-2022";

    [Fact]
    public async Task Two_persons_put_a_revision_in_force_and_the_old_record_keeps_its_own()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var before = await OpenAsync(laboratory);
        var (revision, hash) = NextRevision();
        var checker = await laboratory.SignInAsync(Role.Checker);
        Assert.Equal($"/procedures/{hash}", (await UploadAsync(checker, revision)).Headers.Location?.OriginalString);
        Assert.Contains("待发布", await checker.ReadAsync($"/procedures/{hash}"), StringComparison.Ordinal);
        Assert.NotEqual(hash, await PinnedAsync(laboratory, await OpenAsync(laboratory)));
        Assert.Equal(HttpStatusCode.Forbidden, (await checker.PostFromAsync("/procedures/import", $"/procedures/{hash}/publish")).StatusCode);

        var approver = await laboratory.SignInAsync(Role.Approver);
        Assert.Equal(HttpStatusCode.Redirect, (await approver.PostFromAsync($"/procedures/{hash}", $"/procedures/{hash}/publish", ("why", "示例"))).StatusCode);
        Assert.Contains("使用中", await approver.ReadAsync($"/procedures/{hash}"), StringComparison.Ordinal);
        Assert.Equal(hash, await PinnedAsync(laboratory, await OpenAsync(laboratory)));
        Assert.NotEqual(hash, await PinnedAsync(laboratory, before));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await approver.PostFromAsync($"/procedures/{hash}", $"/procedures/{hash}/withdraw", ("Because", " "))).StatusCode);
        await approver.PostFromAsync($"/procedures/{hash}", $"/procedures/{hash}/withdraw", ("Because", "限值抄错"));
        Assert.Contains("限值抄错", await approver.ReadAsync($"/procedures/{hash}"), StringComparison.Ordinal);
        Assert.NotEqual(hash, await PinnedAsync(laboratory, await OpenAsync(laboratory)));
    }

    /// <summary>The list counts the whole file and says so; it cannot fall below what a record of it names.</summary>
    [Fact]
    public async Task The_list_counts_every_unconfirmed_fact_of_the_file()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var page = await (await laboratory.SignInAsync(Role.Checker)).ReadAsync("/procedures");
        Assert.Contains("整份规程文件", page, StringComparison.Ordinal);
        Assert.All(ProcedureCatalog.All.Select(shipped => shipped.Procedure), procedure => Assert.Matches(
            $"""/procedures/{procedure.ContentHash}"(?:(?!</tr>)[\s\S])*<td class="number">{Core.Runs.UnconfirmedFacts.Of(procedure).Count}</td>""", page));
    }

    [Fact]
    public async Task Nobody_publishes_what_they_imported()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (revision, hash) = NextRevision();
        var approver = await laboratory.SignInAsync(Role.Approver);
        await UploadAsync(approver, revision);
        var answer = await approver.PostFromAsync($"/procedures/{hash}", $"/procedures/{hash}/publish", ("why", "示例"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("procedure.same-person", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_file_is_refused_whole_with_every_problem()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var checker = await laboratory.SignInAsync(Role.Checker);
        var wrong = Shipped().Replace("\"revision\"", "\"revisoin\"", StringComparison.Ordinal).Replace("\"edition\"", "\"editoin\"", StringComparison.Ordinal);
        var answer = await UploadAsync(checker, wrong);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        foreach (var said in new[] { "procedure.wrong", "revisoin", "editoin" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UploadAsync(checker, "not json")).StatusCode);
        Assert.Contains("procedure.known", await (await UploadAsync(checker, Shipped())).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("procedure.frozen", await (await UploadAsync(checker, Changed())).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.All(await laboratory.App.Services.GetRequiredService<ProcedureQueries>().AllAsync(default), line => Assert.NotEqual(ProcedureState.Imported, line.State));
    }

    [Fact]
    public async Task What_is_exported_is_what_was_imported()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var (revision, hash) = NextRevision();
        var checker = await laboratory.SignInAsync(Role.Checker);
        await UploadAsync(checker, revision);
        foreach (var path in new[] { $"/procedures/{hash}/file", $"/api/v1/procedures/{hash}" })
            Assert.Equal(revision, await (await checker.GetAsync(path)).Content.ReadAsStringAsync());
        Assert.Contains(hash, await checker.ReadAsync("/api/v1/procedures"), StringComparison.Ordinal);
    }

    /// <summary>A regulation of another discipline is a file alone: once published, its measurand is offered where certificates are registered, and named where they are shown.</summary>
    [Fact]
    public async Task The_measurands_of_a_new_discipline_are_offered_for_certificates()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var text = await File.ReadAllTextAsync(Repository.At("tests", "Metrology.Core.Tests", "Procedures", "Data", "balance.json"));
        var hash = ProcedureFile.Load(Encoding.UTF8.GetBytes(text)).Procedure!.ContentHash;
        await UploadAsync(await laboratory.SignInAsync(Role.Checker), text);
        var planner = await laboratory.SignInAsync(Role.Planner);
        const string form = "/equipment/1/certificates/new";
        Assert.DoesNotMatch("value=\"mass\"", await planner.ReadAsync(form));
        var approver = await laboratory.SignInAsync(Role.Approver);
        await approver.PostFromAsync($"/procedures/{hash}", $"/procedures/{hash}/publish", ("why", "示例"));
        Assert.Matches("value=\"mass\"[^>]*>质量", await planner.ReadAsync(form));

        (string, string)[] fields =
        [
            ("Number", "FM-1"), ("Issuer", "示例院"), ("IssuedOn", "2026-01-10"), ("ValidUntil", "2027-01-09"), ("Measurand", "mass"), ("ExpandedUncertainty", "0.3"), ("Unit", "mg"),
            ("CoverageFactor", "2"), ("UncertaintyText", "U = 0.3 mg"),
        ];
        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostAsync(form, fields)).StatusCode);
        Assert.Contains("<td>质量</td>", await planner.ReadAsync("/equipment/1"), StringComparison.Ordinal);

        var page = await approver.ReadAsync($"/procedures/{hash}");
        Assert.Contains("同时读数", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">acquire<", page, StringComparison.Ordinal);
    }

    private static string Shipped() => Encoding.UTF8.GetString(ProcedureCatalog.Find(Designation)!.File.Span);

    internal static (string Text, string Hash) NextRevision()
    {
        var text = RevisionMember().Replace(Shipped(), match => $"{match.Groups[1].Value}{int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture) + 1}", 1);
        return (text, ProcedureFile.Load(Encoding.UTF8.GetBytes(text)).Procedure!.ContentHash);
    }

    /// <summary>Other content under the same revision.</summary>
    private static string Changed() => Shipped().Replace("\"confirmed\": false", "\"confirmed\": true", StringComparison.Ordinal);

    private static async Task<HttpResponseMessage> UploadAsync(Visitor visitor, string text)
    {
        var page = await visitor.ReadAsync("/procedures/import");
        var content = new MultipartFormDataContent
        {
            { new StringContent(Token().Match(page).Groups[1].Value), "__RequestVerificationToken" },
        };
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Add(file, "file", "procedure.json");
        return await visitor.SendAsync(new(HttpMethod.Post, "/procedures/import") { Content = content });
    }

    private static async Task<Guid> OpenAsync(Laboratory laboratory)
    {
        var services = laboratory.App.Services;
        var account = (await services.GetRequiredService<LaboratoryQueries>().AccountsAsync(default)).First(row => row.Roles.Contains(Role.Technician));
        var unit = (await services.GetRequiredService<UnitQueries>().AllAsync(default)).First(row => row.Procedure == Designation);
        var bench = (await services.GetRequiredService<VerificationQueries>().BenchesAsync(default))[0];
        var standard = (await services.GetRequiredService<StandardQueries>().AllAsync(default)).First(row => row.Equipment.Any(link => link.EquipmentId == bench.ReferenceId));
        var today = DateOnly.FromDateTime(laboratory.Clock.GetLocalNow().DateTime);
        var opened = await services.GetRequiredService<OpenVerification>().ExecuteAsync(
            new(account.Id, account.DisplayName, account.Roles), new(unit.Id, standard.Id, bench.Id, VerificationKind.First, today), default);
        return opened.Value;
    }

    private static async Task<string> PinnedAsync(Laboratory laboratory, Guid id)
    {
        var record = (await laboratory.App.Services.GetRequiredService<VerificationQueries>().FindAsync(id, default)).Value;
        Assert.Equal(record.Verification.ProcedureHash, record.State.Plan.Procedure.ContentHash);
        return record.Verification.ProcedureHash;
    }

    [GeneratedRegex("""("revision":\s*)(\d+)""")]
    private static partial Regex RevisionMember();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

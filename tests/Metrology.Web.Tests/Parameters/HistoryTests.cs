using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.App.Parameters;
using Metrology.App.Storage;
using Metrology.App.Verifications;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests.Parameters;

/// <summary>A value that matters changes through every surface with who, when and why, or not at all.</summary>
public sealed class HistoryTests
{
    private const string Why = "示例原因：搬迁";

    private static readonly (string, string)[] Instrument =
        [("Code", "NEW-1"), ("NameZh", "新设备"), ("NameEn", "New instrument"), ("Manufacturer", "厂"), ("Model", "M"), ("SerialNumber", "S-9")];

    /// <summary>Form, its address, what it changes, and the field of the reason.</summary>
    public static TheoryData<Role, string, string, string, string> Forms => new()
    {
        { Role.Administrator, "/institution", "NameZh=另一个所;NameEn=Another;Telephone=1", "Because", "Institution.Telephone" },
        { Role.Administrator, "/accounts/2/roles", "Roles=Checker;Roles=Approver", "rolesBecause", "Account.Roles" },
        { Role.Administrator, "/accounts/2/state", "disabled=true", "stateBecause", "Account.IsDisabled" },
        { Role.Planner, "/equipment/1/edit", "Code=DEMO-REF-001;NameZh=示例;NameEn=Example;Manufacturer=厂;Model=M-2;SerialNumber=S-2", "Because", "EquipmentItem.SerialNumber" },
        { Role.Planner, "/targets/JM-2/baseline", "Number=200;On=2015-12-31;Source=示例统计", "BaselineBecause", "TargetRow.BaselineNumber" },
        { Role.Planner, "/targets/CD-4/reading", "Reading=cumulative", "Because", "TargetRow.Reading" },
        { Role.Planner, "/capabilities/1/end", "LastDay=2026-11-01", "Because", "CapabilityRow.EndedOn" },
        { Role.Planner, "/laboratory/benches/1/close", "", "reason", "Bench.ClosedAt" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_form_changes_nothing_without_a_reason_and_leaves_it_with_one(Role role, string path, string fields, string reason, string changed)
    {
        await using var laboratory = await Laboratory.StartAsync();
        var visitor = await laboratory.SignInAsync(role);
        var form = path.Split('/') is [_, "accounts", var account, _] ? $"/accounts/{account}" : path.StartsWith("/targets", StringComparison.Ordinal) || path.EndsWith("/end", StringComparison.Ordinal) || path.EndsWith("/close", StringComparison.Ordinal)
            ? path[..path.LastIndexOf('/')] : path;
        (string, string)[] typed = [.. fields.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(field => (field.Split('=')[0], field.Split('=')[1]))];
        if (path.Contains("CD-4", StringComparison.Ordinal))
            typed = [("Reading", await OtherReadingAsync(visitor, form))];

        var without = await visitor.PostFromAsync(form, path, typed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        Assert.Empty(await ChangesAsync(laboratory, changed));

        var with = await visitor.PostFromAsync(form, path, [.. typed, (reason, Why)]);
        Assert.True(with.StatusCode == HttpStatusCode.Redirect, await with.Content.ReadAsStringAsync());
        var row = Assert.Single(await ChangesAsync(laboratory, changed));
        var login = laboratory.Logins.Single(one => one.Role == role);
        var person = (await laboratory.Get<LaboratoryQueries>().AccountsAsync(default)).Single(one => one.UserName == login.UserName);
        Assert.Equal((person.DisplayName, person.Id, Why, laboratory.Clock.GetUtcNow()), (row.By, row.ById, row.Because, row.At));
        Assert.NotEqual(row.Before, row.After);
        // On its own page, on the page of all, and for programs.
        Assert.Contains(Why, await visitor.ReadAsync(form.Replace("/edit", "", StringComparison.Ordinal)), StringComparison.Ordinal);
        var administrator = await laboratory.SignInAsync(Role.Administrator);
        Assert.Contains(Why, await administrator.ReadAsync($"/history?subject={row.Subject}"), StringComparison.Ordinal);
        Assert.Contains(Why, await administrator.ReadAsync("/history.csv"), StringComparison.Ordinal);
        var json = JsonDocument.Parse(await administrator.ReadAsync($"/api/v1/history?subject={row.Subject}&q=搬迁")).RootElement;
        Assert.Contains(json.EnumerateArray(), one => $"{one.GetProperty("kind")}.{one.GetProperty("property")}" == changed && one.GetProperty("after").GetString() == row.After);
        Assert.Empty(JsonDocument.Parse(await administrator.ReadAsync("/api/v1/history?q=nothing-like-this")).RootElement.EnumerateArray());
    }

    [Fact]
    public async Task What_is_saved_unchanged_needs_no_reason_and_leaves_none()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var planner = await laboratory.SignInAsync(Role.Planner);
        var path = (await planner.PostAsync("/equipment/new", Instrument)).Headers.Location!.OriginalString;
        var before = await CountAsync(laboratory);
        Assert.Equal(HttpStatusCode.Redirect, (await planner.PostAsync(path + "/edit", [.. Instrument, ("Version", "0")])).StatusCode);
        Assert.Equal(before, await CountAsync(laboratory));
        // What was entered stands as one row with everything.
        var entered = (await laboratory.Get<ParameterQueries>().OfAsync(ParameterSubject.Equipment, path.Split('/')[^1], default)).Single();
        Assert.Equal((null, ""), (entered.Before, entered.Property));
        Assert.Contains("S-9", entered.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_are_held_to_the_same()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var item = (await laboratory.Get<EquipmentQueries>().AllAsync(default)).First();
        async Task<HttpResponseMessage> PutAsync(string? because)
        {
            var planner = await laboratory.SignInAsync(Role.Planner);
            return await TokenApi.SendAsync(planner, HttpMethod.Put, $"/api/v1/equipment/{item.Id}", JsonContent.Create(new { item.Code, item.NameZh, item.NameEn, item.Manufacturer, Model = "M-7", item.SerialNumber, because }));
        }

        var refused = await PutAsync(null);
        Assert.Equal("parameter.no-reason", JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(Why)).StatusCode);
        Assert.Equal((item.Model, "M-7"), (await ChangesAsync(laboratory, "EquipmentItem.Model")).Select(row => (row.Before, row.After)).Single());
    }

    [Fact]
    public async Task A_reason_that_is_too_long_or_invisible_is_refused()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var accounts = laboratory.Get<AdministerAccounts>();
        foreach (var bad in new[] { new string('x', ParameterChange.LongestReason + 1), "a\u0000b" })
            Assert.Equal("parameter.bad-reason", (await accounts.SetDisabledAsync(new Actor(5, "A", [Role.Administrator]).Saying(bad), 2, true, default)).Refusal?.Code);
    }

    /// <summary>Who has the file still cannot change a row of history while the triggers stand, and the ledger names it when they are gone.</summary>
    [Fact]
    public async Task History_cannot_be_erased_unseen()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await laboratory.GiveAsync(Role.Technician, Role.Checker);
        await using (var connection = new SqliteConnection($"Data Source={laboratory.Get<Host.ServeOptions>().Data.Database}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            foreach (var attack in new[] { "UPDATE ParameterChanges SET Because = 'other'", "DELETE FROM ParameterChanges" })
            {
                command.CommandText = attack;
                Assert.Contains(AppendOnly.Answer, (await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync())).Message, StringComparison.Ordinal);
            }
        }

        await laboratory.SqlAsync("UPDATE ParameterChanges SET Because = 'other' WHERE Property = 'Roles'");
        var report = await laboratory.Get<App.Ledger.AuditLedger>().ExecuteAsync(default);
        Assert.Contains(report.Findings, finding => finding.Code == "ledger.row-changed" && finding.Where.StartsWith(nameof(ParameterChange), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_use_case_that_does_not_say_who_changes_a_parameter_is_a_bug_and_changes_nothing()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var store = laboratory.Get<Store>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync<int>(
            async db =>
            {
                (await db.Accounts.FirstAsync()).Roles = [Role.Administrator, Role.Approver];
                return 1;
            },
            default));
    }

    [Fact]
    public async Task What_the_server_is_told_differently_at_its_next_start_is_history()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var record = laboratory.Get<RecordSettings>();
        Assert.NotEmpty(await laboratory.Get<Store>().ReadAsync(db => db.ServerSettings.Where(row => row.Name == "clock.time-zone").ToListAsync(), default));
        await record.ExecuteAsync([("clock.time-zone", "Etc/GMT+9")], default);
        var row = (await laboratory.Get<ParameterQueries>().OfAsync(ParameterSubject.Server, "clock.time-zone", default))[0];
        Assert.Equal((laboratory.Clock.LocalTimeZone.Id, "Etc/GMT+9", null), (row.Before, row.After, row.ById));
    }

    private static async Task<string> OtherReadingAsync(Visitor visitor, string page) => JsonDocument.Parse(await visitor.ReadAsync("/api/v1" + page)).RootElement is var target
        ? target.GetProperty("allowedReadings").EnumerateArray().Select(one => one.GetString()!).First(one => one != target.GetProperty("readingInForce").GetString()) : "";

    private static async Task<List<ParameterChange>> ChangesAsync(Laboratory laboratory, string changed) => await laboratory.Get<Store>().ReadAsync(
        db => db.ParameterChanges.Where(row => row.Kind + "." + row.Property == changed).ToListAsync(), default);

    private static Task<int> CountAsync(Laboratory laboratory) => laboratory.Get<Store>().ReadAsync(db => db.ParameterChanges.CountAsync(), default);
}

using Metrology.App.Equipment;
using Metrology.App.Notifications;
using Metrology.App.Tests.Support;
using Metrology.App.Warnings;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Notifications;

/// <summary>What lapses, has gaps or is at risk is said when it is new, and then no more until it is worse.</summary>
public sealed class WarningTests
{
    [Fact]
    public async Task A_day_repeats_nothing_of_the_day_before_and_each_stage_is_said_once()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var job = laboratory.The<SayWarnings>();
        Assert.Null((await job.RunAsync(default)).Refusal?.Code);
        var first = await NoticesAsync(laboratory);
        Assert.Contains(first, row => row.Kind == NoticeKind.Expiry);
        Assert.Contains(first, row => row.Kind == NoticeKind.ProjectAtRisk || row.Kind == NoticeKind.ChainGap || row.Kind == NoticeKind.TargetAtRisk);
        // One message a kind and person, however many things.
        Assert.Equal(first.Count, first.Select(row => (row.AccountId, row.Kind)).Distinct().Count());
        Assert.All(first, row => Assert.Equal(laboratory.People.Planner.AccountId, row.AccountId));

        await job.RunAsync(default);
        Assert.Equal(first.Count, (await NoticesAsync(laboratory)).Count);

        // The thermometer of the demonstration lapses in 30 days: it is said now, 7 days before, on the day after, and 30 days later, and on no day between.
        List<DateOnly> said = [];
        var until = laboratory.Today.AddDays(30);
        var start = laboratory.Clock.Now;
        foreach (var day in new[] { 22, 23, 24, 30, 31, 32, 60, 61, 62 })
        {
            laboratory.Clock.Now = start + TimeSpan.FromDays(day);
            var before = (await NoticesAsync(laboratory)).Count;
            await job.RunAsync(default);
            if ((await NoticesAsync(laboratory)).Skip(before).Any(row => row.Kind == NoticeKind.Expiry && row.TextEn.Contains("DEMO-PRT-001", StringComparison.Ordinal)))
                said.Add(laboratory.Today);
        }

        Assert.Equal([until.AddDays(-7), until.AddDays(1), until.AddDays(31)], said);
    }

    [Fact]
    public async Task A_person_who_wants_to_know_later_is_told_later()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        Assert.Null((await laboratory.The<ReadNotices>().ChooseAsync(laboratory.People.Planner, Language.Zh, "planner@example.cn", 5, default)).Refusal?.Code);
        await laboratory.The<SayWarnings>().RunAsync(default);
        Assert.DoesNotContain(await NoticesAsync(laboratory), row => row.TextEn.Contains("DEMO-PRT-001", StringComparison.Ordinal) && row.Kind == NoticeKind.Expiry);
        // And by mail, because an address is there.
        await laboratory.The<DeliverMessages>().ExecuteAsync(default);
        Assert.All(laboratory.The<Post>().Came, mail => Assert.Equal("planner@example.cn", mail.Address));
        Assert.Equal((await NoticesAsync(laboratory)).Count, laboratory.The<Post>().Came.Count);
    }

    [Fact]
    public async Task A_webhook_is_told_what_people_are_told()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        laboratory.The<Post>().Webhooks = ["https://hook.example/"];
        await laboratory.The<SayWarnings>().RunAsync(default);
        await laboratory.The<SayWarnings>().RunAsync(default);
        var kinds = (await NoticesAsync(laboratory)).Select(row => row.Kind).Order();
        Assert.Equal(kinds, (await laboratory.AskAsync(db => db.Deliveries.ToListAsync())).Where(row => row.Channel == DeliveryChannel.Webhook).Select(row => row.Kind).Order());
    }

    /// <summary>The end of the paper before is not that of one whose end nobody knows; what needs no second paper is not warned of it.</summary>
    [Fact]
    public async Task An_unknown_end_is_said_as_unknown()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var standards = laboratory.The<Metrology.App.Standards.StandardQueries>();
        var open = (await standards.AllAsync(default)).First(one => one.Certificates.Exists(row => row is { Kind: Core.Traceability.StandardCertificateKind.Public, IssuedOn: not null, ValidUntil: null }));
        var row = open.Certificates.First(one => one.ValidUntil is null);
        Assert.Contains(open.Certificates, one => one.Kind == row.Kind && one.ValidUntil < laboratory.Today);
        var items = await laboratory.The<WarningItems>().OnAsync(laboratory.Today, default);
        Assert.Null(items.Single(item => item.Key == $"standard:{open.Id}:{row.Kind}").Until);
        var department = (await standards.AllAsync(default)).First(one => one.OwnerClass == Metrology.App.Standards.OwnerClass.D);
        Assert.DoesNotContain(items, item => item.Key == $"standard:{department.Id}:Public");
    }

    private static Task<List<Notice>> NoticesAsync(Support.Laboratory laboratory) => laboratory.AskAsync(db => db.Notices.OrderBy(row => row.Id).ToListAsync());
}

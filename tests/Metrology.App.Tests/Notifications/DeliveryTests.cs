using Metrology.App.Laboratory;
using Metrology.App.Notifications;
using Metrology.App.Storage;
using Metrology.App.Tests.Support;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Notifications;

/// <summary>Messages leave in the transaction of what they speak of, and are tried as often as is named.</summary>
public sealed class DeliveryTests
{
    private const string Address = "planner@example.cn";

    private static readonly Refusal Busy = Refusal.Of("test.busy", "忙", "busy");

    private static readonly Message Example = new(NoticeKind.Expiry, "k1", new("主题", "Subject"), new("正文", "Text"), "/due");

    [Fact]
    public async Task A_refused_use_case_sends_nothing()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await ChooseAsync(laboratory, Language.En);
        var refused = await laboratory.The<Store>().WriteAsync<int>(
            async db =>
            {
                await laboratory.The<RaiseNotice>().ToAccountAsync(db, laboratory.People.Planner.AccountId, Example, default);
                await db.SaveChangesAsync();
                return Busy;
            },
            default);
        Assert.True(refused.IsRefused);
        Assert.Equal(0, await laboratory.The<DeliverMessages>().ExecuteAsync(default));
        Assert.Equal((0, 0), (await laboratory.AskAsync(db => db.Notices.CountAsync()), await laboratory.AskAsync(db => db.Deliveries.CountAsync())));
    }

    [Theory]
    [InlineData(Language.Zh, "主题", "正文")]
    [InlineData(Language.En, "Subject", "Text")]
    public async Task A_person_is_told_once_in_the_own_language(Language language, string subject, string text)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await ChooseAsync(laboratory, language);
        await RaiseAsync(laboratory);
        await RaiseAsync(laboratory);
        Assert.Equal(1, await laboratory.The<DeliverMessages>().ExecuteAsync(default));
        var came = Assert.Single(laboratory.The<Post>().Came);
        // Whoever reads the mail sees whose it is, and where to look.
        var institution = await laboratory.AskAsync(db => db.Institutions.SingleAsync());
        var signed = $"{text}\nhttps://check.example{Example.Path}\n\n{(language == Language.Zh ? institution.NameZh : institution.NameEn)}";
        Assert.Equal((DeliveryChannel.Mail, Address, subject, signed), (came.Channel, came.Address, came.Subject, came.Text));
        Assert.Equal(1, await laboratory.The<NoticeQueries>().UnreadAsync(laboratory.People.Planner.AccountId, default));
    }

    [Fact]
    public async Task A_delivery_that_nobody_takes_is_tried_as_often_as_is_named_and_then_waits_for_a_person()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await ChooseAsync(laboratory, Language.Zh);
        await RaiseAsync(laboratory);
        var (post, deliver) = (laboratory.The<Post>(), laboratory.The<DeliverMessages>());
        post.Answer = _ => Busy;
        await deliver.ExecuteAsync(default);
        await deliver.ExecuteAsync(default);
        // Not before its time.
        Assert.Single(post.Came);
        for (var i = 0; i < 2 * DeliveryLimits.Attempts; i++)
        {
            laboratory.Clock.Now += TimeSpan.FromHours(7);
            await deliver.ExecuteAsync(default);
        }

        Assert.Equal(DeliveryLimits.Attempts, post.Came.Count);
        var row = (await laboratory.The<NoticeQueries>().DeliveriesAsync(DeliveryState.Failed, default)).Single();
        Assert.Equal(("test.busy", "busy", null), (row.FailCode, row.FailEn, row.NextAt));

        var administer = laboratory.The<AdministerDeliveries>();
        Assert.Equal("laboratory.not-allowed", (await administer.RetryAsync(laboratory.People.Planner, row.Id, default)).Refusal?.Code);
        Assert.Null((await administer.RetryAsync(laboratory.People.Administrator, row.Id, default)).Refusal?.Code);
        post.Answer = _ => null;
        Assert.Equal(1, await deliver.ExecuteAsync(default));
        Assert.Equal(DeliveryState.Sent, (await laboratory.The<NoticeQueries>().DeliveriesAsync(null, default)).Single().State);
        Assert.Equal("notification.not-failed", (await administer.RetryAsync(laboratory.People.Administrator, row.Id, default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_server_that_dies_while_it_sends_repeats_no_more_than_is_named()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await ChooseAsync(laboratory, Language.Zh);
        await RaiseAsync(laboratory);
        var (post, deliver) = (laboratory.The<Post>(), laboratory.The<DeliverMessages>());
        post.Answer = _ => throw new InvalidOperationException("the process ends here");
        for (var i = 0; i < 2 * DeliveryLimits.Attempts; i++)
        {
            await Assert.ThrowsAnyAsync<InvalidOperationException>(async () =>
            {
                await deliver.ExecuteAsync(default);
                throw new InvalidOperationException("nothing was due");
            });
            laboratory.Clock.Now += TimeSpan.FromHours(7);
        }

        Assert.Equal(DeliveryLimits.Attempts, post.Came.Count);
        Assert.Equal("notification.interrupted", (await laboratory.The<NoticeQueries>().DeliveriesAsync(DeliveryState.Failed, default)).Single().FailCode);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a@b, c@d")]
    [InlineData("a@b.cn\r\nBcc: c@d.cn")]
    [InlineData("某人 <a@b.cn>")]
    public async Task What_is_no_address_is_refused(string typed)
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var choose = laboratory.The<ReadNotices>();
        Assert.Equal("notification.bad-mail", (await choose.ChooseAsync(laboratory.People.Planner, Language.Zh, typed, null, default)).Refusal?.Code);
        Assert.Equal("notification.bad-lead", (await choose.ChooseAsync(laboratory.People.Planner, Language.Zh, Address, 0, default)).Refusal?.Code);
        Assert.Equal("notification.bad-mail", (await laboratory.The<AdministerDeliveries>().TestAsync(laboratory.People.Administrator, typed, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Another_persons_messages_cannot_be_read()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await RaiseAsync(laboratory);
        var mine = (await laboratory.The<NoticeQueries>().OfAsync(laboratory.People.Planner.AccountId, default)).Single();
        Assert.Equal("notification.not-found", (await laboratory.The<ReadNotices>().ReadAsync(laboratory.People.Technician, mine.Id, default)).Refusal?.Code);
        Assert.Equal("/due", (await laboratory.The<ReadNotices>().ReadAsync(laboratory.People.Planner, mine.Id, default)).Value);
        Assert.Equal(0, await laboratory.The<NoticeQueries>().UnreadAsync(laboratory.People.Planner.AccountId, default));
    }

    [Fact]
    public async Task A_failure_is_told_once_to_those_who_close_it()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var record = laboratory.The<Metrology.App.Faults.RecordFault>();
        for (var i = 0; i < 3; i++)
            await record.ExecuteAsync("test.fault", "somewhere", new("出错", "It failed"), default);
        var told = await laboratory.AskAsync(db => db.Notices.ToListAsync());
        var closers = (await laboratory.AskAsync(db => db.Accounts.ToListAsync())).Where(row => row.Roles.Any(Permissions.RolesOf(Permission.CloseFaults).Contains)).Select(row => row.Id);
        Assert.Equal(closers.Order(), told.Select(row => row.AccountId).Order());
        Assert.All(told, row => Assert.Equal(NoticeKind.Fault, row.Kind));
    }

    private static async Task ChooseAsync(Support.Laboratory laboratory, Language language) =>
        Assert.Null((await laboratory.The<ReadNotices>().ChooseAsync(laboratory.People.Planner, language, Address, null, default)).Refusal?.Code);

    private static async Task RaiseAsync(Support.Laboratory laboratory) => Assert.False((await laboratory.The<Store>().WriteAsync<int>(
        async db =>
        {
            await laboratory.The<RaiseNotice>().ToAccountAsync(db, laboratory.People.Planner.AccountId, Example, default);
            return 0;
        },
        default)).IsRefused);
}

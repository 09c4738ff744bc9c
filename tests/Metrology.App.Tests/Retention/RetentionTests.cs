using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Notifications;
using Metrology.App.Operation;
using Metrology.App.Parameters;
using Metrology.App.Retention;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Retention;

/// <summary>Nothing goes unless two persons said how long it is kept, it is no legal record, nobody holds it, and an administrator who saw what goes says so.</summary>
public sealed class RetentionTests
{
    private static readonly TimeSpan Years = TimeSpan.FromDays(3660);

    [Fact]
    public async Task By_default_everything_is_kept_for_ever()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await MessagesAsync(laboratory, "SIM-EV-0001", 3);
        laboratory.Clock.Now += Years;
        var look = await laboratory.The<RetentionQueries>().LookAsync(default);
        Assert.Equal(Enum.GetValues<KeptKind>(), look.Kinds.Select(one => one.Facts.Kind));
        Assert.All(look.Kinds, one => Assert.Equal((null, false, null, 0), (one.Facts.Months, one.Facts.IsConfirmed, one.Before, one.Past)));
        Assert.Equal("retention.nothing-due", (await DisposeAsync(laboratory, look.Digest)).Refusal?.Code);
    }

    [Fact]
    public async Task One_person_proposes_a_period_another_puts_it_in_force_and_the_history_keeps_why()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (set, approver, administrator) = (laboratory.The<SetPeriod>(), laboratory.People.Approver, laboratory.People.Administrator);
        foreach (var (months, source, why, code) in new (int?, string?, string?, string)[]
        {
            (0, "x", "x", "retention.bad-months"), (1201, "x", "x", "retention.bad-months"), (12, " ", "x", "retention.no-source"), (12, "x", null, "retention.no-reason"),
        })
            Assert.Equal(code, (await set.ProposeAsync(approver.Saying(why), KeptKind.SignIn, months, source, default)).Refusal?.Code);
        Assert.Equal("retention.nothing-proposed", (await set.ConfirmAsync(administrator, KeptKind.SignIn, default)).Refusal?.Code);
        Assert.Null((await set.ProposeAsync(approver.Saying("个人信息不久存"), KeptKind.SignIn, 36, "示例制度 5.2", default)).Refusal);
        Assert.Null((await Of(laboratory, KeptKind.SignIn)).Before);
        Assert.Equal("retention.same-person", (await set.ConfirmAsync(approver, KeptKind.SignIn, default)).Refusal?.Code);
        Assert.Equal("laboratory.not-allowed", (await set.ConfirmAsync(laboratory.People.Planner, KeptKind.SignIn, default)).Refusal?.Code);
        Assert.Null((await set.ConfirmAsync(administrator, KeptKind.SignIn, default)).Refusal);
        Assert.Equal(laboratory.Today.AddMonths(-36), (await Of(laboratory, KeptKind.SignIn)).Before);
        var change = (await laboratory.The<ParameterQueries>().OfAsync(ParameterSubject.Retention, nameof(KeptKind.SignIn), default)).Single(row => row.Property == nameof(RetentionPeriod.Months));
        Assert.Equal((null, "36", administrator.Name, "个人信息不久存"), (change.Before, change.After, change.By, change.Because));
    }

    [Fact]
    public async Task What_is_held_or_used_stays_and_what_was_seen_goes_with_an_entry()
    {
        var (laboratory, record) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var (serial, number) = await laboratory.AskAsync(db => db.Verifications.Where(row => row.Id == record).Select(row => ValueTuple.Create(row.Unit!.SerialNumber, row.Number)).SingleAsync());
        var typed = await laboratory.AskAsync(db => db.Observations.Where(row => row.Instrument == "typed").Select(row => row.Text).FirstAsync());
        await MessagesAsync(laboratory, serial, 3);
        await MessagesAsync(laboratory, "other", 4, System.Text.Encoding.UTF8.GetBytes(typed));
        laboratory.Clock.Now += Years;
        await PeriodAsync(laboratory, KeptKind.InstrumentMessage, 12);
        var hold = await HoldAsync(laboratory, laboratory.People.Approver, HoldScope.Record, number);

        var messages = await Of(laboratory, KeptKind.InstrumentMessage);
        Assert.Equal((7, 1, 3, 3), (messages.Past, messages.Used, messages.Held, messages.Due));
        Assert.All(messages.HeldThings, held => Assert.Equal((hold, "投诉未结"), (held.By.Id, held.By.Why)));

        var seen = (await laboratory.The<RetentionQueries>().LookAsync(default)).Digest;
        var again = (await laboratory.The<RetentionQueries>().LookAsync(default)).Digest;
        Assert.Equal(seen, again);
        Assert.Equal("retention.moved-on", (await DisposeAsync(laboratory, new string('0', 64))).Refusal?.Code);
        Assert.Equal("laboratory.not-allowed", (await laboratory.The<DisposeRecords>().ExecuteAsync(laboratory.People.Approver, seen, "x", default)).Refusal?.Code);
        Assert.Equal("retention.no-reason", (await laboratory.The<DisposeRecords>().ExecuteAsync(laboratory.People.Administrator, seen, " ", default)).Refusal?.Code);
        Assert.Equal(7, await laboratory.AskAsync(db => db.InstrumentMessages.CountAsync()));

        var disposal = (await DisposeAsync(laboratory, seen)).Value;
        Assert.Equal((seen, 3), (disposal.Digest, disposal.Lines.Single().Rows));
        Assert.Equal(seen, RetentionLook.DigestOf(disposal.Lines));
        Assert.Equal([serial, serial, serial, "other"], await laboratory.AskAsync(db => db.InstrumentMessages.OrderByDescending(row => row.Instrument == serial).Select(row => row.Instrument).ToListAsync()));
        Assert.Empty((await laboratory.The<AuditLedger>().ExecuteAsync(default)).Findings);

        // What was received once is never received twice, also when its bytes are gone.
        Assert.Equal(0, await laboratory.The<KeepMessages>().ExecuteAsync([Message("other", 2, [2]), Message(serial, 1, [1])], [], default));
        Assert.Equal(1, await laboratory.The<KeepMessages>().ExecuteAsync([Message("other", 9, [9], laboratory.Clock.GetUtcNow())], [], default));

        // Another person releases; then they go.
        var place = laboratory.The<PlaceHold>();
        Assert.Equal("retention.own-hold", (await place.ReleaseAsync(laboratory.People.Approver, hold, "已结", default)).Refusal?.Code);
        Assert.Equal("retention.no-reason", (await place.ReleaseAsync(laboratory.People.Administrator, hold, "", default)).Refusal?.Code);
        Assert.Null((await place.ReleaseAsync(laboratory.People.Administrator, hold, "已结", default)).Refusal);
        Assert.Equal("retention.released", (await place.ReleaseAsync(laboratory.People.Administrator, hold, "已结", default)).Refusal?.Code);
        Assert.Equal("retention.moved-on", (await DisposeAsync(laboratory, seen)).Refusal?.Code);
        Assert.Equal(3, (await DisposeAsync(laboratory, (await laboratory.The<RetentionQueries>().LookAsync(default)).Digest)).Value.Lines.Single().Rows);
    }

    [Fact]
    public async Task Legal_records_past_their_period_are_listed_and_never_go()
    {
        var (laboratory, _) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        laboratory.Clock.Now += Years;
        foreach (var kind in KeptKindFacts.All.Where(one => !one.IsDisposable))
            await PeriodAsync(laboratory, kind.Kind, 1);
        var before = (await laboratory.The<AuditLedger>().ExecuteAsync(default)).Rows;
        var look = await laboratory.The<RetentionQueries>().LookAsync(default);
        Assert.NotEqual(0, look.Kinds.Sum(one => one.Due));
        Assert.Empty(look.Disposable);
        Assert.Equal("retention.nothing-due", (await DisposeAsync(laboratory, look.Digest)).Refusal?.Code);
        var after = await laboratory.The<AuditLedger>().ExecuteAsync(default);
        Assert.Equal((before, 0), (after.Rows, after.Findings.Count));
    }

    [Fact]
    public async Task Every_kind_of_bulk_data_goes_when_it_is_due_and_the_newest_run_of_a_job_stays()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (person, at) = (laboratory.People.Technician.AccountId, laboratory.Clock.GetUtcNow());
        await laboratory.TamperAsync(db =>
        {
            db.AddRange(
                new Notice { AccountId = person, Kind = NoticeKind.Test, Key = "read", SubjectZh = "", SubjectEn = "", TextZh = "", TextEn = "", Path = "/", At = at, ReadAt = at },
                new Notice { AccountId = person, Kind = NoticeKind.Test, Key = "unread", SubjectZh = "", SubjectEn = "", TextZh = "", TextEn = "", Path = "/", At = at },
                new Delivery { Address = "a", Key = "sent", Subject = "", Text = "", State = DeliveryState.Sent, CreatedAt = at },
                new Delivery { Address = "a", Key = "waits", Subject = "", Text = "", CreatedAt = at },
                new SignInSession { Id = Guid.NewGuid(), AccountId = person, Stamp = "", Address = "::1", Browser = "", StartedAt = at, SeenAt = at },
                new Jobs.JobRun { JobId = "backup", StartedAt = at, EndedAt = at },
                new Jobs.JobRun { JobId = "backup", StartedAt = at, EndedAt = at });
            return Task.CompletedTask;
        });
        await MessagesAsync(laboratory, "any", 1);
        await laboratory.The<KeepMessages>().ExecuteAsync([], [RefusedMessage.Of("t", new byte[] { 1 }, Refusal.Of("x", "x", "x"), at)], default);
        laboratory.Clock.Now += Years;
        foreach (var kind in KeptKindFacts.All.Where(one => one.IsDisposable))
            await PeriodAsync(laboratory, kind.Kind, 1);
        // What belongs to nothing that can be held alone is held by every hold, what belongs to others is not.
        var hold = await HoldAsync(laboratory, laboratory.People.Approver, HoldScope.Unit, "SIM-EV-0001");
        Assert.Equal(
            [KeptKind.RefusedMessage, KeptKind.Delivery, KeptKind.JobRun],
            (await laboratory.The<RetentionQueries>().LookAsync(default)).Kinds.Where(one => one.Held > 0).Select(one => one.Facts.Kind));
        await HoldAsync(laboratory, laboratory.People.Approver, HoldScope.Institution, null);
        Assert.Empty((await laboratory.The<RetentionQueries>().LookAsync(default)).Disposable);
        foreach (var standing in new[] { hold, hold + 1 })
            Assert.Null((await laboratory.The<PlaceHold>().ReleaseAsync(laboratory.People.Administrator, standing, "已结", default)).Refusal);
        var lines = (await DisposeAsync(laboratory, (await laboratory.The<RetentionQueries>().LookAsync(default)).Digest)).Value.Lines;
        Assert.Equal(["InstrumentMessage", "RefusedMessage", "Notice", "Delivery", "SignIn", "JobRun"], lines.Select(line => line.Kind));
        Assert.All(lines, line => Assert.Equal(1, line.Rows));
        Assert.Equal(
            ("unread", "waits", 1, 0), await laboratory.AskAsync(async db => ((await db.Notices.SingleAsync()).Key, (await db.Deliveries.SingleAsync()).Key, await db.JobRuns.CountAsync(), await db.SignInSessions.CountAsync())));
    }

    [Fact]
    public async Task A_hold_that_was_removed_behind_the_product_stops_every_disposal()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        await MessagesAsync(laboratory, "any", 2);
        laboratory.Clock.Now += Years;
        await PeriodAsync(laboratory, KeptKind.InstrumentMessage, 1);
        await HoldAsync(laboratory, laboratory.People.Approver, HoldScope.Institution, null);
        await laboratory.TamperAsync(async db => await db.Database.ExecuteSqlRawAsync("DELETE FROM \"LegalHolds\""));
        var look = await laboratory.The<RetentionQueries>().LookAsync(default);
        Assert.NotEmpty(look.Disposable);
        Assert.Equal("retention.ledger-broken", (await DisposeAsync(laboratory, look.Digest)).Refusal?.Code);
        Assert.Equal(2, await laboratory.AskAsync(db => db.InstrumentMessages.CountAsync()));
    }

    [Fact]
    public async Task A_hold_is_on_something_that_is_there()
    {
        var (laboratory, record) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var place = laboratory.The<PlaceHold>();
        var (unit, customer, number) = await laboratory.AskAsync(db => db.Verifications.Where(row => row.Id == record).Select(row => ValueTuple.Create(row.UnitId, row.Unit!.Customer!.Name, row.Number)).SingleAsync());
        foreach (var (scope, subject, code) in new (HoldScope, string?, string?)[]
        {
            (HoldScope.Record, "none", "retention.no-subject"), (HoldScope.Certificate, null, "retention.no-subject"), (HoldScope.Unit, $"#{unit}", null), (HoldScope.Customer, customer, null), (HoldScope.Record, number, null),
            (HoldScope.Institution, null, null),
        })
            Assert.Equal(code, (await place.ExecuteAsync(laboratory.People.Administrator, scope, subject, "检查", default)).Refusal?.Code);
        Assert.Equal("laboratory.not-allowed", (await place.ExecuteAsync(laboratory.People.Technician, HoldScope.Institution, null, "x", default)).Refusal?.Code);
        Assert.Equal("retention.no-hold", (await place.ReleaseAsync(laboratory.People.Approver, 99, "x", default)).Refusal?.Code);
    }

    private static async Task<KindLook> Of(Support.Laboratory laboratory, KeptKind kind) => (await laboratory.The<RetentionQueries>().LookAsync(default)).Kinds.Single(one => one.Facts.Kind == kind);

    private static Task<Outcome<Disposal>> DisposeAsync(Support.Laboratory laboratory, string digest) => laboratory.The<DisposeRecords>().ExecuteAsync(laboratory.People.Administrator, digest, "按制度清除", default);

    private static async Task PeriodAsync(Support.Laboratory laboratory, KeptKind kind, int months)
    {
        Assert.Null((await laboratory.The<SetPeriod>().ProposeAsync(laboratory.People.Approver.Saying("测试"), kind, months, "示例制度", default)).Refusal);
        Assert.Null((await laboratory.The<SetPeriod>().ConfirmAsync(laboratory.People.Administrator, kind, default)).Refusal);
    }

    private static async Task<int> HoldAsync(Support.Laboratory laboratory, Actor by, HoldScope scope, string? subject) =>
        (await laboratory.The<PlaceHold>().ExecuteAsync(by, scope, subject, "投诉未结", default)).Value;

    /// <param name="first">Bytes of the first of them.</param>
    private static Task<int> MessagesAsync(Support.Laboratory laboratory, string instrument, int count, byte[]? first = null) => laboratory.The<KeepMessages>().ExecuteAsync(
        [.. Enumerable.Range(1, count).Select(number => Message(instrument, number, number == 1 && first is not null ? first : [(byte)number], laboratory.Clock.GetUtcNow()))], [], default);

    private static InstrumentMessage Message(string instrument, long sequence, byte[] payload, DateTimeOffset at = default) =>
        new() { Instrument = instrument, Boot = "1", Sequence = sequence, Topic = "t", Payload = payload, ReceivedAt = at };
}

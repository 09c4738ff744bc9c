using Metrology.App.Chains;
using Metrology.App.Chains.Impact;
using Metrology.App.Certificates;
using Metrology.App.Equipment;
using Metrology.App.Notifications;
using Metrology.App.Standards;
using Metrology.App.Standards.Life;
using Metrology.App.Standards.Tracing;
using Metrology.App.Verifications;
using Metrology.Core.Decisions;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Life;
using Metrology.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Chains;

/// <summary>Where values come from and go to, and what a wrong reference would have touched.</summary>
public sealed class ChainTests
{
    private const string Energy = "energy.active.import";

    [Fact]
    public async Task The_chain_goes_up_to_the_national_standard_and_down_to_the_certificate()
    {
        var (laboratory, record) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var _ = laboratory;
        var issued = (await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, record, default)).Value;
        var tree = (await laboratory.The<ChainQueries>().OfStandardAsync(1, laboratory.Today, default))!;
        var up = Walk(tree.Up).ToList();
        Assert.Equal([ChainKind.Standard, ChainKind.Equipment, ChainKind.Upper, ChainKind.Upper], up.TakeWhile(node => node.Kind != ChainKind.Upper || !node.IsNational).Append(up.First(node => node.IsNational)).Select(node => node.Kind));
        Assert.Contains(up, node => node.Kind == ChainKind.Issuer);
        var leaf = Assert.Single(Walk(tree.Down), node => node.Kind == ChainKind.Certificate);
        Assert.Equal(issued.Number, leaf.Name.Zh);

        // From the meter down it is the same certificate once, although the standard has more instruments.
        var meter = (await laboratory.The<EquipmentQueries>().AllAsync(default)).Single(row => row.Code == "DEMO-REF-001");
        Assert.Equal([issued.Number], Walk((await laboratory.The<ChainQueries>().OfEquipmentAsync(meter.Id, laboratory.Today, default))!.Down).Where(node => node.Kind == ChainKind.Certificate).Select(node => node.Name.Zh));
        Assert.Contains(Walk((await laboratory.The<ChainQueries>().OfCertificateAsync(issued.Number, laboratory.Today, default)).Value!.Up), node => node.IsNational);
        Assert.Null(await laboratory.The<ChainQueries>().OfStandardAsync(4711, laboratory.Today, default));
    }

    [Fact]
    public async Task Below_an_instrument_hang_the_certificates_of_all_records_that_used_it_each_once()
    {
        var (laboratory, record) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var _ = laboratory;
        var issued = (await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, record, default)).Value;
        await laboratory.TamperAsync(db => CopyRecordsAsync(db, record, 60, new(7)));
        foreach (var item in await laboratory.The<EquipmentQueries>().AllAsync(default))
        {
            // Record by record, as one would do it by hand.
            var expected = await laboratory.AskAsync(async db =>
            {
                var records = await db.Verifications.Include(row => row.Used).Include(row => row.Unit!.Customer).ToListAsync();
                var certificates = await db.Certificates.Include(row => row.Withdrawal).ToListAsync();
                return certificates.Select(certificate => (Certificate: certificate, Record: records.Single(row => row.Id == certificate.VerificationId))).Where(one => one.Record.Used.Any(used => used.EquipmentId == item.Id))
                    .OrderBy(one => one.Record.StandardId).ThenBy(one => one.Certificate.Id)
                    .Select(one => (one.Record.StandardId, one.Certificate.Number, one.Record.Unit!.Customer!.Name, one.Certificate.Withdrawal is null ? Certificate.StandingOn(one.Certificate.ValidUntil, laboratory.Today) : StandardStanding.Withdrawn, one.Certificate.ValidUntil)).ToList();
            });
            var down = (await laboratory.The<ChainQueries>().OfEquipmentAsync(item.Id, laboratory.Today, default))!.Down;
            Assert.Equal(expected, down.Next.OrderBy(standard => standard.Id).SelectMany(standard => standard.Next.Where(node => node.Kind == ChainKind.Certificate).Select(leaf => (standard.Id, leaf.Name.Zh, leaf.Detail, leaf.Standing, leaf.Until))));
            Assert.True(expected.Count > 5 || item.Code != "DEMO-REF-001");
        }

        var all = await laboratory.AskAsync(db => db.Certificates.Where(row => row.Verification!.StandardId == 1).OrderBy(row => row.Id).Select(row => row.Number).ToListAsync());
        Assert.Contains(issued.Number, all);
        Assert.Equal(all, (await laboratory.The<ChainQueries>().OfStandardAsync(1, laboratory.Today, default))!.Down.Next.TakeWhile(node => node.Kind == ChainKind.Certificate).Select(node => node.Name.Zh));
    }

    /// <summary>Behind the product: records of other standards and units with some of the instruments, twice where an instrument has two measurands; of some there is a certificate, some of which were withdrawn.</summary>
    private static async Task CopyRecordsAsync(Storage.MetrologyDb db, Guid record, int count, Random random)
    {
        var items = await db.TraceabilityCertificates.OrderBy(row => row.Id).Select(row => new { row.Id, row.EquipmentId }).ToListAsync();
        var (standards, units) = (await db.Standards.Select(row => row.Id).ToListAsync(), await db.Units.Select(row => row.Id).ToListAsync());
        var paper = await db.Certificates.AsNoTracking().SingleAsync(row => row.VerificationId == record);
        for (var i = 0; i < count; i++)
        {
            var copy = await db.Verifications.AsNoTracking().SingleAsync(row => row.Id == record);
            (copy.Id, copy.Number, copy.StandardId, copy.UnitId, copy.LedgerIndex) = (Guid.NewGuid(), $"COPY-{i}", standards[random.Next(standards.Count)], units[random.Next(units.Count)], null);
            db.Add(copy);
            foreach (var (sequence, used) in Enumerable.Range(0, 5).Select(_ => items[random.Next(items.Count)]).SelectMany(used => random.Next(2) == 0 ? new[] { used } : [used, used]).Index())
                db.Add(new UsedEquipment { VerificationId = copy.Id, Sequence = sequence, EquipmentId = used.EquipmentId, CertificateId = used.Id });
            await db.SaveChangesAsync();
            if (random.Next(3) > 0)
            {
                await db.Database.ExecuteSqlAsync($"""INSERT INTO "Certificates" ("Number", "VerificationId", "Kind", "Document", "Pdf", "PdfHash", "CheckCode", "IssuedOn", "ValidUntil", "IsSimulated", "IsDemonstration") SELECT {"N-" + i}, {copy.Id}, "Kind", "Document", x'', "PdfHash", {"C-" + i}, "IssuedOn", {new DateOnly(2020 + random.Next(12), 1, 1)}, 1, 1 FROM "Certificates" WHERE "Id" = {paper.Id}""");
                if (random.Next(4) == 0)
                    await db.Database.ExecuteSqlRawAsync("""INSERT INTO "CertificateWithdrawals" ("CertificateId", "Reason", "AccountId", "AccountName", "At", "SignedHash") SELECT max("Id"), '', 1, '', 0, '' FROM "Certificates" """);
            }
        }
    }

    [Fact]
    public async Task A_value_cannot_come_from_itself()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var meter = (await laboratory.The<EquipmentQueries>().AllAsync(default)).Single(row => row.Code == "DEMO-REF-001");
        var own = await laboratory.The<SetTraceSource>().ExecuteAsync(laboratory.People.Planner, new(meter.Certificates[0].Id, 1, null), default);
        Assert.Equal("trace.cyclic", own.Refusal?.Code);
        Assert.Contains("（#1） → 「", own.Refusal!.Text.Zh, StringComparison.Ordinal);
        Assert.Contains(meter.Code, own.Refusal.Text.Zh, StringComparison.Ordinal);

        // By two steps: the meter comes from standard 2, and standard 2 would get an instrument that comes from standard 1.
        Assert.Null((await laboratory.The<SetTraceSource>().ExecuteAsync(laboratory.People.Planner, new(meter.Certificates[0].Id, 2, null), default)).Refusal?.Code);
        var second = (await laboratory.The<EquipmentQueries>().AllAsync(default)).Single(row => row.Code == "DEMO-REF-002");
        Assert.Null((await laboratory.The<SetTraceSource>().ExecuteAsync(laboratory.People.Planner, new(second.Certificates[0].Id, 1, null), default)).Refusal?.Code);
        var two = (await laboratory.The<StandardQueries>().FindAsync(2, default))!;
        Assert.Equal("trace.cyclic", (await laboratory.The<SaveStandard>().ExecuteAsync(
            laboratory.People.Planner, new(2, two.NameZh, two.NameEn, null, two.Place, two.RangeText, two.UncertaintyText, two.OwnerClass, [second.Id], [], two.Version, Correction: "示例"), default)).Refusal?.Code);
        Assert.DoesNotContain((await laboratory.The<StandardQueries>().FindAsync(2, default))!.Equipment, link => link.EquipmentId == second.Id);

        var uppers = await laboratory.The<ChainQueries>().UppersAsync(default);
        var (national, province) = (uppers.Single(row => row.IsNational), uppers.Single(row => !row.IsNational));
        Assert.Equal("trace.cyclic", (await laboratory.The<SaveUpperReference>().ExecuteAsync(
            laboratory.People.Planner, new(national.Id, national.NameZh, national.NameEn, national.Institution, "", null, false, province.Id), default)).Refusal?.Code);
    }

    /// <summary>Instruments leave and certificates end: what came from the standard while the old meter stood in it cannot have given that meter its value, and may give it to the new one.</summary>
    [Fact]
    public async Task A_circle_is_one_of_the_days_on_which_all_links_hold()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (planner, cameOn) = (laboratory.People.Planner, laboratory.Today.AddDays(-5));
        var old = (await laboratory.The<StandardQueries>().FindAsync(1, default))!.Equipment.Where(link => link.Role == EquipmentRole.Main).Select(link => link.EquipmentId).ToArray();
        var come = await InstrumentAsync(laboratory, "COME-1", cameOn.AddDays(-10));
        Assert.Null((await laboratory.The<RecordAct>().ExecuteAsync(
            planner, new(1, StandardAct.Replaced, cameOn, null, "示例", "示例-换-1", new(ReplacementEffect.Nothing, [ReplacementSituation.Other], [ReplacementCause.WorkloadChanged], old, [come.Id], [])), default)).Refusal?.Code);
        var gone = (await laboratory.The<EquipmentQueries>().AllAsync(default)).Single(row => row.Id == old[0]);

        // A certificate of the days when it stood in the standard makes a circle, although it has left.
        Assert.Equal("trace.cyclic", (await laboratory.The<SetTraceSource>().ExecuteAsync(planner, new(gone.CertificatesOn(cameOn.AddDays(-1)).First().Id, 1, null), default)).Refusal?.Code);
        // One that was given after it left makes none.
        var after = (await laboratory.The<AddTraceabilityCertificate>().ExecuteAsync(
            planner, new(gone.Id, "证-后-1", "示例院", cameOn.AddDays(1), cameOn.AddYears(1), "U = 0.02 % (k = 2)", Energy, 0.02m, 2m, "%"), default)).Value;
        Assert.Null((await laboratory.The<SetTraceSource>().ExecuteAsync(planner, new(after, 1, null), default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_gap_between_certificates_is_found_and_an_unknown_end_is_no_gap_but_unknown()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var standard = (await laboratory.The<StandardQueries>().FindAsync(1, default))!;
        var meter = standard.Equipment.Single(link => link.Role == EquipmentRole.Main).Item!;
        var lines = await laboratory.The<ChainQueries>().GapsAsync(standard, laboratory.Today.AddDays(-700), laboratory.Today.AddDays(200), default);
        var gaps = lines.Single(line => line.What == Core.Quantities.Measurands.Find(Energy)!.Label).Gaps;
        var days = meter.Certificates.SelectMany(one => Enumerable.Range(one.IssuedOn.DayNumber, one.ValidUntil!.Value.DayNumber - one.IssuedOn.DayNumber + 1)).ToHashSet();
        var missing = Enumerable.Range(laboratory.Today.AddDays(-700).DayNumber, 901).Where(day => !days.Contains(day));
        Assert.Equal(missing, gaps.Missing.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)));
        Assert.Empty(gaps.Unknown);
        Assert.True(Core.Traceability.CertificateGaps.Of([new(laboratory.Today, null)], laboratory.Today, laboratory.Today.AddDays(9)) is { Missing: [], Unknown: [{ Last: var last }] } && last == laboratory.Today.AddDays(9).DayNumber);
    }

    [Fact]
    public async Task An_instrument_belongs_to_a_standard_from_the_day_of_its_replacement_on_wherever_it_is_asked_for()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (planner, today) = (laboratory.People.Planner, laboratory.Today);
        var (standards, chains) = (laboratory.The<StandardQueries>(), laboratory.The<ChainQueries>());
        var was = (await standards.FindAsync(1, default))!;
        var old = was.Equipment.Single(link => link.Role == EquipmentRole.Main).EquipmentId;
        var aside = was.Equipment.First(link => link.Role == EquipmentRole.Auxiliary).EquipmentId;
        var cameOn = today.AddDays(-30);
        var main = await InstrumentAsync(laboratory, "NEW-1", cameOn.AddDays(-5));
        var auxiliary = await InstrumentAsync(laboratory, "NEW-2", cameOn);
        RecordAct.Exchange exchange = new(ReplacementEffect.Nothing, [ReplacementSituation.MainRenewed, ReplacementSituation.AuxiliaryRenewed], [ReplacementCause.EquipmentFailed], [old, aside], [main.Id], [auxiliary.Id]);
        Assert.Null((await laboratory.The<RecordAct>().ExecuteAsync(planner, new(1, StandardAct.Replaced, cameOn, null, "示例", "示例-换-1", exchange), default)).Refusal?.Code);

        var (before, after) = (await UpAsync(cameOn.AddDays(-1)), await UpAsync(cameOn));
        Assert.Equal((true, true, false, false), (before.Contains(old), before.Contains(aside), before.Contains(main.Id), before.Contains(auxiliary.Id)));
        Assert.Equal((false, false, true, true), (after.Contains(old), after.Contains(aside), after.Contains(main.Id), after.Contains(auxiliary.Id)));
        async Task<HashSet<int>> UpAsync(DateOnly day) => [.. (await chains.OfStandardAsync(1, day, default))!.Up.Next.Select(node => node.Id)];
        async Task<bool> IsBelowAsync(int item, DateOnly day) => (await chains.OfEquipmentAsync(item, day, default))!.Down.Next.Any(node => node is { Kind: ChainKind.Standard, Id: 1 });
        Assert.Equal((true, false, false, true), (await IsBelowAsync(aside, cameOn.AddDays(-1)), await IsBelowAsync(aside, today), await IsBelowAsync(auxiliary.Id, cameOn.AddDays(-1)), await IsBelowAsync(auxiliary.Id, today)));
        Assert.Equal([(1, EquipmentRole.Main)], (await standards.WithEquipmentAsync(old, cameOn.AddDays(-1), default)).Select(one => (one.Standard.Id, one.Role)));
        Assert.Empty(await standards.WithEquipmentAsync(old, today, default));

        // Certificates are asked for while it belongs to the standard: no gap from before it came, and none after it left.
        var standard = (await standards.FindAsync(1, default))!;
        var lines = await chains.GapsAsync(standard, today.AddDays(-200), today, default);
        var came = lines.Single(line => line.Part?.EquipmentId == main.Id);
        Assert.True(came.Gaps.IsContinuous);
        Assert.Equal((cameOn, null), (came.Part!.From, came.Part.Until));
        Assert.All(lines.Where(line => line.Part?.EquipmentId == old), line => Assert.Equal(cameOn.AddDays(-1), line.Part!.Until));
        Assert.DoesNotContain(lines.Where(line => line.Part?.EquipmentId == old).SelectMany(line => line.Gaps.Missing), range => range.Last >= cameOn.DayNumber);
        Assert.DoesNotContain((await laboratory.The<Metrology.App.Warnings.WarningItems>().OnAsync(today, default)), item => item.Key.StartsWith($"gap:1:{main.Id}:", StringComparison.Ordinal));

        // What the standard gave while the old meter stood in it comes from the old meter, and nothing of it from the new one.
        var below = await InstrumentAsync(laboratory, "LOW-1", cameOn.AddDays(-10));
        Assert.Null((await laboratory.The<SetTraceSource>().ExecuteAsync(planner, new(below.Certificate, 1, null), default)).Refusal?.Code);
        var days = await laboratory.AskAsync(db => EquipmentDays.EverAsync(db, [old, main.Id], default));
        Assert.Equal([(old, true), (main.Id, false)], days[1].Where(part => part.EquipmentId == old || part.EquipmentId == main.Id).OrderBy(part => part.From).Select(part => (part.EquipmentId, part.Covers(cameOn.AddDays(-10)))));

        // An examination before the replacement is of the old meter: the new one had no certificate then.
        Assert.Null((await laboratory.The<RecordAct>().ExecuteAsync(planner, new(1, StandardAct.ReExamined, cameOn.AddDays(-20), null, "示例", "示例-复-1"), default)).Refusal?.Code);
    }

    /// <summary>The pile shows +0.4 % too much by a reference that is right. Had the reference shown 2 % too little, the true energy would be 2 % more and the error about −1.6 %.</summary>
    [Theory]
    [InlineData("0.1", false)]
    [InlineData("5", true)]
    public async Task A_wrong_reference_is_evaluated_again_and_the_case_is_worked_off(string shift, bool changes)
    {
        var (laboratory, record) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var _ = laboratory;
        var planner = laboratory.People.Planner;
        var issued = (await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, record, default)).Value;
        var meter = (await laboratory.The<EquipmentQueries>().AllAsync(default)).Single(row => row.Code == "DEMO-REF-001");
        var delta = decimal.Parse(shift, System.Globalization.CultureInfo.InvariantCulture);
        OpenImpactCase.Request request = new(null, meter.Id, Energy, laboratory.Today.AddDays(-10), laboratory.Today, delta, "%", "期间核查不符合（示例）");
        var id = (await laboratory.The<OpenImpactCase>().ExecuteAsync(planner, request, default)).Value;
        var line = (await laboratory.The<ImpactQueries>().FindAsync(id, default))!.Lines.Single();
        Assert.Equal((issued.Number, 0, Verdict.Pass, changes), (line.CertificateNumber, line.Depth, line.Before, line.ChangesVerdict));
        // Brute force: the errors of the record with the reference's energy multiplied, (1 + e) / (1 + δ) − 1.
        var run = (await laboratory.The<VerificationQueries>().FindAsync(record, default)).Value;
        var moved = RunEvaluation.Of(new ReferenceShift(Energy, delta, "%").Apply(run.State).Value, run.Verification.References).Value;
        foreach (var (old, changed) in run.Evaluate().Items.SelectMany(item => item.Points).Zip(moved.Items.SelectMany(item => item.Points)).Where(pair => pair.First is { Unit: "%", Mean: not null } && pair.First.Mean != pair.Second.Mean))
            Assert.Equal((double)((((1 + (old.Mean!.Value / 100)) / (1 + (delta / 100))) - 1) * 100), (double)changed.Mean!.Value, 1e-3);

        var work = laboratory.The<WorkImpactCase>();
        Assert.Equal("impact.open-lines", (await work.CloseAsync(planner, id, default)).Refusal?.Code);
        Assert.Equal(changes ? "impact.owner-not-told" : null, (await work.CloseLineAsync(planner, id, 1, "复检", default)).Refusal?.Code);
        if (changes)
        {
            // By mail: an owner counts as told once the server of mail has taken it.
            Assert.Equal("impact.no-mail", (await MailAsync()).Refusal?.Code);
            await laboratory.TamperAsync(async db => await db.Customers.ForEachAsync(row => row.Mail = "owner@example.cn"));
            var post = laboratory.The<Support.Post>();
            post.Answer = _ => Core.Words.Refusal.Of("test.busy", "忙", "busy");
            Assert.Equal(1, (await MailAsync()).Value);
            Assert.Equal(0, (await MailAsync()).Value);
            await laboratory.The<DeliverMessages>().ExecuteAsync(default);
            Assert.Equal("impact.owner-not-told", (await work.CloseLineAsync(planner, id, 1, "复检", default)).Refusal?.Code);
            post.Answer = _ => null;
            laboratory.Clock.Now += TimeSpan.FromMinutes(2);
            await laboratory.The<DeliverMessages>().ExecuteAsync(default);
            // Whoever gets it sees who writes.
            var institution = await laboratory.AskAsync(db => db.Institutions.Select(row => row.NameZh).SingleAsync());
            Assert.Equal(("owner@example.cn", "主题", $"words 1\n\nwords 1\n\n{institution}"), (post.Came[^1].Address, post.Came[^1].Subject, post.Came[^1].Text));
            Assert.Null((await work.CloseLineAsync(planner, id, 1, "召回复检", default)).Refusal?.Code);
            var told = (await laboratory.The<ImpactQueries>().FindAsync(id, default))!.Lines[0];
            Assert.Contains("owner@example.cn", told.NotifiedHow, StringComparison.Ordinal);
            Assert.Equal(laboratory.Clock.Now, told.NotifiedAt);
        }

        // The same question, while its case is open, finds that case; closed, it is a new one.
        var again = (await laboratory.The<OpenImpactCase>().ExecuteAsync(planner, request, default)).Refusal;
        Assert.Equal(("impact.already-open", $"/impact/{id}"), (again?.Code, again?.See));
        if (changes)
            Assert.Null((await work.CloseAsync(planner, id, default)).Refusal?.Code);
        var letters = await laboratory.The<OpenImpactCase>().ExecuteAsync(planner, request, default);
        if (changes)
        {
            id = letters.Value;
            Assert.Null((await work.NotifyAsync(planner, id, 1, "信函 示例-1", default)).Refusal?.Code);
            Assert.Null((await work.CloseLineAsync(planner, id, 1, "召回复检", default)).Refusal?.Code);
        }

        Assert.Null((await work.CloseAsync(planner, id, default)).Refusal?.Code);
        Assert.Equal("impact.closed", (await work.NotifyAsync(planner, id, 1, "再来", default)).Refusal?.Code);
        Assert.Equal("impact.closed", (await MailAsync()).Refusal?.Code);
        Assert.Contains("ImpactCase", System.Text.Encoding.UTF8.GetString((await laboratory.AskAsync(db => db.LedgerEntries.OrderByDescending(row => row.Index).FirstAsync())).Bytes), StringComparison.Ordinal);

        Task<Core.Words.Outcome<int>> MailAsync() => laboratory.The<MailOwners>().ExecuteAsync(planner, id, (_, one) => (new("主题", "Subject"), Core.Words.BilingualText.Same($"words {one.Sequence}")), default);
    }

    [Fact]
    public async Task Three_levels_above_a_certificate_a_wrong_standard_still_finds_it_and_outside_of_its_window_not()
    {
        var (laboratory, record) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var _ = laboratory;
        await laboratory.The<IssueCertificate>().ExecuteAsync(laboratory.People.Approver, record, default);
        // The meter of the bench comes from standard 3, whose meter comes from standard 2, whose meter is the bad one.
        var meter = (await laboratory.The<EquipmentQueries>().AllAsync(default)).Single(row => row.Code == "DEMO-REF-001");
        var used = meter.CertificatesOn(laboratory.Today).Single();
        var middle = await InstrumentAsync(laboratory, "MID-1", used.IssuedOn.AddDays(-30));
        var bad = await InstrumentAsync(laboratory, "BAD-1", used.IssuedOn.AddDays(-90));
        await ChangeAsync(laboratory, 3, middle.Id);
        await ChangeAsync(laboratory, 2, bad.Id);
        foreach (var (certificate, standard) in new[] { (used.Id, 3), (middle.Certificate, 2) })
            Assert.Null((await laboratory.The<SetTraceSource>().ExecuteAsync(laboratory.People.Planner, new(certificate, standard, null), default)).Refusal?.Code);

        OpenImpactCase.Request request = new(2, null, Energy, used.IssuedOn.AddDays(-60), used.IssuedOn.AddDays(-20), 5m, "%", "示例");
        var line = Assert.Single((await laboratory.The<OpenImpactCase>().LookAsync(laboratory.People.Planner, request, default)).Value);
        Assert.Equal((2, true), (line.Depth, line.ChangesVerdict));
        Assert.StartsWith("BAD-1", line.Path[(line.Path.IndexOf(' ', StringComparison.Ordinal) + 1)..], StringComparison.Ordinal);
        Assert.Empty((await laboratory.The<OpenImpactCase>().LookAsync(laboratory.People.Planner, request with { Until = used.IssuedOn.AddDays(-40) }, default)).Value);
        Assert.Equal(4, (await laboratory.The<ChainQueries>().OfEquipmentAsync(bad.Id, laboratory.Today, default))!.Down.Depth - 2);
        // What moves says how; where an offset cancels that is said.
        Assert.Null(line.Remark);
        line.Points.Clear();
        Assert.Contains("%", line.Remark?.En, StringComparison.Ordinal);
        Assert.Equal("impact.no-shift", (await laboratory.The<OpenImpactCase>().LookAsync(laboratory.People.Planner, request with { Shift = 0 }, default)).Refusal?.Code);
        Assert.Equal("impact.no-unit", (await laboratory.The<OpenImpactCase>().LookAsync(laboratory.People.Planner, request with { ShiftUnit = "furlong" }, default)).Refusal?.Code);
        // δ of another quantity touches nothing that was read.
        Assert.Equal("impact.unit-of-other-quantity", (await laboratory.The<OpenImpactCase>().LookAsync(laboratory.People.Planner, request with { ShiftUnit = "V" }, default)).Refusal?.Code);
    }

    private static async Task ChangeAsync(Support.Laboratory laboratory, int standard, int item)
    {
        var row = (await laboratory.The<StandardQueries>().FindAsync(standard, default))!;
        Assert.Null((await laboratory.The<SaveStandard>().ExecuteAsync(
            laboratory.People.Planner, new(standard, row.NameZh, row.NameEn, null, row.Place, row.RangeText, row.UncertaintyText, row.OwnerClass, [item], [], row.Version, Correction: "示例"), default)).Refusal?.Code);
    }

    private static async Task<(int Id, int Certificate)> InstrumentAsync(Support.Laboratory laboratory, string code, DateOnly issued)
    {
        var id = (await laboratory.The<SaveEquipment>().ExecuteAsync(laboratory.People.Planner, new(null, code, "标准表", "Meter", "示例", "M", code), default)).Value;
        return (id, (await laboratory.The<AddTraceabilityCertificate>().ExecuteAsync(
            laboratory.People.Planner, new(id, $"证-{code}", "示例院", issued, issued.AddYears(2), "U = 0.02 % (k = 2)", Energy, 0.02m, 2m, "%"), default)).Value);
    }

    private static IEnumerable<ChainNode> Walk(ChainNode node) => node.Next.SelectMany(Walk).Prepend(node);
}

using Metrology.App.Customers;
using Metrology.App.Equipment;
using Metrology.App.Keeping;
using Metrology.App.Laboratory;
using Metrology.App.Lists;
using Metrology.App.Standards;
using Metrology.App.Standards.Life;
using Metrology.App.Tests.Support;
using Metrology.Core.Keeping;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Life;
using Metrology.Core.Registers;
using Metrology.Core.Traceability;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Lists;

/// <summary>What lists find rows by says the same as the rows.</summary>
public sealed class ListTests
{
    [Fact]
    public void Spans_say_on_every_day_what_the_rules_say()
    {
        var random = new Random(6);
        DateOnly Day() => new DateOnly(2024, 1, 1).AddDays(random.Next(600));
        for (var round = 0; round < 60; round++)
        {
            var standard = new MeasurementStandard { Id = 1, NameZh = "", NameEn = "", Place = "", RangeText = "", UncertaintyText = "" };
            for (var i = random.Next(5); i >= 0; i--)
            {
                var from = Day();
                standard.Certificates.Add(new()
                {
                    Kind = random.Next(2) == 0 ? StandardCertificateKind.Assessment : StandardCertificateKind.Public,
                    Number = "",
                    Issuer = "",
                    IssuedOn = random.Next(6) == 0 ? null : from,
                    ValidUntil = random.Next(6) == 0 ? null : from.AddDays(random.Next(300)),
                });
            }

            foreach (var act in new[] { StandardAct.Suspended, StandardAct.Resumed, StandardAct.Replaced, StandardAct.ReExamined, StandardAct.Withdrawn }.Where(_ => random.Next(3) == 0))
            {
                var on = Day();
                standard.Events.Add(new() { Act = act, On = on, Until = act == StandardAct.Suspended && random.Next(2) == 0 ? on.AddDays(random.Next(90)) : null, Effect = act == StandardAct.Replaced ? ReplacementEffect.RangeOrItems : null, Reason = "", Document = "", EnteredBy = "" });
            }

            var item = new EquipmentItem { Id = 1, Code = "", NameZh = "", NameEn = "", Manufacturer = "", Model = "", SerialNumber = "" };
            for (var i = random.Next(4); i > 0; i--)
            {
                var from = Day();
                item.Certificates.Add(new() { Number = "", Issuer = "", IssuedOn = from, ValidUntil = random.Next(6) == 0 ? null : from.AddDays(random.Next(300)), UncertaintyText = "", Measurand = random.Next(2) == 0 ? "a" : "b", Unit = "" });
            }

            var (ofStandard, ofItem) = (StandingSpan.Of(standard), StandingSpan.Of(item));
            for (var day = new DateOnly(2023, 10, 1); day < new DateOnly(2027, 1, 1); day = day.AddDays(1))
            {
                Assert.Equal(Of(standard.StandingOn(day), standard.LastDayShown(day)), On(ofStandard, day));
                Assert.Equal(Of(item.StandingOn(day), item.ValidUntil(day) ?? item.CertificateShownOn(day)?.ValidUntil), On(ofItem, day));
            }
        }

        static (StandardStanding, int) Of(StandardStanding standing, DateOnly? end) => (standing, end?.DayNumber ?? StandingSpan.UnknownEnd);
        static (StandardStanding, int) On(IReadOnlyList<StandingSpan> spans, DateOnly day) => spans.Single(one => one.From <= day.DayNumber && day.DayNumber <= one.Until) is var span ? (span.Standing, span.Ends) : default;
    }

    [Fact]
    public void Spans_of_tests_say_on_every_day_what_is_due()
    {
        var random = new Random(8);
        DateOnly Day() => new DateOnly(2024, 1, 1).AddDays(random.Next(600));
        var seen = new HashSet<StandardStanding>();
        for (var round = 0; round < 40; round++)
        {
            var standard = new MeasurementStandard { Id = 1, NameZh = "", NameEn = "", Place = "", RangeText = "", UncertaintyText = "", OwnerClass = OwnerClass.D, IntermediateCheckMonths = random.Next(2) == 0 ? null : 3 + random.Next(9) };
            var from = Day();
            standard.Certificates.Add(new() { Kind = StandardCertificateKind.Assessment, Number = "", Issuer = "", IssuedOn = from, ValidUntil = random.Next(4) == 0 ? null : from.AddDays(random.Next(900)) });
            if (random.Next(2) == 0)
                standard.Events.Add(new() { Act = StandardAct.Suspended, On = Day(), Reason = "", Document = "", EnteredBy = "" });
            var runs = Enumerable.Range(1, random.Next(5)).Select(id => new KeepingRun
            {
                Id = id,
                Kind = random.Next(4) switch { 0 => KeepingKind.IntermediateCheck, 1 => KeepingKind.StabilityYearly, 2 => KeepingKind.Transfer, _ => KeepingKind.Repeatability },
                On = Day(),
                Subject = "",
                Point = "",
                Unit = "V",
                Groups = [new(from, [.. Enumerable.Range(0, random.Next(4) == 0 ? 3 : 10).Select(_ => 100 + (random.Next(9) / 100m))]), new(from.AddYears(1), [100.01m, 100.02m])],
                Terms = new(Limit: 0.03m, Deviation: 0.02m, Own: 0.01m, Reference: 100.04m, ReferenceUncertainty: 0.01m),
                Edition = "",
                EnteredBy = "",
            }).ToList();
            runs.ForEach(run => run.Groups = run.Kind == KeepingKind.StabilityYearly ? run.Groups : [run.Groups[0]]);
            foreach (var subject in ListWriting.Tests)
            {
                var spans = KeepingDue.SpansOf(standard, subject, runs);
                for (var day = new DateOnly(2023, 10, 1); day < new DateOnly(2027, 1, 1); day = day.AddDays(1))
                {
                    var isAsked = runs.Count > 0 || standard.IntermediateCheckMonths > 0 || standard.StandingOn(day) is StandardStanding.Valid or StandardStanding.Expiring;
                    var due = isAsked ? KeepingDue.Of(standard, runs, day).SingleOrDefault(one => one.Interval.Subject == subject) : null;
                    var span = spans.SingleOrDefault(one => one.From <= day.DayNumber && day.DayNumber <= one.Until);
                    Assert.Equal(due?.Standing ?? StandardStanding.NotYet, span?.Standing ?? StandardStanding.NotYet);
                    Assert.Equal(due?.Due?.DayNumber ?? StandingSpan.UnknownEnd, span?.Ends ?? StandingSpan.UnknownEnd);
                    if (due is not null)
                        seen.Add(due.Standing);
                }
            }
        }

        Assert.Equal([StandardStanding.Valid, StandardStanding.Expiring, StandardStanding.Expired, StandardStanding.Unknown], seen.Order());
    }

    [Fact]
    public async Task What_is_due_of_tests_is_what_all_tests_say()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var actor = laboratory.People.Technician;
        foreach (var (standard, kind, ago) in new[] { (1, KeepingKind.Repeatability, 340), (2, KeepingKind.Repeatability, 10), (2, KeepingKind.IntermediateCheck, 100) })
        {
            Assert.Null((await laboratory.The<RecordKeeping>().ExecuteAsync(
                actor, new(standard, kind, laboratory.Today.AddDays(-ago), "示例", "100 V", "V", "1.01\n1.02\n1.01\n1.03\n1.01\n1.02\n1.01\n1.02\n1.01\n1.02", new(Limit: 1, Own: 0.1m, Reference: 1, ReferenceUncertainty: 0.1m)), default)).Refusal?.Code);
        }

        var shown = 0;
        foreach (var day in new[] { -400, 0, 50, 100, 400, 4000 }.Select(laboratory.Today.AddDays))
        {
            var all = (await laboratory.The<KeepingQueries>().DueAsync(day, default)).SelectMany(line => line.Due.Select(due => (line.Standard.Id, due.Interval.Id, due.Standing, due.Due)))
                .Where(one => one.Standing != StandardStanding.Valid || one.Due!.Value.DayNumber - day.DayNumber <= DueQueries.Far).ToList();
            var due = await laboratory.The<DueQueries>().OnAsync(day, default, 1000);
            Assert.Equal(all, due.Tests.Select(one => (one.Standard.Id, one.Due.Interval.Id, one.Due.Standing, one.Due.Due)));
            shown += all.Count;
            // The first of each section, whatever it is cut to.
            var few = (await laboratory.The<DueQueries>().OnAsync(day, default, 2)).Tests.GroupBy(one => one.Due.Standing).ToList();
            Assert.All(few, section => Assert.Equal(
                all.Where(one => one.Standing == section.Key).Select(one => one.Due ?? DateOnly.MaxValue).Order().Take(2), section.Select(one => one.Due.Due ?? DateOnly.MaxValue).Order()));
        }

        Assert.True(shown > 10);
    }

    /// <summary>What a form offers: the first of the register or of what is found, by the search of lists, and in any case what is chosen.</summary>
    [Fact]
    public async Task A_form_offers_the_first_found_and_what_is_chosen()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (equipment, standards) = (laboratory.The<EquipmentQueries>(), laboratory.The<StandardQueries>());
        var items = await equipment.AllAsync(default);
        var all = await standards.AllAsync(default);
        Assert.True(items.Count > 5 && all.Count > 5);
        foreach (var (typed, chosen) in new (string, int[])[] { ("", []), ("", [items[^1].Id]), ("电能", [items[^1].Id, 4711]), ("no such text", []) })
        {
            var found = items.Where(item => SearchText.Of(item).Contains(SearchForm.Of(typed), StringComparison.Ordinal)).ToList();
            var offered = await equipment.ChoicesAsync(typed, chosen, default, 3);
            Assert.Equal(found.Count > 3, offered.IsCut);
            Assert.Equal(Math.Min(3, found.Count), offered.Rows.Count(row => found.Exists(one => one.Id == row.Id) && !chosen.Contains(row.Id)) + offered.Rows.Count(row => chosen.Contains(row.Id) && found.Take(3).Any(one => one.Id == row.Id)));
            Assert.All(chosen.Where(id => id != 4711), id => Assert.Contains(offered.Rows, row => row.Id == id));
        }

        foreach (var (typed, chosen) in new (string, int[])[] { ("", []), ("装置", [all[^1].Id]), ("裝置", []) })
        {
            var offered = await standards.ChoicesAsync(typed, chosen, default, 3);
            var found = all.Where(one => SearchText.Of(one).Contains(SearchForm.Of(typed), StringComparison.Ordinal)).Select(one => one.Id);
            Assert.Equal(found.Take(3).Union(chosen).Order(), offered.Rows.Select(row => row.Id));
        }

        var main = all.First(row => row.Equipment.Count > 0);
        Assert.Equal(all.Where(row => row.Equipment.Exists(link => link.EquipmentId == main.Equipment[0].EquipmentId)).Select(row => row.Id), await standards.OfEquipmentAsync([main.Equipment[0].EquipmentId], default));
    }

    /// <summary>Read one table after the other, it is the same as read whole.</summary>
    [Fact]
    public async Task Standards_with_their_days_are_what_whole_rows_say()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (whole, dated) = (await laboratory.The<StandardQueries>().AllAsync(default), await laboratory.The<StandardQueries>().DatedAsync(default));
        Assert.Equal(whole.Select(Text), dated.Select(Text));

        static string Text(MeasurementStandard row)
        {
            var counted = row.Counted();
            return string.Join('|', row.Id, row.NameZh, row.NameEn, row.ClassificationCode, row.RangeText, row.UncertaintyText, row.IsDemonstration, row.Version, counted.CountingClass, counted.IsHighest, counted.Category, counted.Presider,
                counted.Institution, counted.Place, counted.EstablishedOn, string.Join(',', counted.ImprovedOn), string.Join(',', row.Certificates.Select(one => (one.Id, one.Kind, one.Number, one.Issuer, one.IssuedOn, one.ValidUntil, one.Correction))),
                string.Join(',', row.Events.Select(one => (one.Id, one.Act, one.On, one.Until))));
        }
    }

    [Theory]
    [InlineData("充电桩", true)]
    [InlineData("電樁", true)]
    [InlineData("电桩", true)]
    [InlineData("ＡＣ", true)]
    [InlineData("桩电", false)]
    public void A_text_is_found_in_the_same_form(string typed, bool isThere)
    {
        var text = SearchForm.OfFields(["交流充电桩", "AC-Pile 7kW"]);
        var needed = SearchForm.Needed(SearchForm.Of(typed));
        Assert.Equal(isThere, text.Contains(SearchForm.Of(typed), StringComparison.Ordinal));
        Assert.True(!isThere || needed.All(SearchForm.Grams(text).Contains));
    }

    [Fact]
    public async Task Every_list_of_standards_is_what_the_whole_register_says()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var queries = laboratory.The<StandardQueries>();
        foreach (var day in new[] { laboratory.Today, laboratory.Today.AddYears(-3), laboratory.Today.AddYears(4) })
        {
            var all = await queries.OnAsync(day, default);
            Assert.Equal(all.CountBy(line => line.Standing).OrderBy(one => one.Key), (await queries.CountsAsync(day, default)).OrderBy(one => one.Key));
            foreach (var (standings, text) in new (StandardStanding[], string)[] { ([], ""), ([StandardStanding.Valid, StandardStanding.Expiring], ""), ([StandardStanding.Expired], ""), ([], "标准"), ([StandardStanding.Unknown], "标准"), ([], "裝置"), ([], "N"), ([], "量标") })
            {
                var fits = all.Where(line => (standings.Length == 0 || standings.Contains(line.Standing)) && SearchText.Of(line.Standard).Contains(SearchForm.Of(text), StringComparison.Ordinal)).ToList();
                foreach (var (order, down) in from order in Enum.GetValues<StandardOrder>() from down in new[] { false, true } where order != StandardOrder.Entered || !down select (order, down))
                {
                    var seen = new List<StandardQueries.Line>();
                    for (int? after = null; ;)
                    {
                        var page = await queries.ListAsync(new(day, standings, text, order, down, after), 7, default);
                        seen.AddRange(page.Lines);
                        if (page.Next is null)
                            break;
                        after = page.Next;
                    }

                    Assert.Equal(fits.Select(line => line.Standard.Id).Order(), seen.Select(line => line.Standard.Id).Order());
                    Assert.Equal(Sorted(seen, order, down, day), seen.Select(line => Key(line, order, day)));
                }
            }
        }

        static IEnumerable<string> Sorted(List<StandardQueries.Line> seen, StandardOrder order, bool down, DateOnly day)
        {
            var keys = seen.Select(line => Key(line, order, day));
            var none = order == StandardOrder.Code ? keys.Where(key => key.Length == 0).ToList() : [];
            var some = order == StandardOrder.Code ? keys.Where(key => key.Length > 0) : keys;
            return [.. down ? some.OrderDescending(StringComparer.Ordinal) : some.Order(StringComparer.Ordinal), .. none];
        }

        static string Key(StandardQueries.Line line, StandardOrder order, DateOnly day) => order switch
        {
            StandardOrder.Name => line.Standard.NameZh,
            StandardOrder.Code => line.Standard.ClassificationCode ?? "",
            StandardOrder.Until => line.Standard.LastDayShown(day)?.ToString("yyyy-MM-dd") ?? "9999",
            _ => $"{line.Standard.Id:00000}",
        };
    }

    [Fact]
    public async Task What_is_changed_is_found_at_once_and_what_is_gone_is_not()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (equipment, units, actor) = (laboratory.The<EquipmentQueries>(), laboratory.The<UnitQueries>(), laboratory.People.Planner.Saying("测试"));

        var id = (await laboratory.The<SaveEquipment>().ExecuteAsync(actor, new(null, "EQ-鑫-1", "恒温槽", "Bath", "示例厂", "HW-3", "甲乙丙"), default)).Value;
        Assert.Equal([id], (await equipment.ListAsync(new(laboratory.Today, Text: "温槽"), default)).Items.Select(item => item.Id));
        Assert.Equal([id], (await equipment.ListAsync(new(laboratory.Today, Text: "乙丙"), default)).Items.Select(item => item.Id));
        Assert.Equal([id], (await equipment.ListAsync(new(laboratory.Today, Text: "鑫"), default)).Items.Select(item => item.Id));
        Assert.Contains(id, (await equipment.ListAsync(new(laboratory.Today, StandardStanding.Unknown), default)).Items.Select(item => item.Id));
        Assert.Equal([id], (await equipment.WithNumberAsync("eq-鑫-1", default)).Select(item => item.Id));

        await laboratory.The<SaveEquipment>().ExecuteAsync(actor, new(id, "EQ-鑫-1", "恒湿槽", "Bath", "示例厂", "HW-3", "甲乙丙"), default);
        Assert.Empty((await equipment.ListAsync(new(laboratory.Today, Text: "温槽"), default)).Items);
        Assert.Equal([id], (await equipment.ListAsync(new(laboratory.Today, Text: "湿槽"), default)).Items.Select(item => item.Id));

        // The name of a customer is searched with its units.
        var customer = (await units.CustomersAsync("", null, default)).Lines[0].Customer;
        var before = (await units.ListAsync(customer.Name, null, default)).Units.Count;
        Assert.True(before > 0);
        Assert.False((await laboratory.The<SaveCustomer>().ExecuteAsync(laboratory.People.Technician, new(customer.Id, "翡翠公司", customer.Address), default)).IsRefused);
        Assert.Equal(before, (await units.ListAsync("翡翠", null, default)).Units.Count);
        Assert.Equal("翡翠公司", Assert.Single((await units.CustomersAsync("翡翠", null, default)).Lines).Customer.Name);

        // A database that has rows and nothing that lists find them by gets it when it is opened.
        await laboratory.TamperAsync(db => db.Database.ExecuteSqlRawAsync("""DELETE FROM "SearchTexts"; DELETE FROM "SearchGrams"; DELETE FROM "StandingSpans"; DELETE FROM "StandingSteps";"""));
        Assert.Empty((await equipment.ListAsync(new(laboratory.Today, Text: "湿槽"), default)).Items);
        await laboratory.The<Storage.Store>().MigrateAsync(default);
        Assert.Equal([id], (await equipment.ListAsync(new(laboratory.Today, StandardStanding.Unknown, "湿槽"), default)).Items.Select(item => item.Id));

        await laboratory.TamperAsync(async db => db.Remove(await db.Equipment.SingleAsync(row => row.Id == id)));
        Assert.Empty((await equipment.ListAsync(new(laboratory.Today, Text: "湿槽"), default)).Items);
    }
}

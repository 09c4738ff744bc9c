using System.Text;
using Metrology.App.Sharing;
using Metrology.App.Standards;
using Metrology.App.Tests.Support;
using Metrology.Core.Planning;
using Metrology.Core.Registers;
using Metrology.Core.Words;

namespace Metrology.App.Tests.Registry;

/// <summary>What institutions give each other: a catalogue out, one in, searched by quantity, range and accuracy, recognised with who and why.</summary>
public sealed class SharingTests
{
    private static readonly DateOnly Day = new(2026, 6, 1);

    private static CatalogueFile Other(DateOnly issued, params CatalogueFile.Standard[] standards) =>
        new(CatalogueFile.FormatName, CatalogueFile.CurrentVersion, issued, true, new("示例乙市计量所", "Example B", "示例路", "Example Road", "000"), standards);

    private static CatalogueFile.Standard Pressure(string id, DateOnly? until, StandardStanding standing = StandardStanding.Valid) => new(
        id, "数字压力计标准装置", "Digital pressure standard", "12417601", "(0～600) kPa", "0.05 级", OwnerClass.A, standing, until, 12,
        [new("压力", 0m, 600m, "kPa", AccuracyKind.Mpe, "0.3", "kPa", null), new("压力", 0m, 600m, "kPa", AccuracyKind.Class, "0.05", "", null)], [new("数字压力计", "JJG 示例")], []);

    [Theory]
    [InlineData("", null, "", null, null, "", true)]
    [InlineData("压力", "100", "kPa", null, null, "", true)]
    [InlineData("壓力", "0.1", "MPa", null, null, "", true)]
    [InlineData("压力", "0.7", "MPa", null, null, "", false)]
    [InlineData("压力", "100", "V", null, null, "", false)]
    [InlineData("电压", null, "", null, null, "", false)]
    [InlineData("数字压力计", "100", "kPa", AccuracyKind.Mpe, "300", "Pa", true)]
    [InlineData("数字压力计", "100", "kPa", AccuracyKind.Mpe, "299", "Pa", false)]
    [InlineData("", null, "", AccuracyKind.Class, "0.05", "", true)]
    [InlineData("", null, "", AccuracyKind.Class, "0.02", "", false)]
    [InlineData("", null, "", AccuracyKind.Uncertainty, null, "", false)]
    public void A_standard_is_found_by_quantity_range_and_accuracy(string quantity, string? value, string unit, AccuracyKind? kind, string? accuracy, string accuracyUnit, bool isFound) => Assert.Equal(
        isFound,
        new SharedFilter(quantity, Number(value), unit, kind, Number(accuracy), accuracyUnit).Matches(Pressure("1", Day.AddYears(1)), Day));

    /// <summary>Absolute and relative are one at a value, or at the upper end of the range; where there is neither it is said.</summary>
    [Theory]
    [InlineData("600", "kPa", "0.05", "%", true, "0.05 %")]
    [InlineData("600", "kPa", "0.049", "%", false, null)]
    [InlineData("300", "kPa", "0.05", "%", false, null)]
    [InlineData(null, "", "0.05", "%", true, "600 kPa")]
    public void A_relative_question_finds_an_absolute_accuracy(string? value, string unit, string accuracy, string accuracyUnit, bool isFound, string? said)
    {
        var match = new SharedFilter("压力", Number(value), unit, AccuracyKind.Mpe, Number(accuracy), accuracyUnit).Judge(Pressure("1", Day.AddYears(1)), Day);
        Assert.Equal(isFound, match.Found);
        Assert.Contains(said ?? "", match.Why?.En ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", "V", "1", "mV", true)]
    [InlineData("5", "V", "0.5", "mV", true)]
    [InlineData("5", "V", "0.4", "mV", false)]
    [InlineData("5000", "mV", "500", "μV", true)]
    [InlineData(null, "", "1", "mV", true)]
    [InlineData(null, "", "0.9", "mV", false)]
    public void An_absolute_question_finds_a_relative_accuracy(string? value, string unit, string accuracy, string accuracyUnit, bool isFound)
    {
        var voltage = Pressure("1", Day.AddYears(1)) with { Parameters = [new("电压", 0m, 10m, "V", AccuracyKind.Mpe, "0.01", "%", null)] };
        Assert.Equal(isFound, new SharedFilter("电压", Number(value), unit, AccuracyKind.Mpe, Number(accuracy), accuracyUnit).Judge(voltage, Day).Found);
    }

    [Fact]
    public void What_cannot_be_compared_says_why_and_does_not_vanish()
    {
        var one = Pressure("1", Day.AddYears(1));
        SharedMatch Of(StandardParameter part, SharedFilter filter) => filter.Judge(one with { Parameters = [part] }, Day);
        var open = Of(new("压力", 0m, null, "kPa", AccuracyKind.Mpe, "0.3", "kPa", null), new("压力", Kind: AccuracyKind.Mpe, Accuracy: 0.05m, AccuracyUnit: "%"));
        Assert.Equal((null, true), (open.Found, open.Why!.En.Contains("give a value", StringComparison.Ordinal)));
        Assert.Null(Of(new("温度", 0m, 100m, "°C", AccuracyKind.Mpe, "0.1", "K", null), new("温度", 50m, "°C", AccuracyKind.Mpe, 0.1m, "%")).Found);
        Assert.Contains("class", Of(new("压力", 0m, 600m, "kPa", AccuracyKind.Class, "0.05", "", null), new("压力", Kind: AccuracyKind.Mpe, Accuracy: 0.05m, AccuracyUnit: "%")).Why!.En, StringComparison.Ordinal);
        // Of another quantity it is no answer at all.
        Assert.False(Of(new("电压", 0m, 10m, "V", AccuracyKind.Mpe, "1", "mV", null), new(Kind: AccuracyKind.Mpe, Accuracy: 1m, AccuracyUnit: "kPa")).Found);
    }

    [Theory]
    [InlineData("F1", "F1级", true)]
    [InlineData("F1", "E2", true)]
    [InlineData("f1", "class E1", true)]
    [InlineData("F1", "F2", false)]
    [InlineData("0.05级", "0.02", true)]
    [InlineData("0.05", "0.1级", false)]
    [InlineData("0.2S", "0.2s级", true)]
    [InlineData("0.5S", "0.2S", true)]
    [InlineData("0.5S", "0.2", null)]
    [InlineData("二等", "一等", true)]
    [InlineData("二等", "二等", true)]
    [InlineData("二等", "三等", false)]
    [InlineData("二等", "二级", null)]
    [InlineData("F1", "0.05", null)]
    [InlineData("OIML-X", "OIML-X", true)]
    [InlineData("OIML-X", "OIML-Y", null)]
    public void A_class_is_found_with_better_ones_of_its_series_only(string asked, string stated, bool? found)
    {
        var weights = Pressure("1", Day.AddYears(1)) with { Parameters = [new("质量", 1m, 20m, "kg", AccuracyKind.Class, stated, "", null)] };
        var match = new SharedFilter("质量", 10m, "kg", AccuracyKind.Class, Class: asked).Judge(weights, Day);
        Assert.Equal((found, found is null), (match.Found, match.Why is not null));
    }

    /// <summary>m5: whoever asks by the regulation finds it.</summary>
    [Fact]
    public void A_procedure_is_found() => Assert.True(new SharedFilter("jjg 示例").Matches(Pressure("1", Day.AddYears(1)), Day));

    [Fact]
    public void A_catalogue_that_cannot_be_read_says_where()
    {
        var text = System.Text.Encoding.UTF8.GetString(new CatalogueFile(CatalogueFile.FormatName, 1, Day, false, new("示例甲", "A", "", "", ""), [Pressure("1", Day)]).ToBytes());
        var refusal = CatalogueFile.Read(System.Text.Encoding.UTF8.GetBytes(text.Replace("\"Mpe\"", "\"Luck\"", StringComparison.Ordinal))).Refusal!;
        Assert.Equal("catalogue.not-readable", refusal.Code);
        Assert.Contains("$.standards[0].parameters[0].kind", refusal.Text.En, StringComparison.Ordinal);
    }

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void What_has_ended_since_or_ends_nobody_knows_when_is_not_in_force()
    {
        var filter = new SharedFilter(InForceOnly: true);
        Assert.True(filter.Matches(Pressure("1", Day), Day));
        Assert.False(filter.Matches(Pressure("1", Day.AddDays(-1)), Day));
        Assert.False(filter.Matches(Pressure("1", null), Day));
        Assert.False(filter.Matches(Pressure("1", Day.AddYears(1), StandardStanding.Suspended), Day));
    }

    [Fact]
    public async Task Only_what_was_published_leaves_and_a_catalogue_is_read_again_as_it_was()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (sharing, share, planner) = (laboratory.The<SharingQueries>(), laboratory.The<ShareStandards>(), laboratory.People.Planner);
        Assert.Empty((await sharing.CatalogueAsync(default)).Value.Standards);
        Assert.True((await share.PublishAsync(laboratory.People.Technician, 1, true, default)).IsRefused);
        Assert.Equal(1, (await share.PublishAsync(planner, 1, true, default)).Value);
        Assert.Equal(1, (await share.PublishAsync(planner, 1, true, default)).Value);
        var bytes = (await sharing.CatalogueAsync(default)).Value.ToBytes();
        var read = CatalogueFile.Read(bytes).Value;
        Assert.Equal("1", Assert.Single(read.Standards).Id);
        Assert.Equal(bytes, read.ToBytes());
        Assert.Equal(SharingErrors.OwnInstitution, (await share.ReceiveAsync(planner, bytes, default)).Refusal);
        await share.PublishAsync(planner, 1, false, default);
        Assert.Empty((await sharing.CatalogueAsync(default)).Value.Standards);
    }

    [Fact]
    public async Task The_newest_catalogue_counts_and_recognition_says_who_and_why()
    {
        await using var laboratory = await Support.Laboratory.OpenAsync();
        var (sharing, share, planner) = (laboratory.The<SharingQueries>(), laboratory.The<ShareStandards>(), laboratory.People.Planner);
        var first = (await share.ReceiveAsync(planner, Other(Day, Pressure("a", Day.AddYears(1)), Pressure("b", Day.AddYears(1))).ToBytes(), default)).Value;
        Assert.Equal(SharingErrors.Older, (await share.ReceiveAsync(planner, Other(Day, Pressure("a", null)).ToBytes(), default)).Refusal);
        Assert.Equal(2, (await sharing.SearchAsync(new("压力"), default)).Count);

        Assert.Equal(SharingErrors.WhyNeeded, (await share.RecogniseAsync(planner, new(first, "a", true, " ", ""), default)).Refusal);
        Assert.Equal(SharingErrors.NotFound, (await share.RecogniseAsync(planner, new(first, "zz", true, "协议", ""), default)).Refusal);
        Assert.False((await share.RecogniseAsync(planner, new(first, "a", true, "区域互认协议", "示例函 1 号"), default)).IsRefused);
        Assert.Equal(SharingErrors.AlreadySo, (await share.RecogniseAsync(planner, new(first, "a", true, "再次", ""), default)).Refusal);
        Assert.Equal("a", Assert.Single(await sharing.SearchAsync(new(RecognisedOnly: true), default)).Standard.Id);

        // A newer catalogue without "b": the recognition of "a" stands.
        var second = (await share.ReceiveAsync(planner, Other(Day.AddDays(1), Pressure("a", Day.AddYears(2))).ToBytes(), default)).Value;
        var hit = Assert.Single(await sharing.SearchAsync(new(), default));
        Assert.Equal((second, true), (hit.CatalogueId, hit.IsRecognised));
        Assert.False((await share.RecogniseAsync(planner, new(second, "a", false, "协议到期", ""), default)).IsRefused);
        Assert.Equal([(false, "协议到期"), (true, "区域互认协议")], (await sharing.RecognitionsAsync(hit.Institution, "a", default)).Select(row => (row.IsRecognised, row.Why)));
        Assert.Empty(await sharing.SearchAsync(new(RecognisedOnly: true), default));
    }

    [Theory]
    [InlineData("{", "catalogue.not-readable")]
    [InlineData("[]", "catalogue.not-readable")]
    [InlineData("{\"format\":\"x\",\"version\":1}", "catalogue.not-readable")]
    [InlineData("{\"format\":\"metrology-catalogue\",\"version\":2,\"new\":true}", "catalogue.other-version")]
    [InlineData("{\"format\":\"metrology-catalogue\",\"version\":1}", "catalogue.not-readable")]
    public void A_file_that_is_none_is_refused(string text, string code) => Assert.Equal(code, CatalogueFile.Read(Encoding.UTF8.GetBytes(text)).Refusal?.Code);

    [Fact]
    public void Two_standards_of_one_id_and_texts_that_hide_something_are_refused()
    {
        Assert.Equal(SharingErrors.IdTwice, CatalogueFile.Read(Other(Day, Pressure("a", null), Pressure("a", null)).ToBytes()).Refusal);
        Assert.Equal(SharingErrors.BadId, CatalogueFile.Read(Other(Day, Pressure("a/b", null)).ToBytes()).Refusal);
        Assert.Equal(SharingErrors.BadText, CatalogueFile.Read(Other(Day, Pressure("a", null) with { NameEn = "\u0007" }).ToBytes()).Refusal);
        Assert.Equal(SharingErrors.RangeReversed, CatalogueFile.Read(Other(Day, Pressure("a", null) with { Parameters = [new("压力", 600m, 0m, "kPa", AccuracyKind.Class, "0.05", "", null)] }).ToBytes()).Refusal);
        Assert.Equal(
            SharingErrors.DatesReversed,
            CatalogueFile.Read(Other(Day, Pressure("a", null) with { Certificates = [new(Core.Traceability.StandardCertificateKind.Public, "示例", "示例局", Day, Day.AddDays(-1))] }).ToBytes()).Refusal);
        Assert.Equal(SharingErrors.NameMissing, CatalogueFile.Read(Other(Day, Pressure("a", null) with { NameZh = " " }).ToBytes()).Refusal);
    }

    [Theory]
    [InlineData("二等", "2等", true)]
    [InlineData("一等", "2等", true)]
    [InlineData("4等", "三等", false)]
    [InlineData("M1", "M1-2", true)]
    [InlineData("M2", "M12", false)]
    public void Classes_in_figures_and_between_two_have_their_place(string stated, string asked, bool isEnough) =>
        Assert.Equal(isEnough, App.Sharing.AccuracyClass.Of(stated)!.IsAtLeast(App.Sharing.AccuracyClass.Of(asked)!));
}

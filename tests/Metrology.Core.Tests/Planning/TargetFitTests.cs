using System.Text;
using System.Text.Json.Nodes;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Things;

namespace Metrology.Core.Tests.Planning;

/// <summary>What a person may enter as a target: number, unit and scope fit the kind, or the rule is named that they break.</summary>
public class TargetFitTests
{
    private const string Json = """
        {"id":"T","place":"示例市","document":"示例方案","seed_file":"a.txt","line":1,"quote":"到2025年,每个县建标3项以上,覆盖率达到95%,平台1-2个,另2-1个,2.5项,每年服务60家。",
         "number":"3","operator":"≥","unit":"项 社会公用计量标准","scope":"示例市","default_kind":"stock-at-date","alternative_kinds":[],
         "due":{"text":"到2025年","default_date":"2025-12-31"},"baseline":null,"counts":"measurement-standard"}
        """;

    [Theory]
    [InlineData("""{"number":null}""", "target.without-number", "number")]
    [InlineData("""{"number":null,"operator":"–"}""", "target.without-number", "number")]
    [InlineData("""{"default_kind":"qualitative"}""", "target.qualitative-with-number", "number")]
    [InlineData("""{"number":"2-1","operator":"range","range":{"min":"2","max":"1"}}""", "target.range-reversed", "range")]
    [InlineData("""{"number":"95","unit":"%","counts":"coverage-rate","default_kind":"coverage-rate"}""", "target.rate-without-denominator", "rate")]
    [InlineData("""{"number":"95","unit":"%","counts":"coverage-rate","default_kind":"coverage-rate","rate":{"numerator":"检定的","denominator":" "}}""", "target.rate-without-denominator", "rate")]
    [InlineData("""{"number":"95","unit":"项","counts":"coverage-rate","default_kind":"coverage-rate","rate":{"numerator":"检定的","denominator":"登记的"}}""", "target.unit-not-of-kind", "unit")]
    [InlineData("""{"rate":{"numerator":"检定的","denominator":"登记的"}}""", "target.unit-not-of-kind", "rate")]
    [InlineData("""{"unit":"%"}""", "target.unit-not-of-kind", "unit")]
    [InlineData("""{"unit":null}""", "target.without-unit", "unit")]
    [InlineData("""{"number":"2.5"}""", "target.number-not-of-kind", "number")]
    [InlineData("""{"number":"60","unit":"家 服务企业","counts":"served-enterprise","default_kind":"annual-flow"}""", "target.unit-not-of-kind", "unit")]
    [InlineData("""{"unit":"个 服务站点","counts":"one-stop-site","default_kind":"per-unit-minimum"}""", "target.scope-not-of-kind", "scope")]
    [InlineData("""{"default_kind":"per-institution-minimum"}""", "target.scope-not-of-kind", "scope")]
    [InlineData("""{"scope":"示例市 每个县"}""", "target.scope-not-of-kind", "scope")]
    [InlineData("""{"counts":"luck"}""", "target.counts-unknown", "counts")]
    [InlineData("""{"counts":"served-enterprise"}""", "target.unit-not-of-kind", "counts")]
    [InlineData("""{"alternative_kinds":["total"]}""", "target.unit-not-of-kind", "alternative_kinds")]
    [InlineData("""{"default_kind":"cumulative-ever-certified"}""", "target.unit-not-of-kind", "default_kind")]
    [InlineData("""{"unit":"个 服务站点","counts":"one-stop-site","counting_classes_default":["A"]}""", "target.unit-not-of-kind", "counting_classes_default")]
    [InlineData("""{"readings":{"A":"甲"},"reading_default":"A","reading_rules":{"A":[{"classes":["E"]}]}}""", "target.evidence-unknown", "reading_rules")]
    [InlineData("""{"readings":{"A":"甲"},"reading_default":"A","reading_rules":{"A":[{}]}}""", "target.evidence-unknown", "reading_rules")]
    [InlineData("""{"due":{"text":"到2025年2月30日","default_date":"2025-02-28"}}""", "target.impossible-day", "due")]
    [InlineData("""{"due":{"text":"到2025年","default_date":"2025-06-30"}}""", "target.contradiction", "due")]
    public void What_does_not_fit_is_refused_by_its_rule(string changes, string code, string field)
    {
        var refusal = Read(changes).Refusal!;
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"number":"95","unit":"%","counts":"coverage-rate","default_kind":"coverage-rate","rate":{"numerator":"检定的","denominator":"登记的"}}""")]
    [InlineData("""{"number":"60","unit":"家/年 服务企业","counts":"served-enterprise","default_kind":"annual-flow"}""")]
    [InlineData("""{"number":"1-2","operator":"range","range":{"min":"1","max":"2"}}""")]
    [InlineData("""{"number":null,"operator":"–","default_kind":"qualitative"}""")]
    [InlineData("""{"scope":"示例市 每个县级机构","default_kind":"per-institution-minimum","alternative_kinds":["level-total"]}""")]
    public void What_fits_is_taken_and_written_again_as_it_was(string changes)
    {
        var read = Read(changes);
        Assert.Null(read.Refusal?.Text.En);
        var again = TargetFile.Read(Encoding.UTF8.GetBytes(TargetFile.Write(read.Value)));
        Assert.Equal(TargetFile.Write(read.Value), TargetFile.Write(again.Value));
    }

    /// <summary>What is said to be counted decides, whatever the words; each id of the closed list has a name and a place.</summary>
    [Fact]
    public void What_an_entry_says_that_it_counts_is_counted()
    {
        var target = (Target)Read("""{"unit":"项","counts":"measurement-standard"}""").Value;
        Assert.True(TargetProgress.CountsStandards(target));
        var site = target with { Counts = "one-stop-site" };
        Assert.Equal((false, ThingKind.OneStopSite), (TargetProgress.CountsStandards(site), ThingProgress.KindOf(site)));
        var nothing = target with { Counts = CountedKinds.Nothing, Unit = "项 社会公用计量标准" };
        Assert.Equal((false, null), (TargetProgress.CountsStandards(nothing), ThingProgress.KindOf(nothing)));
        Assert.All(CountedKinds.All, id => Assert.NotNull(CountedKinds.Label(id)));
        Assert.Equal(Enum.GetValues<ThingKind>().Order(), CountedKinds.All.Select(CountedKinds.ThingOf).OfType<ThingKind>().Order());
        Assert.Null(CountedKinds.Label("luck"));
    }

    [Fact]
    public void One_sentence_is_one_target_whatever_its_id_and_two_with_another_number_or_thing()
    {
        var one = (Target)Read("{}").Value;
        Assert.Equal(TargetIdentity.Of(one), TargetIdentity.Of(one with { Id = "U", Quote = " " + one.Quote!.Replace(",", "，", StringComparison.Ordinal), Line = 9 }));
        foreach (var other in new[] { one with { Number = "4" }, one with { Unit = "个" }, one with { Scope = "示例县" }, one with { Document = "另一文件" }, one with { Due = new("到2026年", new(2026, 12, 31)) } })
            Assert.NotEqual(TargetIdentity.Of(one), TargetIdentity.Of(other));
    }

    private static Metrology.Core.Words.Outcome<PlanEntry> Read(string changes)
    {
        var entry = JsonNode.Parse(Json)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
            entry[name] = value?.DeepClone();
        return TargetFile.Read(Encoding.UTF8.GetBytes(entry.ToJsonString()));
    }
}

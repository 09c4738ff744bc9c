using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Third page: the results of every item, what is not confirmed, and the end mark.</summary>
internal static class ResultsPage
{
    public static IReadOnlyList<Section> Sections(RunPlan plan, Evaluation evaluation, ResultsView view)
    {
        var sections = evaluation.Items
            .Select((item, i) => new Section(item.Item, Title(i, item), Blocks(plan, item, view), StartsNewPage: i == 0)).ToList();
        if (view.ShowsConformity && evaluation.FailedItems.Any())
            sections.Add(Failures(evaluation));
        if (plan.Procedure.Items.Except(plan.Items).ToList() is { Count: > 0 } others)
            sections.Add(NotVerified(others, view));
        if (plan.Procedure.Layout.Notes is { Count: > 0 } notes)
            sections.Add(new("notes", new("说明", "Remarks"), [.. notes.Select((note, i) => new Paragraph(note, ValueId: PaperIds.Remark(i)))]));
        if (view.Unconfirmed(evaluation) is { Count: > 0 } unconfirmed)
            sections.Add(Unconfirmed(unconfirmed, view));
        var last = sections[^1];
        sections[^1] = last with { Blocks = [.. last.Blocks, new Paragraph(new("以下空白", "End of results"), Emphasis.Strong)] };
        return sections;
    }

    /// <summary>A reader who knows the regulation misses these items; their absence is no result.</summary>
    private static Section NotVerified(IReadOnlyList<ProcedureItem> items, ResultsView view) => new("not-verified", PurposeWords.LeftOut(view.Purpose),
        [new Paragraph(Phrases.NotVerified([.. items.Select(item => item.Title)], view.IsByMethod), ValueId: "not-verified")]);

    private static BilingualText Title(int index, ItemResult item) => new($"{index + 1} {item.Title.Zh}", $"{index + 1} {item.Title.En}");

    private static IReadOnlyList<Block> Blocks(RunPlan plan, ItemResult item, ResultsView view)
    {
        var blocks = new List<Block>();
        if (item.Checks.Count > 0)
            blocks.Add(ChecksOf(item));
        if (item.Points.Count > 0)
            blocks.AddRange(PointTable.Of(plan, item, view));
        if (view.ShowsChart && ErrorPlot.Of(item, view) is { } plot)
            blocks.Add(plot);
        if (view.ShowsConformity)
            blocks.Add(new Paragraph(new($"结论：{Phrases.Of(item.Verdict).Zh}", $"Conclusion: {Phrases.Of(item.Verdict).En}"), Emphasis.Strong, $"{item.Item}/verdict"));
        return blocks;
    }

    private static Table ChecksOf(ItemResult item) => new(
        null,
        [new(new("检查项目", "Check"), 5), new(new("结果", "Result"), 1, Alignment.Center)],
        [.. item.Checks.Select(check => (IReadOnlyList<Cell>)
            [new(check.Label), new(Phrases.Conforms(check.Conforms), Id(item, check))])]);

    /// <summary>Value id of an answer.</summary>
    public static string Id(ItemResult item, CheckResult check) => $"{item.Item}/{check.Check}/conforms";

    private static Section Failures(Evaluation evaluation) => new("failures", new("不合格项目", "Failed items"),
        [.. evaluation.FailedItems.Select(item => new Paragraph(item.Title, Emphasis.Strong))]);

    private static Section Unconfirmed(IReadOnlyList<UnconfirmedFact> facts, ResultsView view) => new("unconfirmed", new("提示", "Notice"),
    [
        new Paragraph(Phrases.Unconfirmed([.. facts.Select(fact => fact.Text)], view.IsByMethod), Emphasis.Warning, "unconfirmed"),
    ]);
}

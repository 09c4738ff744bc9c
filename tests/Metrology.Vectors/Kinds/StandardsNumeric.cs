using System.Globalization;
using Metrology.Core.Keeping;

namespace Metrology.Vectors.Kinds;

public sealed class StandardsNumeric : VectorKind
{
    private static readonly KeepingRules Rules = KeepingRules.Jjf1033Of2023;

    public override string Name => "standards-numeric";

    public override void Run(VectorCase vector)
    {
        vector.PassOver("inputs.limit_kind"); // names the limit; the rule is the same for both
        switch (vector.Text("kind"))
        {
            case "repeatability":
                Repeat(vector);
                break;
            case "stability-new":
                New(vector);
                break;
            case "stability-existing":
                var existing = Stability.OfExisting(vector.Decimal("inputs.mean_last_year"), vector.Decimal("inputs.mean_this_year"), vector.Decimal("inputs.limit"));
                vector.ExpectDigits("expect.stability", existing.Value);
                vector.Expect("expect.decision", Said(existing.Decision));
                break;
            case "stability-control-chart":
                vector.Expect("expect.separate_test_required", Stability.NeedsTest(vector.Text("inputs.control_chart_in_use") == bool.TrueString));
                break;
            case "verify-transfer":
                Transfer(vector);
                break;
            case "verify-comparison":
                Comparison(vector);
                break;
            case "control-chart":
                Chart(vector);
                break;
            case var kind:
                vector.Differs("kind", "a known kind of case", kind ?? "none");
                break;
        }
    }

    private static void Repeat(VectorCase vector)
    {
        var outcome = Repeatability.Of(vector.Decimals("inputs.observations"), Rules);
        vector.Expect("expect.refusal", outcome.Refusal?.Code);
        if (outcome.IsRefused)
            return;
        var found = outcome.Value;
        vector.ExpectNumber("expect.n", found.Count);
        vector.ExpectDigits("expect.mean", found.Mean);
        vector.ExpectDigits("expect.s", found.StandardDeviation);
        vector.ExpectDigits("expect.s_of_mean", found.OfMean);
        vector.Expect("expect.n_sufficient", found.IsSufficient);
        if (vector["inputs.s_reference"] is not null)
            vector.Expect("expect.decision", Said(found.Against(vector.Decimal("inputs.s_reference"))));
        if (vector["inputs.resolution"] is null)
            return;
        var component = found.Component(vector.Decimal("inputs.resolution"));
        vector.ExpectDigits("expect.u_resolution", component.OfResolution);
        vector.ExpectDigits("expect.component_used", component.Used);
        vector.Expect("expect.component_kind", component.IsRepeatability ? "repeatability" : "resolution");
    }

    private static void New(VectorCase vector)
    {
        var outcome = Stability.OfNew(Groups(vector), vector.Decimal("inputs.limit"), Rules);
        vector.Expect("expect.refusal", outcome.Refusal?.Code);
        if (outcome.IsRefused)
            return;
        vector.ExpectDigits("expect.group_means", outcome.Value.GroupMeans);
        vector.ExpectDigits("expect.stability", outcome.Value.Value);
        vector.Expect("expect.enough_groups", outcome.Value.HasEnoughGroups);
        vector.Expect("expect.decision", Said(outcome.Value.Decision));
    }

    private static void Transfer(VectorCase vector)
    {
        var found = TransferComparison.Of(
            (vector.Decimal("inputs.y_lab"), vector.Decimal("inputs.U_lab")), (vector.Decimal("inputs.y_ref"), vector.Decimal("inputs.U_ref")), Rules);
        vector.ExpectDigits("expect.difference", found.Difference);
        vector.ExpectDigits("expect.limit_combined", found.CombinedLimit);
        vector.Expect("expect.U_ref_not_more_than_one_third", found.ReferenceIsNegligible);
        vector.ExpectDigits("expect.limit_used", found.Limit);
        vector.Expect("expect.decision", Said(found.Decision));
    }

    private static void Comparison(VectorCase vector)
    {
        var outcome = LaboratoryComparison.Of(vector.Decimals("inputs.results"), (int)vector.Decimal("inputs.own_index"), vector.Decimal("inputs.U_lab"), Rules);
        vector.Expect("expect.refusal", outcome.Refusal?.Code);
        if (outcome.IsRefused)
            return;
        vector.ExpectDigits("expect.mean", outcome.Value.Mean);
        vector.ExpectDigits("expect.difference", outcome.Value.Difference);
        vector.ExpectDigits("expect.limit", outcome.Value.Limit);
        vector.Expect("expect.enough_laboratories", outcome.Value.HasEnoughLaboratories);
        vector.Expect("expect.decision", Said(outcome.Value.Decision));
    }

    private static void Chart(VectorCase vector)
    {
        var kind = vector.Text("inputs.spread") == "range" ? SpreadKind.Range : SpreadKind.StandardDeviation;
        var outcome = ControlChart.Of(Groups(vector), kind);
        vector.Expect("expect.refusal", outcome.Refusal?.Code);
        if (outcome.IsRefused)
            return;
        Chart(vector, "mean", outcome.Value.Means);
        Chart(vector, "spread", outcome.Value.Spreads);
        vector.Expect("expect.in_control", outcome.Value.IsInControl);
    }

    private static void Chart(VectorCase vector, string name, ChartOf chart)
    {
        vector.ExpectDigits($"expect.{name}_centre", chart.Centre);
        vector.ExpectDigits($"expect.{name}_lower", chart.Lower);
        vector.ExpectDigits($"expect.{name}_upper", chart.Upper);
        vector.ExpectList($"expect.{name}_signals", [.. chart.Signals.Select(signal => $"{(signal.Point + 1).ToString(CultureInfo.InvariantCulture)}:{Core.Procedures.KebabCase.Of(signal.Kind)}")]);
    }

    private static IReadOnlyList<IReadOnlyList<decimal>> Groups(VectorCase vector) =>
        [.. vector["inputs.groups"]!.Value.EnumerateArray().Select(group => (decimal[])[.. group.EnumerateArray().Select(VectorCase.Decimal)])];

    private static string Said(KeepingDecision decision) => decision.Label().Zh;
}

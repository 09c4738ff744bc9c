using System.Text.Json;
using Metrology.Core.Expressions;
using Metrology.Core.Files;
using Metrology.Core.Uncertainty.Distributions;
using Metrology.Core.Uncertainty.MonteCarlo;
using Metrology.Core.Words;

namespace Metrology.Core.Uncertainty.Files;

/// <summary>Reads the parts of an uncertainty file.</summary>
internal sealed class UncertaintyFileReader(JsonCursor root)
{
    /// <summary>Members that say where a file is from and what it is about.</summary>
    private static readonly string[] Descriptive = ["id", "kind", "title", "source", "origin", "trap", "note", "description", "published"];

    /// <summary>The file; null when it has no model to speak of. Problems are noted on the way.</summary>
    public UncertaintyFile? Read()
    {
        root.PassOver(Descriptive);
        var outputs = Outputs();
        var series = Series();
        var inputs = Inputs(series);
        var correlations = Correlations();
        var coverage = root.Optional("coverage") is { } node ? ReadCoverage(node) : Coverage.Two;
        var monteCarlo = Settings(coverage);
        root.RefuseUnknown();
        var isTogether = series.Count > 1 && series.All(one => one.Values.Count == series[0].Values.Count);
        if (isTogether && correlations.Count > 0)
        {
            root.Optional("correlations")!.Problem("相关系数已由同时观测给出，不能再另给", "the simultaneous observations give the correlations; none are given beside them");
            return null;
        }

        var joint = isTogether
            ? JointKnowledge.Observed(inputs, [.. series.Select(one => (inputs.FindIndex(input => input.Name == one.Input), one.Values))])
            : JointKnowledge.Given(inputs, correlations);
        if (joint.Refusal is { } contradiction)
        {
            (root.Optional("correlations") ?? root.Optional("observations") ?? root).Problem(contradiction.Text);
            return null;
        }

        var model = MeasurementModel.Of(outputs, inputs, joint.Value);
        if (model.Refusal is not { } refusal)
            return new(model.Value, series, coverage, monteCarlo);
        (root.Optional("model") ?? root).Problem(refusal.Text);
        return null;
    }

    private List<OutputQuantity> Outputs()
    {
        var outputs = new List<OutputQuantity>();
        if (root.Optional("model") is not { } model)
            return outputs;
        var formulas = model.Kind == JsonValueKind.String ? [("y", model)] : model.Members();
        foreach (var (name, node) in formulas.Take(UncertaintyFile.MostQuantities))
        {
            var formula = Formula.Parse(node.AsText());
            if (formula.Refusal is { } refusal)
                node.Problem(refusal.Text);
            else
                outputs.Add(new(name, formula.Value, UnitOf(name)));
        }

        return outputs;
    }

    private string? UnitOf(string output) => root.Optional("unit") is { } unit ? unit.Kind == JsonValueKind.Object ? unit.Optional(output)?.AsText() : unit.AsText() : null;

    private List<ObservedSeries> Series()
    {
        var series = new List<ObservedSeries>();
        foreach (var (name, node) in root.Optional("observations")?.Members() ?? [])
        {
            var list = node.Kind == JsonValueKind.Array ? node : node.Optional("values");
            var factor = node.Optional("factor_to_SI")?.AsReal() ?? 1;
            var values = list?.List(ComponentReader.MostValues).Select(value => value.AsReal() * factor).ToList() ?? [];
            if (values.Count < 2)
                node.Problem("至少要两个观测值", "two observations are needed");
            else
                series.Add(new(name, values));
            if (node.Kind == JsonValueKind.Array)
                continue;
            node.PassOver("unit", "title", "note");
            node.RefuseUnknown();
        }

        return series;
    }

    private List<InputQuantity> Inputs(List<ObservedSeries> series)
    {
        var inputs = (root.Optional("inputs")?.List(UncertaintyFile.MostQuantities) ?? []).Select(node => Input(node, series)).ToList();
        var isTogether = series.Count > 1;
        foreach (var one in series)
        {
            var component = isTogether
                ? new InputComponent(Distribution.Normal(one.StandardUncertainty), "A", one.DegreesOfFreedom)
                : InputComponent.OfObservations(one.Values.ToList());
            var at = inputs.FindIndex(input => input.Name == one.Input);
            if (at < 0)
                inputs.Add(new(one.Input, one.Mean, [component], root.Optional("observations")!.Optional(one.Input)?.Optional("unit")?.AsText()));
            else
                inputs[at] = new(one.Input, one.Mean, [component, .. inputs[at].Components], inputs[at].Unit, inputs[at].Description);
        }

        return inputs;
    }

    private static InputQuantity Input(JsonCursor node, List<ObservedSeries> series)
    {
        node.PassOver("title", "note", "source");
        var name = node.Optional("name")?.AsText() ?? "";
        if (name.Length == 0)
            node.Problem("缺少 name", "name is missing");
        var isObserved = series.Exists(one => one.Input == name);
        var factor = node.Optional("factor_to_SI")?.AsReal();
        if (factor is not null)
            node.Problem("factor_to_SI 只用于观测值；请直接以模型的单位给出", "factor_to_SI belongs to observations; give inputs in the unit of the model");
        IReadOnlyList<InputComponent> components = node.Optional("components") is { } list
            ? [.. list.List(UncertaintyFile.MostQuantities).Select(ComponentReader.Read)]
            : node.Optional("distribution") is not null || node.Optional("values") is not null ? [ComponentReader.Component(node)] : [];
        var value = node.Optional("value")?.AsReal() ?? (node.Optional("values") is { } values ? TypeA.Mean([.. values.List(ComponentReader.MostValues).Select(one => one.AsReal())]) : null);
        if (value is null && !isObserved)
            node.Problem("缺少 value", "value is missing");
        var input = new InputQuantity(name, value ?? 0, components, node.Optional("unit")?.AsText(), node.Optional("description")?.AsWords());
        node.RefuseUnknown();
        return input;
    }

    private List<CorrelatedPair> Correlations()
    {
        var pairs = new List<CorrelatedPair>();
        foreach (var node in root.Optional("correlations")?.List(UncertaintyFile.MostQuantities * UncertaintyFile.MostQuantities) ?? [])
        {
            var triple = node.List(3);
            if (triple.Count == 3)
                pairs.Add(new(triple[0].AsText(), triple[1].AsText(), triple[2].AsReal()));
            else
                node.Problem("相关系数写作 [名称, 名称, r]", "a correlation is written as [name, name, r]");
        }

        return pairs;
    }

    /// <summary>A number below one is a probability, any other a coverage factor; or an object that says which.</summary>
    private static Coverage ReadCoverage(JsonCursor node)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            var number = node.AsReal();
            if (number <= 0)
                node.Problem("应为正数", "a positive number is expected here");
            return number < 1 ? Coverage.Of(number) : Coverage.Fixed(number);
        }

        var (p, k) = (node.Optional("probability")?.AsReal(), node.Optional("k")?.AsReal());
        node.RefuseUnknown();
        if (p is null == k is null || p is not (null or (> 0 and < 1)) || k is <= 0)
            node.Problem("应给出 probability（0 与 1 之间）或 k（正数）之一", "give either a probability between 0 and 1 or a positive k");
        return k is { } factor ? Coverage.Fixed(factor) : Coverage.Of(p ?? 0.95);
    }

    private MonteCarloSettings? Settings(Coverage coverage)
    {
        if (root.Optional("monte_carlo") is not { } node)
            return null;
        var probability = node.Optional("probability")?.AsReal() ?? coverage.Probability ?? 0.95;
        if (probability is not (> 0 and < 1))
            node.Problem("probability 应在 0 与 1 之间", "probability lies between 0 and 1");
        var interval = node.Optional("interval")?.AsText();
        if (interval is not (null or "symmetric" or "shortest"))
            node.Problem("interval 只能是 symmetric 或 shortest", "interval is symmetric or shortest");
        var settings = new MonteCarloSettings(probability, node.Optional("trials")?.AsWhole(1000L, 100_000_000))
        {
            Seed = (ulong)(node.Optional("seed")?.AsWhole(0L, long.MaxValue / 1024) ?? 1),
            SignificantDigits = (int)(node.Optional("digits")?.AsWhole(1L, 4) ?? 2),
            LargestNumber = node.Optional("largest")?.AsWhole(10_000L, 100_000_000) ?? MonteCarloSettings.DefaultLargest,
            Interval = interval == "shortest" ? IntervalKind.Shortest : IntervalKind.Symmetric,
        };
        node.RefuseUnknown();
        return settings;
    }
}

using System.Text.Json;
using Metrology.Core.Files;
using Metrology.Core.Uncertainty.Distributions;
using Metrology.Core.Uncertainty.MonteCarlo;

namespace Metrology.Core.Uncertainty.Files;

/// <summary>Reads the parts of an uncertainty file.</summary>
internal sealed class UncertaintyFileReader(JsonCursor root)
{
    /// <summary>Members that say where a file is from and what it is about.</summary>
    private static readonly string[] Descriptive = ["id", "kind", "title", "source", "origin", "trap", "note", "description", "published"];

    /// <summary>The file; null when it makes no model. Problems are noted on the way, each once.</summary>
    public UncertaintyFile? Read()
    {
        root.PassOver(Descriptive);
        var series = Series();
        var inputs = Inputs(series);
        var outputs = new OutputReader(root, inputs).Read();
        var pairs = Correlations(inputs);
        var coverage = root.Optional("coverage") is { } node ? ReadCoverage(node) : Coverage.Two;
        var monteCarlo = Settings(coverage);
        root.RefuseUnknown();
        var joint = Joint(series, inputs, pairs);
        if (root.IsFileWrong || joint is null)
            return null; // it has been said why
        var model = MeasurementModel.Of(outputs, inputs, joint);
        if (model.Refusal is not { } refusal)
            return new(model.Value, series, coverage, monteCarlo);
        (root.Optional("model") ?? root).Problem(refusal.Text);
        return null;
    }

    /// <summary>What is known of the inputs together; null when it contradicts itself.</summary>
    private JointKnowledge? Joint(List<ObservedSeries> series, List<InputQuantity> inputs, List<CorrelatedPair> pairs)
    {
        var isTogether = series.Count > 1 && series.All(one => one.Values.Count == series[0].Values.Count);
        if (isTogether && root.Optional("correlations") is { } beside)
        {
            beside.Problem("相关系数已由同时观测给出，不能再另给", "the simultaneous observations give the correlations; none are given beside them");
            return null;
        }

        var joint = isTogether
            ? JointKnowledge.Observed(inputs, [.. series.Select(one => (inputs.FindIndex(input => input.Name == one.Input), one.Values))])
            : JointKnowledge.Given(inputs, pairs);
        if (joint.Refusal is not { } contradiction)
            return joint.Value;
        (root.Optional("correlations") ?? root.Optional("observations") ?? root).Problem(contradiction.Text);
        return null;
    }

    private List<ObservedSeries> Series()
    {
        var series = new List<ObservedSeries>();
        foreach (var (name, node) in root.Optional("observations")?.Members() ?? [])
        {
            InputNames.Check(node, name);
            var list = node.Kind == JsonValueKind.Array ? node : node.Optional("values");
            var factor = node.Optional("factor_to_SI")?.AsReal() ?? 1;
            var values = list?.List(ComponentReader.MostValues).Select(value => value.AsReal() * factor).ToList() ?? [];
            var unit = UnitReader.Read(node);
            if (values.Count < 2)
                node.Problem("至少要两个观测值", "two observations are needed");
            else
                series.Add(new(name, values) { Unit = unit });
            if (node.Kind == JsonValueKind.Array)
                continue;
            node.PassOver("title", "note");
            node.RefuseUnknown();
        }

        return series;
    }

    private List<InputQuantity> Inputs(List<ObservedSeries> series)
    {
        var inputs = new List<InputQuantity>();
        foreach (var node in root.Optional("inputs")?.List(UncertaintyFile.MostQuantities) ?? [])
        {
            var input = Input(node, series);
            if (input.Name.Length > 0 && inputs.Exists(one => one.Name == input.Name))
                node.Optional("name")!.Problem(UncertaintyRefusals.NameTwice(input.Name).Text);
            else if (!double.IsFinite(input.Estimate) || !double.IsFinite(input.StandardUncertainty))
                node.Problem(UncertaintyRefusals.NotFinite(input.Name).Text);
            inputs.Add(input);
        }

        var isTogether = series.Count > 1;
        foreach (var one in series)
        {
            var component = isTogether
                ? new InputComponent(Distribution.Normal(one.StandardUncertainty), "A", one.DegreesOfFreedom)
                : InputComponent.OfObservations(one.Values.ToList());
            var at = inputs.FindIndex(input => input.Name == one.Input);
            if (at < 0)
                inputs.Add(new(one.Input, one.Mean, [component], one.Unit));
            else
                inputs[at] = new(one.Input, one.Mean, [component, .. inputs[at].Components], inputs[at].Unit ?? one.Unit, inputs[at].Description);
        }

        return inputs;
    }

    private static InputQuantity Input(JsonCursor node, List<ObservedSeries> series)
    {
        node.PassOver("title", "note", "source");
        var name = InputNames.Read(node);
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
        var input = new InputQuantity(name, value ?? 0, components, UnitReader.Read(node), node.Optional("description")?.AsWords());
        node.RefuseUnknown();
        return input;
    }

    /// <summary>The pairs that make sense.</summary>
    private List<CorrelatedPair> Correlations(List<InputQuantity> inputs)
    {
        var pairs = new List<CorrelatedPair>();
        foreach (var node in root.Optional("correlations")?.List(UncertaintyFile.MostQuantities * UncertaintyFile.MostQuantities) ?? [])
        {
            var triple = node.List(3);
            if (triple.Count != 3)
            {
                node.Problem("相关系数写作 [名称, 名称, r]", "a correlation is written as [name, name, r]");
                continue;
            }

            var pair = new CorrelatedPair(triple[0].AsText(), triple[1].AsText(), triple[2].AsReal());
            if (JointKnowledge.Problem(inputs, pairs, pair) is { } problem)
                node.Problem(problem.Text);
            else
                pairs.Add(pair);
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

        return CoverageReader.Read(node);
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

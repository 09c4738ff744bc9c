using System.Text.Json;
using Metrology.Core.Expressions;
using Metrology.Core.Files;
using Metrology.Core.Quantities;

namespace Metrology.Core.Uncertainty.Files;

/// <summary>The formulas of a file with their units, each with everything that is wrong with it.</summary>
internal sealed class OutputReader(JsonCursor root, IReadOnlyList<InputQuantity> inputs)
{
    /// <summary>Observations that are wrong name an input all the same.</summary>
    private readonly HashSet<string> names =
        [.. inputs.Select(input => input.Name), .. root.Optional("observations") is { IsObject: true } observed ? observed.Members().Select(one => one.Name) : []];

    /// <summary>The outputs whose formulas can be read.</summary>
    public IReadOnlyList<OutputQuantity> Read()
    {
        var unit = root.Optional("unit");
        var units = unit is { Kind: JsonValueKind.Object } ? unit.Members().ToDictionary(member => member.Name, member => UnitReader.Of(member.At)) : [];
        var common = unit is null or { Kind: JsonValueKind.Object } ? null : UnitReader.Of(unit);
        if (root.Optional("model") is not { } model)
        {
            root.Problem(UncertaintyRefusals.NoOutputs.Text);
            return [];
        }

        var formulas = model.Kind == JsonValueKind.String ? [("y", model)] : model.Members();
        if (formulas.Count > UncertaintyFile.MostQuantities)
            model.Problem($"输出量超过 {UncertaintyFile.MostQuantities} 个", $"there are more than {UncertaintyFile.MostQuantities} outputs");
        else if (formulas.Count == 0 && model.IsObject)
            model.Problem(UncertaintyRefusals.NoOutputs.Text);
        foreach (var other in units.Keys.Where(name => formulas.All(one => one.Item1 != name)))
            unit!.Optional(other)!.Problem($"没有输出量「{other}」", $"there is no output “{other}”");
        var outputs = new List<OutputQuantity>();
        foreach (var (name, node) in formulas.Take(UncertaintyFile.MostQuantities))
        {
            if (Parse(node) is { } formula)
                outputs.Add(new(name, formula, units.GetValueOrDefault(name) ?? common));
        }

        return outputs;
    }

    private Formula? Parse(JsonCursor node)
    {
        var text = node.AsText();
        if (text.Length == 0)
            return null;
        var formula = Formula.Parse(text);
        if (formula.Refusal is { } refusal)
        {
            node.Problem(refusal.Text);
            return null;
        }

        foreach (var (name, position) in formula.Value.Unknown(names))
        {
            node.Problem(FormulaRefusal.At(
                "formula.variable", position, $"没有输入量「{name}」，请在 inputs 或 observations 中给出", $"“{name}” is no input; give it under inputs or observations").Text);
        }

        // Numerical values all around: the check finds conditions where a number belongs.
        if (formula.Value.Check(formula.Value.Variables.ToDictionary(name => name, _ => Dimension.One)).Refusal is { } wrong)
            node.Problem(wrong.Text);
        return formula.Value;
    }
}

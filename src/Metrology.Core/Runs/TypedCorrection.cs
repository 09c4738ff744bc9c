using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>A correction that somebody typed and that moves an error, while neither a certificate nor the procedure says how well it is known: the tyre correction of a taximeter, for example. Zero moves nothing.</summary>
public sealed record TypedCorrection(Observation Typed, ProcedureItem Item, VariableRule Variable)
{
    public BilingualText Text => new(
        $"{Item.Title.Zh}：填写的“{Variable.Label?.Zh ?? Variable.Measurand}”{Typed.Reading.Text} {Typed.Reading.Unit} 计入误差，其不确定度未知",
        $"{Item.Title.En}: “{Variable.Label?.En ?? Variable.Measurand}” {Typed.Reading.Text} {Typed.Reading.Unit}, as typed, is in the error, and nothing says how well it is known");

    /// <summary>Of what stands: an attempt that was repeated or taken back says nothing any more.</summary>
    public static IReadOnlyList<TypedCorrection> Of(RunState state, IReadOnlyList<ReferenceCapability> references)
    {
        var attempts = state.Plan.Steps.Zip(state.Steps).ToDictionary(pair => pair.First.Key, pair => pair.Second.Attempt);
        var standing = state.Observations.Where(one => one.Role == Roles.Verifier && one.Reading.Instrument == Records.TypedReadings.Instrument && one.Reading.Value != 0m && one.Attempt == attempts.GetValueOrDefault(one.Step)).ToList();
        return
        [
            .. from item in state.Plan.Items.Where(item => item.IsMeasured)
               from variable in item.Variables.Values.Where(variable => variable.Role == Roles.Verifier && !references.Any(reference => reference.Role == variable.Role && reference.Measurand == variable.Measurand))
               from one in standing.Where(one => one.Step.Item == (variable.Item ?? item.Id) && one.Subject == variable.Subject && one.Reading.Measurand == variable.Measurand)
               where !item.Budget.Any(component => component.Variable is { } name && item.Variables.GetValueOrDefault(name) == variable)
               select new TypedCorrection(one, item, variable),
        ];
    }
}

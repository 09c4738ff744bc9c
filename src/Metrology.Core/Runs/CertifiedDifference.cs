using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Runs;

/// <summary>A value of a reference that somebody typed and that is not what its certificate says, beyond the U of it: a circumference of a roller, for example.</summary>
/// <param name="Typed">In its own unit.</param>
/// <param name="Certified">In its own unit.</param>
/// <param name="Difference">Typed minus certified, in the unit of the typed one.</param>
/// <param name="Uncertainty">U in the same unit.</param>
public sealed record CertifiedDifference(Observation Typed, ReferenceCapability Certified, decimal Difference, decimal Uncertainty)
{
    private const string Percent = "%";

    public BilingualText Text => new(
        $"{Certified.Name}：填写 {Typed.Reading.Text} {Typed.Reading.Unit}，证书值 {Plain(Certified.CertifiedValue!.Value)} {Certified.CertifiedUnit}，相差 {Plain(Difference)} {Typed.Reading.Unit}，超过 U = {Plain(Uncertainty)} {Typed.Reading.Unit}",
        $"{Certified.Name}: {Typed.Reading.Text} {Typed.Reading.Unit} was typed, its certificate has {Plain(Certified.CertifiedValue!.Value)} {Certified.CertifiedUnit}; they differ by {Plain(Difference)} {Typed.Reading.Unit}, more than U = {Plain(Uncertainty)} {Typed.Reading.Unit}");

    /// <summary>Of what stands: an attempt that was repeated and a reading that was corrected say nothing any more.</summary>
    public static IReadOnlyList<CertifiedDifference> Of(RunState state, IReadOnlyList<ReferenceCapability> references)
    {
        var attempts = state.Plan.Steps.Zip(state.Steps).ToDictionary(pair => pair.First.Key, pair => pair.Second.Attempt);
        var corrected = state.Observations.Select(one => one.Supersedes).OfType<int>().ToHashSet();
        return
        [
            .. state.Observations.Where(one => one.Role == Roles.Reference && one.Reading.Instrument == Records.TypedReadings.Instrument && one.Attempt == attempts.GetValueOrDefault(one.Step) && !corrected.Contains(one.Sequence))
                .SelectMany(one => references.Where(reference => reference.Role == one.Role && reference.Measurand == one.Reading.Measurand).Select(reference => Of(state, one, reference)))
                .OfType<CertifiedDifference>(),
        ];
    }

    private static CertifiedDifference? Of(RunState state, Observation typed, ReferenceCapability reference)
    {
        var procedure = state.Plan.Procedure;
        if (reference is not { CertifiedValue: { } value, CertifiedUnit: { } written } || procedure.Unit(typed.Reading.Unit) is not { } unit || procedure.Unit(written) is not { } own || own.Dimension != unit.Dimension)
            return null;
        var certified = new Quantity(value, own).In(unit).Value;
        var uncertainty = reference.Unit == Percent ? Math.Abs(certified) * reference.ExpandedUncertainty / 100m
            : procedure.Unit(reference.Unit) is { } known && known.Dimension == unit.Dimension ? new Quantity(reference.ExpandedUncertainty, known).In(unit).Value
            : (decimal?)null;
        var difference = typed.Reading.Value - certified;
        return uncertainty is { } u && Math.Abs(difference) > u ? new(typed, reference, difference, u) : null;
    }

    private static string Plain(decimal value) => value.ToString("0.##########", System.Globalization.CultureInfo.InvariantCulture);
}

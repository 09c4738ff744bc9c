using Metrology.App.Equipment;
using Metrology.App.Standards.Life;
using Metrology.Core.Planning.Life;
using Metrology.Core.Registers;
using Metrology.Core.Words;

namespace Metrology.App.Standards;

/// <summary>What a standard is made of, and what it promises: that of which an assessment is, and which only an act changes.</summary>
/// <param name="Equipment">By id; what an instrument is called stands in its own register.</param>
public sealed record StandardMakeUp(string RangeText, string UncertaintyText, IReadOnlyList<StandardParameter> Parameters, IReadOnlyList<StandardMakeUp.Part> Equipment)
{
    public sealed record Part(int Id, EquipmentRole Role);

    public static StandardMakeUp Of(MeasurementStandard standard) => new(
        standard.RangeText, standard.UncertaintyText, [.. standard.Parameters], [.. standard.Equipment.Select(link => new Part(link.EquipmentId, link.Role)).OrderBy(part => part.Role).ThenBy(part => part.Id)]);

    /// <summary>As it was on a day: before the first replacement that came after it, else as it is.</summary>
    public static StandardMakeUp On(MeasurementStandard standard, DateOnly day) =>
        NextReplacement(standard, day)?.Replacement!.Was ?? Of(standard);

    /// <summary>The first replacement after a day: until then the standard was what it changed. Null when none followed.</summary>
    public static StandardEvent? NextReplacement(MeasurementStandard standard, DateOnly day) =>
        standard.Events.Where(row => row is { Act: StandardAct.Replaced, Replacement.Was: not null } && row.On > day).MinBy(row => (row.On, row.Id));

    /// <summary>Whether the measuring range, and whether the accuracy differs from another.</summary>
    public (bool Range, bool Accuracy) Differences(StandardMakeUp other) => (
        RangeText != other.RangeText || !Parameters.Select(Ends).SequenceEqual(other.Parameters.Select(Ends)),
        UncertaintyText != other.UncertaintyText || !Parameters.Select(Promise).SequenceEqual(other.Parameters.Select(Promise)));

    /// <summary>The first thing of it that only an act changes: the field of its form, and what it is called.</summary>
    public (string Field, BilingualText What)? FirstDifference(StandardMakeUp other) =>
        RangeText != other.RangeText ? (nameof(RangeText), new("测量范围", "the measuring range"))
        : UncertaintyText != other.UncertaintyText ? (nameof(UncertaintyText), new("不确定度、等级或最大允许误差", "uncertainty, class or MPE"))
        : !Of(EquipmentRole.Main).SequenceEqual(other.Of(EquipmentRole.Main)) ? ("MainEquipment", new("计量标准器", "a main standard"))
        : !Of(EquipmentRole.Auxiliary).SequenceEqual(other.Of(EquipmentRole.Auxiliary)) ? ("AuxiliaryEquipment", new("主要配套设备", "auxiliary equipment"))
        : !Completes(other) && other.Parameters.Count > 0 ? (nameof(Parameters), new("结构化的测量范围与准确度", "range and accuracy as numbers"))
        : null;

    /// <summary>The same numbers; a quantity that an import left open may have been said since.</summary>
    private bool Completes(StandardMakeUp other) => Parameters.Count == other.Parameters.Count
        && Parameters.Zip(other.Parameters).All(pair => pair.First == pair.Second || (pair.Second.Quantity.Length == 0 && pair.First with { Quantity = "" } == pair.Second));

    private IEnumerable<int> Of(EquipmentRole role) => Equipment.Where(part => part.Role == role).Select(part => part.Id);

    private static (string, decimal?, decimal?, string) Ends(StandardParameter one) => (one.Quantity, one.Lower, one.Upper, one.Unit);

    private static (string, AccuracyKind, string, string, decimal?) Promise(StandardParameter one) => (one.Quantity, one.Kind, one.Accuracy, one.AccuracyUnit, one.CoverageFactor);
}

using Metrology.App.CountedThings;
using Metrology.App.Standards;
using Metrology.Core.Planning;
using Metrology.Core.Planning.Things;

namespace Metrology.App.Targets;

/// <summary>Everything that targets can count: the standards of the register, and the rows of evidence of other things that are not void.</summary>
public sealed class Countable(IReadOnlyList<MeasurementStandard> standards, IEnumerable<CountedThingRow> things)
{
    public IReadOnlyList<MeasurementStandard> Standards => standards;

    public IReadOnlyList<CountedStandard> CountedStandards { get; } = [.. standards.Select(standard => standard.Counted())];

    public IReadOnlyList<CountedThing> Things { get; } = [.. things.Where(row => !row.IsVoid).Select(row => row.Counted())];
}

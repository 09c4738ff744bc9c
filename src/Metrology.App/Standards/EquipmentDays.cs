using Metrology.App.Storage;
using Metrology.Core.Planning.Life;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Standards;

/// <summary>Days on which an instrument belongs to a standard, as the replacements say.</summary>
/// <param name="From">First day; null is from the beginning on.</param>
/// <param name="Until">Last day; null while it belongs to it.</param>
public sealed record EquipmentDays(int EquipmentId, EquipmentRole Role, DateOnly? From, DateOnly? Until)
{
    public bool Covers(DateOnly day) => !(day < From) && !(Until < day);

    public bool Overlaps(DateOnly from, DateOnly until) => !(until < From) && !(Until < from);

    /// <summary>Every instrument that the standard has or had, once for each time and role, main standards first. The standard needs its equipment; its acts come with it.</summary>
    public static IReadOnlyList<EquipmentDays> Of(MeasurementStandard standard)
    {
        var found = new List<EquipmentDays>();
        DateOnly? from = null;
        foreach (var act in standard.Events.Where(row => row is { Act: StandardAct.Replaced, Replacement.Was: not null }).OrderBy(row => row.On).ThenBy(row => row.Id))
        {
            Add(act.Replacement!.Was!.Equipment, act.On.AddDays(-1));
            from = act.On;
        }

        Add(StandardMakeUp.Of(standard).Equipment, null);
        return [.. found.OrderBy(one => one.Role).ThenBy(one => one.EquipmentId).ThenBy(one => one.From)];

        void Add(IReadOnlyList<StandardMakeUp.Part> parts, DateOnly? until)
        {
            foreach (var part in parts)
            {
                // What stayed through a replacement belongs to it all the time.
                if (from is { } first && found.FindIndex(one => one.EquipmentId == part.Id && one.Role == part.Role && one.Until == first.AddDays(-1)) is >= 0 and var i)
                    found[i] = found[i] with { Until = until };
                else
                    found.Add(new(part.Id, part.Role, from, until));
            }
        }
    }

    /// <summary>The standards to which instruments belonged on a day.</summary>
    internal static async Task<IReadOnlyList<(int Equipment, int Standard)>> OnAsync(MetrologyDb db, int[] equipment, DateOnly day, CancellationToken cancellation)
    {
        var now = await db.StandardEquipment.Where(row => EF.Parameter(equipment).Contains(row.EquipmentId)).Select(row => new { row.EquipmentId, row.StandardId }).ToListAsync(cancellation);
        // Few acts come after the day that is asked for, and of today none.
        var later = await db.StandardEvents.AsNoTracking().Where(row => row.Act == StandardAct.Replaced && row.On > day && row.Replacement != null).ToListAsync(cancellation);
        var then = later.Where(row => row.Replacement!.Was is not null).GroupBy(row => row.StandardId).ToDictionary(group => group.Key, group => group.MinBy(row => (row.On, row.Id))!.Replacement!.Was!.Equipment);
        return
        [
            .. now.Where(row => !then.ContainsKey(row.StandardId)).Select(row => (row.EquipmentId, row.StandardId)),
            .. then.SelectMany(one => one.Value.Where(part => equipment.Contains(part.Id)).Select(part => (part.Id, one.Key))),
        ];
    }

    /// <summary>The standards to which instruments belong or ever belonged, with the days of each.</summary>
    internal static async Task<IReadOnlyDictionary<int, IReadOnlyList<EquipmentDays>>> EverAsync(MetrologyDb db, int[] equipment, CancellationToken cancellation)
    {
        var now = await db.StandardEquipment.Where(row => EF.Parameter(equipment).Contains(row.EquipmentId)).Select(row => row.StandardId).ToListAsync(cancellation);
        var replaced = await db.StandardEvents.AsNoTracking().Where(row => row.Act == StandardAct.Replaced && row.Replacement != null).ToListAsync(cancellation);
        var then = replaced.Where(row => row.Replacement!.Was?.Equipment.Any(part => equipment.Contains(part.Id)) == true).Select(row => row.StandardId);
        int[] standards = [.. now.Concat(then).Distinct()];
        return (await db.Standards.AsNoTracking().Include(row => row.Equipment).AsSplitQuery().Where(row => EF.Parameter(standards).Contains(row.Id)).ToListAsync(cancellation)).ToDictionary(row => row.Id, Of);
    }
}

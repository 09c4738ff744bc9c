using Metrology.App.Laboratory;

namespace Metrology.Web.Features;

/// <summary>A place in the left navigation. People see the groups in which they may do something; what they may not do there is greyed with its reason.</summary>
/// <param name="Icon">Name of an icon listed in Assets.targets.</param>
/// <param name="Path">Address; the entry is current on it and below it.</param>
public sealed record NavEntry(NavGroup Group, Func<Words, string> Title, string Icon, string Path, Permission Permission)
{
    public bool IsCurrent(PathString path) => path.StartsWithSegments(Path, StringComparison.Ordinal);
}

/// <summary>Groups by job, in the order of the screen.</summary>
public enum NavGroup
{
    /// <summary>检定: queue, bench, records.</summary>
    Work,

    /// <summary>出证: check, approve, certificates.</summary>
    Issue,

    /// <summary>规划: targets, building projects, due dates, reports.</summary>
    Planning,

    /// <summary>计量标准: standards, their instruments, what they can do and whom they are shared with.</summary>
    Standards,

    /// <summary>管理: accounts, institution.</summary>
    Administration,
}

using Metrology.Core.Words;

namespace Metrology.Core.Planning;

/// <summary>Counting classes of the government statistics.</summary>
public static class CountingClasses
{
    /// <summary>部门、企事业单位最高计量标准.</summary>
    public const string OfEnterprises = "D";

    public static readonly IReadOnlyList<string> All = ["A", "B", "C", "D"];

    /// <summary>社会公用计量标准: kept by institutions set up by law, or authorised.</summary>
    public static readonly IReadOnlyList<string> Public = ["A", "B"];

    private const string PublicWords = "社会公用计量标准";

    /// <summary>The classes that a target counts: as its entry says, else as its words do; null when they leave all of them open.</summary>
    public static IReadOnlyList<string>? Of(Target target) =>
        target.CountingClassesDefault ?? (SimplifiedChinese.Of(target.Unit ?? "").Contains(PublicWords, StringComparison.Ordinal) ? Public : null);
}

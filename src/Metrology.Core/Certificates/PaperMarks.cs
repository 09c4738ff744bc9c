using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>What stands across the pages of a paper that is not what it looks like.</summary>
public static class PaperMarks
{
    /// <summary>Readings came from simulators or a replay.</summary>
    public static readonly BilingualText Simulated = new("模拟", "SIMULATED");

    /// <summary>Names and numbers are invented.</summary>
    public static readonly BilingualText Example = new("示例", "EXAMPLE");
}

using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Where values come from and go to (量值溯源和传递框图), drawn level by level from above.</summary>
/// <param name="Title">Said instead of the drawing to whoever does not see it.</param>
public sealed record TraceDiagram(BilingualText Title, IReadOnlyList<TraceLevel> Levels) : Block;

/// <param name="Name">What the level is, such as 本级计量标准.</param>
/// <param name="Boxes">Lines of each box.</param>
public sealed record TraceLevel(BilingualText Name, IReadOnlyList<IReadOnlyList<BilingualText>> Boxes);

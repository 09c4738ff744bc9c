using Metrology.Core.Decisions;

namespace Metrology.Web.Ui.Kit;

/// <summary>One point on the rail beside the bench.</summary>
/// <param name="AsFound">Verdict before adjustment, when there was one.</param>
/// <param name="Detail">For example the error with its unit.</param>
public sealed record TimelinePoint(string Label, Verdict Verdict, bool IsCurrent = false, Verdict? AsFound = null, string? Detail = null, string? Href = null);

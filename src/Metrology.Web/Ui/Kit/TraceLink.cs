using Metrology.Core.Planning;

namespace Metrology.Web.Ui.Kit;

/// <summary>One link of a traceability path, from the unit under test upwards.</summary>
/// <param name="Detail">Certificate number, issuer, uncertainty.</param>
public sealed record TraceLink(string Title, string Detail, StandardStanding? Standing = null, DateOnly? Until = null, string? Href = null);

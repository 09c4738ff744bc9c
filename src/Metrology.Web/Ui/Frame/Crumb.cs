namespace Metrology.Web.Ui.Frame;

/// <summary>A folder above the thing shown.</summary>
public sealed record Crumb(string Title, string Path);

using System.Globalization;

namespace Metrology.Core.Words;

/// <summary>Days as programs, files and both languages write them (ISO 8601).</summary>
public static class IsoDays
{
    /// <summary>2026-11-22.</summary>
    public static string Iso(this DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

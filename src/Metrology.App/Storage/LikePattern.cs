namespace Metrology.App.Storage;

/// <summary>Text that people search for, as a pattern of LIKE: large and small letters of ASCII count alike on both databases, and nothing typed is a wildcard.</summary>
internal static class LikePattern
{
    public const string Escape = "\\";

    public static string Containing(string text) =>
        $"%{text.Replace(Escape, @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal)}%";
}

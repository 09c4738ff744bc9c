namespace Metrology.App.Equipment.Foreign;

/// <summary>Names under which strangers' files are kept.</summary>
internal static class FileNames
{
    private const int Longest = 120;

    /// <summary>The last part of the name without what no system takes; the number of the certificate when nothing is left.</summary>
    public static string Safe(string name, ForeignCertificate certificate)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var safe = string.Concat(last.Where(character => !char.IsControl(character) && !"\"<>|:*?".Contains(character, StringComparison.Ordinal))).Trim(' ', '.');
        if (safe.Length == 0)
            safe = $"{string.Concat(certificate.Number.Where(char.IsLetterOrDigit))}.{(certificate.MediaType.EndsWith("pdf", StringComparison.Ordinal) ? "pdf" : "xml")}";
        return safe.Length <= Longest ? safe : safe[^Longest..];
    }
}

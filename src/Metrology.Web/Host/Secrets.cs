namespace Metrology.Web.Host;

/// <summary>Secrets that the environment holds, or a file that it names.</summary>
internal static class Secrets
{
    /// <param name="setting">The value of a variable, or null.</param>
    /// <param name="variable">Holds the secret itself.</param>
    /// <param name="fileVariable">Names a file that holds it; one line, and this one counts.</param>
    /// <exception cref="IOException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string? Find(Func<string, string?> setting, string variable, string fileVariable) =>
        setting(fileVariable) is { Length: > 0 } path ? File.ReadAllText(path).TrimEnd('\r', '\n') : setting(variable);
}

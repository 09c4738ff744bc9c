using System.Diagnostics;

namespace Metrology.Testing;

/// <summary>
/// A program of somebody else that a test runs as its peer or judge. When it is missing the test is skipped with a reason that is counted;
/// with <c>METROLOGY_REQUIRE_FOREIGN=1</c> it fails instead.
/// </summary>
public static class ForeignProgram
{
    public static bool IsRequired => Environment.GetEnvironmentVariable("METROLOGY_REQUIRE_FOREIGN") == "1";

    /// <summary>The reason to skip, or null when the program is on the search path.</summary>
    public static string? Missing(string program) =>
        Find(program) is null && !IsRequired ? $"skipped: {program} is not installed" : null;

    /// <summary>The reason to skip, or null when Python has the package.</summary>
    public static string? MissingPythonPackage(string package) =>
        !IsRequired && (Find("python3") is null || Run("python3", "-c", $"import {package}").ExitCode != 0) ? $"skipped: the Python package {package} is not installed" : null;

    /// <summary>Runs the program to its end and gives its exit code and both outputs.</summary>
    /// <exception cref="FileNotFoundException">The program is not installed.</exception>
    public static (int ExitCode, string Output, string Error) Run(string program, params string[] arguments)
    {
        var path = Find(program) ?? throw new FileNotFoundException($"{program} is not installed");
        using var process = Process.Start(new ProcessStartInfo(path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}

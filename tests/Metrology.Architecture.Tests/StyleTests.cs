using System.Text.RegularExpressions;
using Metrology.Testing;

namespace Metrology.Architecture.Tests;

/// <summary>Two rules of style that a reader relies on in every file; a build that looked for them took half as long again.</summary>
public sealed partial class StyleTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { "namespace A\n{\n    class B;\n}\n", "a single namespace with braces" },
        { "namespace A;\n\nusing System;\n\nclass B;\n", "a using inside the namespace" },
    };

    [Fact]
    public void Usings_stand_above_the_namespace_which_is_file_scoped()
    {
        var files = new[] { "src", "firmware-adapters", "db", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.At(folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !Made().IsMatch(path)).ToArray();
        Assert.True(files.Length > 500);
        Assert.Empty(files.Where(path => Fault(File.ReadAllText(path)) is not null).Select(path => Path.GetRelativePath(Repository.Root, path)));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_planted_violation_is_found(string source, string fault) => Assert.Equal(fault, Fault(source));

    /// <summary>A feature's words stand beside it and extend <c>Words</c>: two namespaces in one file, which needs braces.</summary>
    private static string? Fault(string source) =>
        Namespaces().Matches(source) is [{ Value: var only }] && !only.TrimEnd().EndsWith(';') ? "a single namespace with braces"
        : UsingAfter().IsMatch(source) ? "a using inside the namespace"
        : null;

    [GeneratedRegex(@"[\\/](obj|bin|Migrations)[\\/]")]
    private static partial Regex Made();

    [GeneratedRegex(@"^namespace [^\n]+", RegexOptions.Multiline)]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"^namespace [\s\S]*?^ *using (static )?[A-Z][\w.]*( = [^;]+)?;", RegexOptions.Multiline)]
    private static partial Regex UsingAfter();
}

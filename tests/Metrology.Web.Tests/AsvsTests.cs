using System.Text.RegularExpressions;
using Metrology.App.Storage;
using Metrology.Testing;

namespace Metrology.Web.Tests;

/// <summary>docs/asvs.csv says how each requirement of OWASP ASVS 5.0 is met; what it names must be there.</summary>
public sealed partial class AsvsTests
{
    private static readonly string[] States = ["met", "not met", "not applicable"];

    private static readonly Lazy<Dictionary<string, string>> Tests = new(() => Directory.EnumerateFiles(Repository.At("tests"), "*Tests.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal)).GroupBy(path => Path.GetFileNameWithoutExtension(path)).ToDictionary(group => group.Key, group => string.Concat(group.Select(File.ReadAllText))));

    private static IReadOnlyList<IReadOnlyList<string>> Rows => CsvText.Read(File.ReadAllText(Repository.At("docs", "asvs.csv")));

    [Fact]
    public void Every_row_has_an_id_a_level_a_state_and_a_reason()
    {
        Assert.Equal(["requirement", "level", "state", "how", "why"], Rows[0]);
        var rows = Rows.Skip(1).ToList();
        Assert.True(rows.Count > 100);
        Assert.Equal(rows.Count, rows.Select(row => row[0]).Distinct().Count());
        Assert.All(rows, row =>
        {
            Assert.Equal(5, row.Count);
            Assert.Matches(@"^V(1[0-7]|[1-9])\.\d{1,2}\.\d{1,2}$", row[0]);
            Assert.Matches("^[123]$", row[1]);
            Assert.Contains(row[2], States);
            Assert.True(row[2] == "met" ? row[3].Length > 0 : row[4].Length > 0, $"{row[0]} says neither how nor why");
        });
    }

    [Fact]
    public void Every_test_and_every_file_that_is_named_exists()
    {
        var named = Rows.Skip(1).SelectMany(row => row[3].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => (Id: row[0], Name: name))).ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Where(one => !Exists(one.Name)).Select(one => $"{one.Id}: {one.Name}"));
        Assert.False(Exists("SignInTests.There_is_no_such_test"));
        Assert.False(Exists("docs/there-is-no-such-file.md"));
    }

    private static bool Exists(string name) => TestName().Match(name) is { Success: true } test
        ? Tests.Value.TryGetValue(test.Groups[1].Value, out var text) && Regex.IsMatch(text, $@"\b{test.Groups[2].Value}\(")
        : File.Exists(Repository.At(name.Split('/'))) || Directory.Exists(Repository.At(name.Split('/')));

    [GeneratedRegex(@"^(\w+Tests)\.(\w+)$")]
    private static partial Regex TestName();
}

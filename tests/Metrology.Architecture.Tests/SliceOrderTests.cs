using System.Text.RegularExpressions;
using Metrology.Testing;

namespace Metrology.Architecture.Tests;

/// <summary>Slices of the application import only slices before them, so that no circle can grow.</summary>
public sealed partial class SliceOrderTests
{
    private static readonly string[] Order = ["Laboratory", "Equipment", "Standards", "Procedures", "Customers", "Verifications", "Certificates"];

    [Fact]
    public void Slices_import_only_earlier_slices() =>
        Assert.Empty(Order.SelectMany(slice => Directory.EnumerateFiles(Repository.At("src", "Metrology.App", slice), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Violations(slice, File.ReadAllText(file)))));

    [Fact]
    public void Targets_reads_standards_and_laboratory_only() =>
        Assert.Empty(Directory.EnumerateFiles(Repository.At("src", "Metrology.App", "Targets"), "*.cs")
            .SelectMany(file => Imports(File.ReadAllText(file))).Except(["Standards", "Laboratory"]).Intersect(Order));

    [Fact]
    public void A_planted_import_of_a_later_slice_is_found() =>
        Assert.Equal(["Equipment imports Certificates"], Violations("Equipment", "using Metrology.App.Certificates;\nusing Metrology.App.Laboratory;"));

    private static IEnumerable<string> Violations(string slice, string source) =>
        Imports(source).Where(other => Array.IndexOf(Order, other) > Array.IndexOf(Order, slice)).Select(other => $"{slice} imports {other}");

    private static IEnumerable<string> Imports(string source) => Using().Matches(source).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^using Metrology\.App\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();
}

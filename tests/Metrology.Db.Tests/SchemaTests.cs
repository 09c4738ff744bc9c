using Metrology.Db.Tool;

namespace Metrology.Db.Tests;

/// <summary>Model, migrations and committed scripts agree, and a disagreement is found.</summary>
public sealed class SchemaTests
{
    private static readonly string Committed = Path.Combine(AppContext.BaseDirectory, "scripts");

    public static TheoryData<string> Providers => [.. Provider.All.Select(provider => provider.Name)];

    [Theory]
    [MemberData(nameof(Providers))]
    public void Model_migrations_and_scripts_agree(string name) => Assert.Empty(SchemaScript.Faults(Find(name), Committed));

    [Theory]
    [MemberData(nameof(Providers))]
    public void An_edited_script_is_found_with_its_line(string name)
    {
        using var folder = new TemporaryFolder();
        var lines = File.ReadAllLines(Path.Combine(Committed, Find(name).ScriptFile));
        lines[40] += " -- edited";
        File.WriteAllText(folder.File(Find(name).ScriptFile), string.Join('\n', lines) + "\n");

        var fault = Assert.Single(SchemaScript.Faults(Find(name), folder.Path));

        Assert.Contains("out of date", fault);
        Assert.Contains("from line 41", fault);
        Assert.Contains(" -- edited", fault);
    }

    [Fact]
    public void A_missing_script_is_found()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("is missing", Assert.Single(SchemaScript.Faults(Provider.Sqlite, folder.Path)));
    }

    [Fact]
    public void Many_different_lines_are_shown_in_short()
    {
        var difference = LineDifference.Describe("a\n" + string.Join('\n', Enumerable.Range(0, 12)) + "\nz", "a\nb\nz");
        Assert.Equal("  from line 2:\n" + string.Join('\n', Enumerable.Range(0, 10).Select(n => $"  - {n}")) + "\n  - … 2 lines more\n  + b", difference);
    }

    private static Provider Find(string name) => Provider.All.Single(provider => provider.Name == name);
}

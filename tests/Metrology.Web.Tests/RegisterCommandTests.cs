using System.Text.Json;
using Metrology.Core.Words;
using Metrology.Web.Commands;
using Metrology.Web.Host;

namespace Metrology.Web.Tests;

/// <summary>The commands that read the register, on a database in a folder.</summary>
public sealed class RegisterCommandTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("metrology-register-").FullName;

    public async ValueTask InitializeAsync()
    {
        await using var app = MetrologyHost.Create(new ServeOptions(new(folder), IsDemo: true));
        await MetrologyHost.PrepareAsync(app, CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return default;
    }

    [Fact]
    public async Task Targets_are_counted_on_a_day()
    {
        var (code, output, error) = await RunAsync("targets", "--data", folder, "--on", "2025-12-31");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("LY-1   辽源市 ≥ 58", output, StringComparison.Ordinal);

        var (_, json, _) = await RunAsync("targets", "--data", folder, "--on", "2025-12-31", "--json");
        var target = json.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Single(one => one.GetProperty("id").GetString() == "LY-1");
        Assert.Equal("2025-12-31", target.GetProperty("on").GetString());
        Assert.Contains($"Count that day {target.GetProperty("count").GetProperty("counted").GetInt32()}", output, StringComparison.Ordinal);
    }

    /// <summary>A dry run says whether it looked at the register; what stands there is then refused, and nothing is written.</summary>
    [Fact]
    public async Task Dry_runs_are_compared_with_the_register_of_a_folder_and_say_when_they_are_not()
    {
        var (standards, targets) = (Path.Combine(folder, "standards.csv"), Path.Combine(folder, "targets.json"));
        await File.WriteAllTextAsync(standards, (await RunAsync("standards", "export", "--data", folder)).Output);
        await File.WriteAllTextAsync(targets, (await RunAsync("targets", "export", "--data", folder)).Output.Replace("\"LY-1\"", "\"XX-1\"", StringComparison.Ordinal));
        Assert.Contains("certificate-registered", (await RunAsync("standards", "import", standards, "--dry-run", "--data", folder)).Output, StringComparison.Ordinal);
        var (_, alone, _) = await RunAsync("standards", "import", standards, "--dry-run");
        Assert.DoesNotContain("certificate-registered", alone, StringComparison.Ordinal);
        Assert.Contains("Not compared with the register", alone, StringComparison.Ordinal);
        Assert.Contains("\"isComparedWithRegister\":false", (await RunAsync("standards", "import", standards, "--dry-run", "--json")).Output, StringComparison.Ordinal);

        var (code, compared, said) = await RunAsync("targets", "import", targets, "--dry-run", "--data", folder);
        Assert.Equal(1, code);
        Assert.Contains("[target.same]", compared, StringComparison.Ordinal);
        Assert.Contains("[target.file-refused]", said, StringComparison.Ordinal);
        var (fine, unseen, _) = await RunAsync("targets", "import", targets, "--dry-run");
        Assert.Equal(0, fine);
        Assert.Contains("Not compared with the targets", unseen, StringComparison.Ordinal);
        Assert.Contains("[target-import.by-person]", (await RunAsync("targets", "import", targets)).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("XX-1", (await RunAsync("targets", "--data", folder)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Targets_with_time_left_are_forecast()
    {
        var (code, output, error) = await RunAsync("forecast", "--data", folder);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("CD-3 ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("CD-1 ", output, StringComparison.Ordinal);

        var (_, json, _) = await RunAsync("forecast", "CD-3", "--by", "2027-06-30", "--seed", "7", "--data", folder, "--json");
        using var answer = JsonDocument.Parse(json);
        Assert.Equal(("CD-3", "2027-06-30", 7), (answer.RootElement.GetProperty("target").GetString(), answer.RootElement.GetProperty("by").GetString(), answer.RootElement.GetProperty("seed").GetInt32()));
        Assert.InRange(answer.RootElement.GetProperty("probability").GetDouble(), 0, 1);

        foreach (var (arguments, exit, refusal) in new (string[], int, string)[]
        {
            (["CD-9"], 1, "target.not-found"), (["HN-1"], 1, "forecast.not-possible"), (["CD-3", "--by", "2027-02-30"], 2, "input.bad-date"), (["CD-3", "--seed", "-1"], 2, "forecast.bad-seed"), (["--seed", "2"], 2, "forecast.no-target"),
        })
        {
            var (refused, nothing, said) = await RunAsync(["forecast", .. arguments, "--data", folder]);
            Assert.Equal((exit, ""), (refused, nothing));
            Assert.Contains($"[{refusal}]", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_target_missed_on_its_day_stays_missed()
    {
        Assert.Contains("Missed on its day, reached since", Line((await RunAsync("targets", "--data", folder, "--on", "2026-11-26")).Output), StringComparison.Ordinal);
        Assert.EndsWith(" Missed", Line((await RunAsync("targets", "--data", folder, "--on", "2023-12-31")).Output), StringComparison.Ordinal);

        static string Line(string output) => output.Split('\n').Single(line => line.StartsWith("CD-1 ", StringComparison.Ordinal)).TrimEnd();
    }

    [Theory]
    [InlineData("targets")]
    [InlineData("standards", "export")]
    public async Task A_day_that_is_none_is_refused(params string[] command)
    {
        var (code, output, error) = await RunAsync([.. command, "--data", folder, "--on", "2026-02-30"]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("[input.bad-date]", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("targets")]
    [InlineData("standards", "export")]
    [InlineData("migrate")]
    public async Task A_folder_that_is_not_there_is_refused_and_not_made(params string[] command)
    {
        var missing = Path.Combine(folder, "nowhere");
        var (code, output, error) = await RunAsync([.. command, "--data", missing]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("[data.no-folder]", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(missing));
    }

    [Fact]
    public async Task A_folder_without_a_database_is_refused_until_it_is_migrated()
    {
        var empty = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;
        Assert.Contains("[data.no-database]", (await RunAsync("targets", "--data", empty)).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("migrate", "--data", empty)).Code);
        Assert.Equal(0, (await RunAsync("migrate", "--data", empty)).Code);
        Assert.Equal((0, "", ""), await RunAsync("targets", "--data", empty));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        var broken = Directory.CreateDirectory(Path.Combine(folder, "broken")).FullName;
        await File.WriteAllTextAsync(new DataFolder(broken).Database, "this is not a database, only text of some length");
        var (code, output, error) = await RunAsync("targets", "--data", broken);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("[data.unreadable]", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standards_are_exported_as_rows_and_as_json()
    {
        var (code, output, _) = await RunAsync("standards", "export", "--data", folder);
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (_, json, _) = await RunAsync("standards", "export", "--data", folder, "--json");
        var objects = json.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(0, code);
        Assert.Equal(objects.Length + 1, rows.Length);
        Assert.All(objects, one => Assert.True(one.GetProperty("isDemonstration").GetBoolean()));
        Assert.All(rows.Skip(1), row => Assert.Contains(",示例,", row, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("standards")]
    [InlineData("targets", "LY-1")]
    [InlineData("migrate", "--on", "2026-01-01")]
    public async Task Wrong_use_is_2(params string[] args)
    {
        var (code, output, error) = await RunAsync(args);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("--help", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, new(output, error, Language.En), CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}

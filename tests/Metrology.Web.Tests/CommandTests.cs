using System.Text.Json;
using Metrology.Core.Words;
using Metrology.Web.Commands;

namespace Metrology.Web.Tests;

public sealed class CommandTests
{
    [Theory]
    [InlineData("serve", "--no-such-option")]
    [InlineData("no-such-command")]
    [InlineData("--lang", "fr")]
    [InlineData("doctor", "superfluous")]
    public async Task Wrong_use_is_2_with_nothing_on_standard_output(params string[] args)
    {
        var (code, output, error) = await RunAsync(Language.En, args);
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("--help", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Zh, "检查这台机器缺什么")]
    [InlineData(Language.En, "Say what is missing on this machine")]
    public async Task Help_is_in_the_language_of_the_person(Language language, string said)
    {
        var (code, output, _) = await RunAsync(language, "--help");
        Assert.Equal(0, code);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_prints_one_json_object_a_finding()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-doctor-").FullName;
        var (code, output, _) = await RunAsync(Language.En, "doctor", "--json", "--data", folder);
        Directory.Delete(folder, recursive: true);

        var findings = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["runtime", "data", "sqlite", "assets", "font"], findings.Select(finding => finding.GetProperty("id").GetString()).Take(5));
        Assert.Equal(findings.Any(finding => finding.GetProperty("grade").GetString() == "missing") ? 1 : 0, code);
    }

    [Fact]
    public async Task Doctor_finds_a_data_folder_that_cannot_be_made()
    {
        var (code, output, _) = await RunAsync(Language.En, "doctor", "--data", "/dev/null/data");
        Assert.Equal(1, code);
        Assert.Contains("MISS data", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh_CN.UTF-8", Language.Zh)]
    [InlineData("en_GB.UTF-8", Language.En)]
    [InlineData("C.UTF-8", Language.En)]
    [InlineData(null, Language.En)]
    public void The_environment_chooses_the_language(string? locale, Language expected) =>
        Assert.Equal(expected, Terminal.LanguageOf([], name => name == "LANG" ? locale : null));

    [Fact]
    public void The_option_overrules_the_environment() => Assert.Equal(Language.Zh, Terminal.LanguageOf(["doctor", "--lang", "zh"], _ => "en_GB.UTF-8"));

    private static async Task<(int Code, string Output, string Error)> RunAsync(Language language, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, new(output, error, language), CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}

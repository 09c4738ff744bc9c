using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.Verify.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("metrology-verify-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void An_untouched_bundle_agrees()
    {
        var (code, output, _) = Run("recompute", Write(SampleRecord.Bundle()), "--json");
        using var facts = JsonDocument.Parse(output);

        Assert.Equal(0, code);
        Assert.True(facts.RootElement.GetProperty("agrees").GetBoolean());
        Assert.True(facts.RootElement.GetProperty("procedureIsShipped").GetBoolean());
        Assert.Equal("pass", facts.RootElement.GetProperty("verdict").GetString());
    }

    [Fact]
    public void An_edited_bundle_differs_and_names_the_place_in_both_languages()
    {
        var bundle = SampleRecord.Bundle();
        var record = Encoding.UTF8.GetString(bundle.Record).Replace("\"text\": \"1243.010\",\n        \"value\": 1243.010", "\"text\": \"1243.010\",\n        \"value\": 1243.000", StringComparison.Ordinal);
        var file = Write(bundle with { Record = Encoding.UTF8.GetBytes(record) });

        foreach (var (language, word) in new[] { ("zh", "应为 1243.010，实为 1243.000"), ("en", "expected 1243.010, found 1243.000") })
        {
            var (code, output, _) = Run("recompute", file, "--lang", language);
            Assert.Equal(1, code);
            Assert.Contains("].reading.value", output, StringComparison.Ordinal);
            Assert.Contains(word, output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "recompute")]
    [InlineData(2, "recompute", "a", "b")]
    [InlineData(2, "recompute", "a", "--other")]
    [InlineData(2, "guess", "a")]
    [InlineData(1, "recompute", "no-such-file.zip")]
    [InlineData(1, "recompute", "no-such-file.zip", "--json")]
    [InlineData(0, "--help")]
    public void Exit_codes(int expected, params string[] args) => Assert.Equal(expected, Run(args).Code);

    [Fact]
    public void The_page_is_one_file_that_can_reach_nothing()
    {
        var file = Path.Combine(folder, "verify.html");
        Assert.Equal(0, Run("page", file, "--lang", "zh").Code);
        var (code, output, _) = Run("page");
        Assert.Equal((0, File.ReadAllText(file)), (code, output));
        var policy = Regex.Match(output, "Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Empty(Regex.Matches(output, "(src|href)=\"(?!data:,)"));
        Assert.Equal(1, Run("page", Path.Combine(folder, "no", "such")).Code);
        Assert.Equal(2, Run("page", "a", "b").Code);
    }

    private string Write(RecordBundle bundle)
    {
        var file = Path.Combine(folder, "bundle.zip");
        File.WriteAllBytes(file, bundle.ToZip());
        return file;
    }

    private static (int Code, string Output, string Error) Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = CommandLine.Run(args, new Terminal(output, error, args.Contains("zh") ? Language.Zh : Language.En));
        return (code, output.ToString(), error.ToString());
    }
}

using System.Diagnostics;
using System.Text.Json;
using Metrology.Web.Commands;

namespace Metrology.Scenario.Tests;

/// <summary>The main job as a person runs it: the real executable, its exit code, its files, and the same numbers again for the same seed.</summary>
public sealed class DemoCommandTests
{
    private const ulong Seed = 7;

    [Fact]
    public async Task Demo_once_writes_certificate_notice_and_record_whose_numbers_follow_from_the_seed()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-demo-out-");
        try
        {
            var output = Path.Combine(folder.FullName, "new", "out");
            var (code, said, progress) = await RunAsync("demo", "--once", "--out", output, "--seed", "7", "--lang", "en", "--public-url", "https://lab.example/");
            Assert.True(code == Terminal.Done, progress);
            // The command checks its own papers, and with them that their QR codes say this address.
            Assert.Contains("https://lab.example/check/", await File.ReadAllTextAsync(Path.Combine(output, "certificate.xml")), StringComparison.Ordinal);
            Assert.Equal(
                ["SIM-EV-0001 Pass MN-JD-#-00001 certificate.pdf", "SIM-EV-0002 Fail MN-TZ-#-00001 notice.pdf"],
                said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.RegularExpressions.Regex.Replace(line, "-20[0-9]{2}-", "-#-")));
            Assert.Contains("SIM-EV-0001 approve", progress, StringComparison.Ordinal);
            Assert.Equal(["certificate.pdf", "certificate.xml", "ledger-key.pem", "notice.pdf", "notice.xml", "record-SIM-EV-0001.zip", "record-SIM-EV-0002.zip", "record.json"], Directory.GetFiles(output).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));

            var records = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(output, "record.json"))).RootElement;
            await using var same = await House.OpenAsync(Seed);
            var again = await NumbersAsync(same);
            Assert.Equal(again, Numbers(records));
            await using var other = await House.OpenAsync(Seed + 1);
            Assert.NotEqual(again, await NumbersAsync(other));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Demo_of_the_rollers_sets_the_constant_that_was_suggested_and_passes_then()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-demo-out-");
        try
        {
            var (code, said, progress) = await RunAsync("demo", "--once", "--bench", "taximeter", "--out", folder.FullName, "--seed", "7", "--lang", "en");
            Assert.True(code == Terminal.Done, progress);
            Assert.Equal(
                ["SIM-TX-0002 Pass MN-JD-#-00001 certificate.pdf", "SIM-TX-0001 Fail MN-TZ-#-00001 notice.pdf", "SIM-TX-0001 Pass MN-JD-#-00002 certificate-adjusted.pdf"],
                said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.RegularExpressions.Regex.Replace(line, "-20[0-9]{2}-", "-#-")));
            // The constant that the first run suggested stands in the record of the second.
            var records = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "record.json"))).RootElement;
            Assert.Contains("1042", records[2].GetRawText(), StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(folder.FullName, "record-SIM-TX-0001-2.zip")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Demo_of_the_roller_bench_itself_passes_one_and_rejects_another()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-demo-out-");
        try
        {
            var (code, said, progress) = await RunAsync("demo", "--once", "--bench", "roller", "--out", folder.FullName, "--seed", "7", "--lang", "en");
            Assert.True(code == Terminal.Done, progress);
            Assert.Equal(
                ["SIM-RB-0001 Pass MN-JD-#-00001 certificate.pdf", "SIM-RB-0002 Fail MN-TZ-#-00001 notice.pdf"],
                said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => System.Text.RegularExpressions.Regex.Replace(line, "-20[0-9]{2}-", "-#-")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_said_without_a_stack_trace()
    {
        var (code, said, error) = await RunAsync("demo", "--once", "--out", "/dev/null/out", "--lang", "en");
        Assert.Equal((Terminal.Refused, ""), (code, said));
        Assert.Contains("[demo.out]", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_in_the_way_of_a_file_is_said_before_the_work()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-demo-out-");
        folder.CreateSubdirectory("notice.xml");
        var (code, said, error) = await RunAsync("demo", "--once", "--out", folder.FullName, "--lang", "en");
        folder.Delete(recursive: true);
        Assert.Equal((Terminal.Refused, ""), (code, said));
        Assert.EndsWith("[demo.out]", Assert.Single(error.Trim().Split('\n')), StringComparison.Ordinal);
    }

    /// <summary>The same two piles in this process, which lets the charges pass faster: speed is no part of the numbers.</summary>
    private static async Task<IReadOnlyList<string>> NumbersAsync(House house)
    {
        var records = new List<string>();
        foreach (var serial in new[] { "SIM-EV-0001", "SIM-EV-0002" })
        {
            var issued = await house.VerifyAsync(serial);
            Assert.Null(issued.Refusal?.Text.En);
            records.Add(System.Text.Encoding.UTF8.GetString((await house.The<App.Verifications.RecordExport>().ExecuteAsync(issued.Value.VerificationId, default)).Value));
        }

        return Numbers(JsonDocument.Parse($"[{string.Join(',', records)}]").RootElement);
    }

    /// <summary>Every text that was read, and every mean error.</summary>
    private static IReadOnlyList<string> Numbers(JsonElement records) =>
    [
        .. records.EnumerateArray().SelectMany(record => record.GetProperty("observations").EnumerateArray())
            .Select(one => $"{one.GetProperty("step")} {one.GetProperty("stage")} {one.GetProperty("role")} {one.GetProperty("reading").GetProperty("text")}"),
        .. records.EnumerateArray().SelectMany(record => record.GetProperty("evaluation").GetProperty("items").EnumerateArray())
            .SelectMany(item => item.GetProperty("points").EnumerateArray())
            .Select(point => $"{point.GetProperty("point")} {point.GetProperty("mean")}"),
    ];

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "metrology.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}

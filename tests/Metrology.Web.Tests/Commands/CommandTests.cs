using System.Text.Json;
using Metrology.Core.Words;
using Metrology.Web.Commands;
using Metrology.Web.Host;

namespace Metrology.Web.Tests.Commands;

public sealed class CommandTests
{
    [Theory]
    [InlineData("command.unexpected", "serve --no-such-option")]
    [InlineData("demo.once", "demo --out /tmp/none")]
    [InlineData("command.unknown", "no-such-command")]
    [InlineData("command.value", "--lang fr")]
    [InlineData("command.unexpected", "doctor superfluous")]
    [InlineData("command.option-missing", "demo")]
    [InlineData("command.option-missing", "demo --once")]
    [InlineData("command.argument-missing", "decode")]
    [InlineData("command.value", "decode morse 68")]
    [InlineData("decode.one-source", "decode dlt645")]
    [InlineData("decode.one-source", "decode dlt645 68 --file x")]
    [InlineData("command.missing", "simulate")]
    [InlineData("command.option-missing", "simulate meter")]
    [InlineData("command.unknown", "simulate kettle --link pty")]
    [InlineData("command.argument-missing", "replay")]
    [InlineData("command.missing", "procedure")]
    [InlineData("command.argument-missing", "procedure check")]
    [InlineData("command.option-missing", "round 1.05")]
    [InlineData("command.argument-missing", "round --interval 0.1")]
    [InlineData("command.value", "serve --seed abc")]
    [InlineData("command.value-missing", "serve --data")]
    [InlineData("serve.bad-address", "serve --urls nonsense")]
    [InlineData("serve.bad-endpoint", "serve --mqtt nonsense")]
    [InlineData("serve.bad-public-url", "serve --public-url nonsense")]
    [InlineData("serve.bad-public-url", "demo --once --out /tmp/none --public-url nonsense")]
    [InlineData("simulate.link", "simulate meter --link usb")]
    public async Task Wrong_use_is_2_and_said_in_the_persons_language_with_a_code(string code, string line)
    {
        foreach (var (language, help) in new[] { (Language.Zh, "用 --help 查看用法。"), (Language.En, "See --help.") })
        {
            var (exit, output, error) = await Ran.AsAsync(language, line.Split(' '));
            Assert.Equal((2, ""), (exit, output));
            var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Contains(lines[..^1], said => said.EndsWith($"[{code}]", StringComparison.Ordinal));
            Assert.Equal(help, lines[^1]);
            // Words of the parsing library, which come in the language of its resources and without code.
            Assert.All(lines[..^1], said => Assert.Matches(language == Language.Zh ? @"[\u4e00-\u9fff].*\[[a-z.-]+\]$" : @"^[\u0000-\u007f“”;]*\[[a-z.-]+\]$", said));
        }
    }

    [Theory]
    [InlineData(Language.Zh, "检查这台机器缺什么")]
    [InlineData(Language.En, "Say what is missing on this machine")]
    public async Task Help_is_in_the_language_of_the_person(Language language, string said)
    {
        var (code, output, _) = await Ran.AsAsync(language, "--help");
        Assert.Equal(0, code);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    /// <summary>No parser's English, no empty path: place, what to do, and a code.</summary>
    [Theory]
    [InlineData("{ this is no JSON", "1:3: ")]
    [InlineData("{}", "1:1 ")]
    public async Task A_procedure_file_that_cannot_be_used_is_said_with_place_and_code(string content, string place)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, content);
        foreach (var (ran, lines) in new[]
        {
            (await Ran.AsAsync(Language.Zh, "procedure", "check", file), (Func<Ran, string>)(one => one.Output)),
            (await Ran.AsAsync(Language.Zh, "evaluate", "--procedure", file, "--input", file), one => one.Error),
        })
        {
            Assert.Equal(1, ran.Code);
            Assert.StartsWith($"{file}:{place}", lines(ran), StringComparison.Ordinal);
            Assert.DoesNotContain(": :", lines(ran), StringComparison.Ordinal);
            Assert.DoesNotContain("BytePositionInLine", lines(ran), StringComparison.Ordinal);
            Assert.Contains("[input.problems]", ran.Error, StringComparison.Ordinal);
        }

        File.Delete(file);
    }

    public static TheoryData<string, Language> EveryCommand => [.. new[]
    {
        "", "serve", "demo", "decode", "station", "simulate", "simulate meter", "replay", "procedure", "procedure list", "procedure check", "round", "doctor",
    }.SelectMany(command => Enum.GetValues<Language>().Select(language => (command, language)))];

    [Theory]
    [MemberData(nameof(EveryCommand))]
    public async Task Every_command_explains_itself_in_both_languages(string command, Language language)
    {
        var ran = await Ran.AsAsync(language, [.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        Assert.Equal((0, ""), (ran.Code, ran.Error));
        Assert.Contains(language == Language.Zh ? "用法" : "Usage:", ran.Output, StringComparison.Ordinal);
        // Every line of the help that explains something is of the language: the library's own, and ours.
        Assert.Equal(language == Language.Zh, ran.Output.Any(c => c is >= '\u4E00' and <= '\u9FFF'));
        Assert.Contains("--lang", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.Zh)]
    [InlineData(Language.En)]
    public async Task Wrong_use_is_said_in_the_language_of_the_person(Language language)
    {
        var ran = await Ran.AsAsync(language, "round", "--interval");
        Assert.Equal(2, ran.Code);
        Assert.Equal(language == Language.Zh, ran.Error.Split(Environment.NewLine)[0].Any(c => c is >= '\u4E00' and <= '\u9FFF'));
    }

    /// <summary>Who goes back to an older program must put the database from before back, too.</summary>
    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-newer-").FullName;
        Assert.Equal(0, (await Ran.EnglishAsync("migrate", "--data", folder)).Code);
        await using (var database = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "metrology.db")};Pooling=false"))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var future = database.CreateCommand();
            future.CommandText = "INSERT INTO \"__EFMigrationsHistory\" VALUES ('99990101000000_OfTheFuture', '10.0.0')";
            await future.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        foreach (var command in new[] { new[] { "migrate", "--data", folder }, ["targets", "--data", folder], ["serve", "--data", folder, "--urls", "http://127.0.0.1:0", "--mqtt", "127.0.0.1:0"] })
        {
            var ran = await Ran.EnglishAsync(command);
            Assert.Equal(1, ran.Code);
            Assert.Contains("[data.newer]", ran.Error, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_fault_nobody_expected_has_no_stack_trace()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-station-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "station.json"), "{ this is no JSON");
        var ran = await Ran.EnglishAsync("serve", "--data", folder, "--urls", "http://127.0.0.1:0");
        Directory.Delete(folder, recursive: true);
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.Contains("station.json", ran.Error, StringComparison.Ordinal);
        Assert.Contains("[command.bad-file]", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://127.0.0.1:0")]
    public async Task An_address_that_is_none_is_refused(string urls)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-urls-").FullName;
        var ran = await Ran.EnglishAsync("serve", "--data", folder, "--urls", urls);
        Directory.Delete(folder, recursive: true);
        Assert.Equal((2, ""), (ran.Code, ran.Output));
        Assert.Contains("[serve.bad-address]", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_with_what_to_do()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var folder = Directory.CreateTempSubdirectory("metrology-port-").FullName;
        var ran = await Ran.EnglishAsync("serve", "--data", folder, "--mqtt", "127.0.0.1:0", "--urls", $"http://{taken.LocalEndpoint}");
        Directory.Delete(folder, recursive: true);
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.Contains("[serve.address-in-use]", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_has_one_server()
    {
        var folder = new DataFolder(Directory.CreateTempSubdirectory("metrology-lock-").FullName);
        using (var first = folder.TryLock())
        {
            Assert.NotNull(first);
            var ran = await Ran.EnglishAsync("serve", "--data", folder.Path, "--urls", "http://127.0.0.1:0");
            Assert.Equal((1, ""), (ran.Code, ran.Output));
            Assert.Contains("[serve.folder-in-use]", ran.Error, StringComparison.Ordinal);
        }

        folder.TryLock()!.Dispose();
        Directory.Delete(folder.Path, recursive: true);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_said()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-broken-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "metrology.db"), new string('x', 4096));
        var ran = await Ran.EnglishAsync("serve", "--data", folder, "--urls", "http://127.0.0.1:0");
        Directory.Delete(folder, recursive: true);
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.Contains("[storage.unusable]", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_interrupts_a_command_reads_one_line()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var folder = Directory.CreateTempSubdirectory("metrology-interrupted-").FullName;
        var code = await CommandLine.RunAsync(["demo", "--once", "--out", folder], new(output, error, Language.En), new(canceled: true));
        Directory.Delete(folder, recursive: true);
        Assert.Equal(1, code);
        Assert.Contains("[command.interrupted]", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_prints_one_json_object_a_finding()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-doctor-").FullName;
        var (code, output, _) = await Ran.EnglishAsync("doctor", "--json", "--data", folder);
        Directory.Delete(folder, recursive: true);

        var findings = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["runtime", "data", "sqlite", "assets", "font"], findings.Select(finding => finding.GetProperty("id").GetString()).Take(5));
        Assert.Equal(findings.Any(finding => finding.GetProperty("grade").GetString() == "missing") ? 1 : 0, code);
    }

    /// <summary>Whoever looks from somewhere else leaves nothing there.</summary>
    [Fact]
    public async Task Doctor_leaves_nothing_behind()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-doctor-").FullName;
        foreach (var data in new[] { folder, Path.Combine(folder, "not", "there", "yet") })
        {
            var (_, output, _) = await Ran.EnglishAsync("doctor", "--data", data);
            Assert.Contains("ok   data", output, StringComparison.Ordinal);
            Assert.Contains(data == folder ? "can be written" : "not there yet", output, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        }

        Directory.Delete(folder);
    }

    [Fact]
    public async Task Doctor_finds_a_data_folder_that_cannot_be_made()
    {
        var (code, output, _) = await Ran.EnglishAsync("doctor", "--data", "/dev/null/data");
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
}

using System.Diagnostics;
using Metrology.Core.Words;
using Metrology.Web.Host;

namespace Metrology.Web.Tests.Commands;

/// <summary>What is wrong in the environment of a server and in the files of its folder is said at the start, in both languages and in no words of .NET.</summary>
public sealed class StartTests
{
    private const string Good = """
        {
          "instruments": { "pile-1": "key", "load-1": "key" }
        }
        """;

    [Theory]
    [InlineData(Language.Zh)]
    [InlineData(Language.En)]
    public async Task Everything_wrong_in_station_json_is_said_at_once_with_its_place(Language language)
    {
        var content = Good.Replace("\"load-1\": \"key\"", "\"lo/ad\": \"key\", \"station\": \"\"", StringComparison.Ordinal)
            .Replace("\"instruments\"", "\"bogus\": 1,\n  \"benches\": {},\n  \"instruments\"", StringComparison.Ordinal);
        var ran = await ServeAsync(language, content);
        var said = ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        (string Place, string Zh, string En)[] expected =
        [
            ($"{At("1,\n")} bogus: ", "未知的成员", "unknown member"), ($"{At("{},")} benches: ", "检定台登记", "Bench register"),
            ("instruments.lo/ad: ", "主题", "in topics"), ("instruments.station: ", "本程序自己", "this program itself"), ("instruments.station: ", "非空", "not empty"),
        ];
        foreach (var (place, zh, en) in expected)
            Assert.Contains(said, line => line.Contains("station.json:", StringComparison.Ordinal) && line.Contains(place, StringComparison.Ordinal) && line.Contains(language == Language.Zh ? zh : en, StringComparison.Ordinal));
        Assert.Equal(expected.Length, said.Count(line => line.Contains("station.json:", StringComparison.Ordinal)));
        Assert.EndsWith("[command.bad-file]", said[^1], StringComparison.Ordinal);

        // As an editor counts: line and byte of the value, both from 1.
        string At(string value)
        {
            var before = content[..content.IndexOf(value, StringComparison.Ordinal)];
            return $"{before.Count(c => c == '\n') + 1}:{before.Length - before.LastIndexOf('\n')}";
        }
    }

    [Theory]
    [InlineData("""{"instruments":5}""", "1:16 instruments: an object is expected here")]
    [InlineData("{}", "1:1 instruments: this member is missing")]
    [InlineData("""{"bogus":1,"instruments":{}}""", " bogus: unknown member")]
    [InlineData("""{"instruments":{},"instruments":{}}""", "1:19 instruments: this member occurs twice")]
    [InlineData("""{"benches":{"ev":{"referenceLink":"tcp:a:1"}},"instruments":{"a":"k"}}""", "benches: benches and their links are registered on the page")]
    [InlineData("null", "1:1: an object is expected here")]
    public async Task A_wrong_station_json_starts_nothing(string content, params string[] said)
    {
        var ran = await ServeAsync(Language.En, content);
        Assert.All(said, one => Assert.Contains(one, ran.Error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}", "map.form")]
    [InlineData("""{"id":"a","model":"A","sources":[],"confirmed":false,"note":{"zh":"","en":""},"function":3,"wordOrder":"high-word-first","reads":[],"registers":[{"key":"e","name":{"zh":"","en":""},"address":0,"type":"uint32","unit":"furlong","measurand":"energy.active.import"}]}""", "e: unit “furlong”")]
    public async Task A_register_map_of_the_laboratory_that_is_none_starts_nothing(string map, string said)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-maps-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "maps"));
        await File.WriteAllTextAsync(Path.Combine(folder, "maps", "own.json"), map);
        var ran = await Ran.AsAsync(Language.En, "serve", "--data", folder, "--urls", "http://127.0.0.1:0", "--mqtt", "127.0.0.1:0");
        Directory.Delete(folder, recursive: true);
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.Contains("own.json:", ran.Error, StringComparison.Ordinal);
        Assert.Contains(said == "map.form" ? "another form" : said, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotMatch("System\\.|Metrology\\.|LineNumber|BytePosition", ran.Error);
    }

    /// <summary>A server that started would go on until it is stopped: then this test would not end by itself.</summary>
    private static async Task<Ran> ServeAsync(Language language, string station)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-station-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "station.json"), station);
        var ran = await Ran.AsAsync(language, "serve", "--data", folder, "--urls", "http://127.0.0.1:0", "--mqtt", "127.0.0.1:0");
        Directory.Delete(folder, recursive: true);
        Assert.Equal((1, ""), (ran.Code, ran.Output));
        Assert.DoesNotMatch("System|Metrology\\.|\\.NET|LineNumber|BytePosition", ran.Error);
        return ran;
    }

    [Theory]
    [InlineData("junk", null, null, "storage.connection-string")]
    [InlineData("Colour=red;Server=a", null, null, "storage.connection-string")]
    [InlineData("Database=metrology;Password=hunter2", null, null, "storage.connection-string")]
    [InlineData("Server=a;Password=hunter2;Connect Timeout=soon", null, null, "storage.connection-string")]
    [InlineData("Server=a", "abc", null, "storage.setting")]
    [InlineData("Server=a", "0", null, "storage.setting")]
    [InlineData("Server=a", "1", "new", "storage.setting")]
    public void What_the_environment_says_of_the_server_is_checked(string connection, string? batch, string? level, string code)
    {
        var refusal = Databases.ServerFrom(Environment(connection, batch, level)).Refusal!;
        Assert.Equal(code, refusal.Code);
        Assert.Contains("METROLOGY_SQLSERVER", refusal.Text.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal.Text.Zh + refusal.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_says_rightly_is_taken()
    {
        var server = Databases.ServerFrom(Environment("Server=a", "1", "120")).Value!;
        Assert.Equal(("Server=a", 1, 120), (server.ConnectionString, server.MaxBatchSize, server.CompatibilityLevel));
        Assert.Null(Databases.ServerFrom(Environment(null, "abc", null)).Value);
    }

    /// <summary>The real program with an environment of its own, towards a port where nobody listens.</summary>
    [Theory]
    [InlineData("junk", "storage.connection-string")]
    [InlineData("Server=127.0.0.1,1;Database=m;User Id=u;Password=hunter2;Connect Timeout=1;Encrypt=false", "storage.server-unusable")]
    public async Task A_server_that_cannot_be_used_is_not_looked_for_in_the_data_folder(string connection, string code)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-server-").FullName;
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "metrology.dll"), "serve", "--data", folder, "--urls", "http://127.0.0.1:0", "--mqtt", "127.0.0.1:0", "--lang", "en"])
        {
            RedirectStandardError = true,
            Environment = { ["METROLOGY_SQLSERVER"] = connection },
        })!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
        Assert.True(process.ExitCode == 1, error);
        Assert.Contains($"[{code}]", error, StringComparison.Ordinal);
        Assert.Contains("METROLOGY_SQLSERVER", error, StringComparison.Ordinal);
        Assert.DoesNotContain("--data", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error, StringComparison.Ordinal);
    }

    /// <summary>The real program: the trace of an answer finds its line of the log, which is one JSON object.</summary>
    [Fact]
    public async Task A_log_of_json_names_the_trace_that_the_answer_says()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-json-").FullName;
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "metrology.dll"), "serve", "--data", folder, "--urls", "http://127.0.0.1:0", "--mqtt", "127.0.0.1:0", "--lang", "en"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["METROLOGY_LOG_FORMAT"] = "json" },
        })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            string? line;
            while ((line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)) is not null && !line.StartsWith("Address: ", StringComparison.Ordinal))
                continue;
            Assert.True(line is not null, "the server ended");
            using var client = new HttpClient();
            using var said = await client.PostAsync(new Uri(line["Address: ".Length..] + "/api/v1/session"), System.Net.Http.Json.JsonContent.Create(new { userName = "nobody", password = "x" }), TestContext.Current.CancellationToken);
            var trace = System.Text.Json.JsonDocument.Parse(await said.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("traceId").GetString();
            process.Kill();
            var lines = (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(one => System.Text.Json.JsonDocument.Parse(one).RootElement).ToList();
            var found = Assert.Single(lines, one => one.GetProperty("Message").GetString()!.StartsWith("Refused ", StringComparison.Ordinal));
            Assert.Contains(found.GetProperty("Scopes").EnumerateArray(), scope => scope.TryGetProperty("TraceId", out var value) && value.GetString() == trace);
            Assert.Matches(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$", found.GetProperty("Timestamp").GetString());
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Func<string, string?> Environment(string? connection, string? batch, string? level) => name => name switch
    {
        "METROLOGY_SQLSERVER" => connection,
        "METROLOGY_SQLSERVER_MAX_BATCH_SIZE" => batch,
        "METROLOGY_SQLSERVER_COMPATIBILITY_LEVEL" => level,
        _ => null,
    };
}

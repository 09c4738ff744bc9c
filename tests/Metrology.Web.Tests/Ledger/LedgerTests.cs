using System.Text.Json;
using Metrology.App.Certificates;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Web.Host;
using Metrology.Web.Tests.Commands;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Web.Tests.Ledger;

/// <summary>What is in the ledger, the job that audits it, and what the two command lines say of it.</summary>
public sealed class LedgerTests
{
    /// <summary>A new table is a legal record until somebody says here that it is not.</summary>
    [Fact]
    public async Task Every_table_is_in_the_ledger_but_these()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await laboratory.Get<Store>().ReadAsync(db =>
        {
            Assert.Equal(
                ["BulkIssue", "BulkIssueLine", "Delivery", "DisposedMessages", "InstrumentMessage", "JobRun", "LedgerCheckpoint", "LedgerEntry", "LedgerHead", "LedgerPlace", "Notice", "NoticeChoice", "RefusedMessage", "RefusedRequest", "SearchText", "SignInSession", "StandingSpan", "StandingStep", "UnusableRow", "WarningMark"],
                db.Model.GetEntityTypes().Where(type => !LegalRow.IsLegal(type)).Select(LegalRow.KindOf).Order(StringComparer.Ordinal));
            // A column without a property would be no part of the hash.
            Assert.All(db.Model.GetEntityTypes().SelectMany(type => type.GetProperties()), property => Assert.NotNull(property.PropertyInfo));
            return Task.FromResult(true);
        }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_sign_in_that_fails_is_no_legal_record_and_a_new_name_is()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var before = await SizeAsync(laboratory);
        var visitor = laboratory.Visit();
        await visitor.PostAsync("/login", ("userName", "technician"), ("password", "wrong"));
        Assert.Equal(before, await SizeAsync(laboratory));

        var institution = (await laboratory.Get<App.Laboratory.LaboratoryQueries>().InstitutionAsync(CancellationToken.None))!;
        institution.Telephone = "010-0000";
        Assert.Null((await laboratory.Get<App.Laboratory.EditInstitution>().ExecuteAsync(new(0, "", [App.Laboratory.Role.Administrator]) { Because = "测试" }, institution, CancellationToken.None)).Refusal);
        Assert.Equal(before + 1, await SizeAsync(laboratory));
    }

    [Fact]
    public async Task The_job_signs_a_ledger_that_holds_and_refuses_one_that_does_not()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var job = laboratory.Get<CheckLedger>();
        Assert.Contains("agree", (await job.RunAsync(CancellationToken.None)).Value.En, StringComparison.Ordinal);
        var note = Assert.Single(Directory.GetFiles(laboratory.Get<ServeOptions>().Data.Witness, "checkpoint-*.txt"));
        Assert.Contains($"\n{await SizeAsync(laboratory)}\n", await File.ReadAllTextAsync(note), StringComparison.Ordinal);

        await laboratory.SqlAsync("UPDATE Institutions SET NameZh = NameZh || '二'");
        var refused = (await job.RunAsync(CancellationToken.None)).Refusal!;
        Assert.Equal("ledger.broken", refused.Code);
        Assert.Contains("Institution 1", refused.Text.En, StringComparison.Ordinal);
    }

    /// <summary>The list verifies with a foreign program, and every line is the text whose hash the ledger holds last of that row.</summary>
    [Fact]
    public async Task The_export_is_every_legal_row_and_paper_as_files_that_verify()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        await laboratory.Get<TakeCheckpoint>().ExecuteAsync(CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("metrology-export-").FullName;
        try
        {
            var ran = await Ran.EnglishAsync("export", "--data", laboratory.Get<ServeOptions>().Data.Path, "--out", folder);
            Assert.True(ran.Code == 0, ran.Error);
            var sums = await File.ReadAllLinesAsync(Path.Combine(folder, "SHA256SUMS"), TestContext.Current.CancellationToken);
            Assert.Equal(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Length - 1, sums.Length);
            foreach (var line in sums)
                Assert.Equal(line[..64], Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, line[66..])))));
            var last = new Dictionary<string, string>();
            foreach (var words in (await File.ReadAllLinesAsync(Path.Combine(folder, "ledger.txt"))).Select(line => line.Split(' ')).Where(words => words is ["+" or "-", _, _, _] or ["=", _, _, _, _]))
            {
                if (words[0] == "-")
                    last.Remove($"{words[1]} {words[2]}");
                else
                    last[$"{words[1]} {words[2]}"] = words[3];
            }

            foreach (var file in Directory.GetFiles(Path.Combine(folder, "records")))
            {
                foreach (var line in await File.ReadAllLinesAsync(file))
                {
                    var at = line.IndexOf('\t', StringComparison.Ordinal);
                    Assert.True(last.Remove($"{Path.GetFileNameWithoutExtension(file).Replace(ExportRecords.SecretsLeftOut, "", StringComparison.Ordinal)} {line[..at]}", out var known));
                    Assert.DoesNotContain("\"PasswordHash\"", line, StringComparison.Ordinal);
                    if (file.Contains(ExportRecords.SecretsLeftOut, StringComparison.Ordinal))
                        continue;
                    Assert.Equal(known, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(line[(at + 1)..]))));
                }
            }

            Assert.Empty(last);
            // Nothing is written over.
            Assert.Contains("export.not-empty", (await Ran.EnglishAsync("export", "--data", laboratory.Get<ServeOptions>().Data.Path, "--out", folder)).Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_command_says_whether_it_holds_and_what_does_not()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var data = laboratory.Get<ServeOptions>().Data.Path;
        await laboratory.Get<TakeCheckpoint>().ExecuteAsync(CancellationToken.None);
        var ran = await Ran.EnglishAsync("ledger", "verify", "--data", data);
        Assert.Equal(0, ran.Code);
        Assert.Contains("1 signed checkpoints; all agree", ran.Output, StringComparison.Ordinal);

        await laboratory.SqlAsync("UPDATE Institutions SET NameZh = NameZh || '二'");
        ran = await Ran.EnglishAsync("ledger", "verify", "--data", data, "--json");
        var facts = JsonDocument.Parse(ran.Output).RootElement;
        Assert.Equal((1, false, "ledger.row-changed"), (ran.Code, facts.GetProperty("holds").GetBoolean(), facts.GetProperty("findings")[0].GetProperty("code").GetString()));
        Assert.Equal(1, (await Ran.EnglishAsync("ledger", "verify", "--data", data, "--witness", "/no/such/folder")).Code);

        File.Delete(laboratory.Get<ServeOptions>().Data.LedgerKey);
        Assert.Contains("[ledger.no-key]", (await Ran.EnglishAsync("ledger", "verify", "--data", data)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exported_ledger_is_checked_without_the_server()
    {
        await using var laboratory = await Laboratory.StartMeasuredAsync();
        await laboratory.Get<TakeCheckpoint>().ExecuteAsync(CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("metrology-ledger-").FullName;
        Assert.Equal(0, (await Ran.EnglishAsync("ledger", "export", "--data", laboratory.Get<ServeOptions>().Data.Path, "--out", folder)).Code);

        Assert.Equal((0, ""), Verify(folder, out var said));
        Assert.Contains("agrees", said, StringComparison.Ordinal);
        Assert.Contains("was not checked", said, StringComparison.Ordinal);
        Assert.Equal((0, ""), Verify(folder, out said, "--key", Path.Combine(laboratory.Get<ServeOptions>().Data.Witness, "key.pem")));
        Assert.DoesNotContain("was not checked", said, StringComparison.Ordinal);

        var file = Path.Combine(folder, "ledger.txt");
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace("\nindex 3\n", "\nindex 4\n", StringComparison.Ordinal));
        Assert.Equal((1, ""), Verify(folder, out said));
        Assert.Contains("[ledger.entry-missing]", said, StringComparison.Ordinal);
        Assert.Contains("[ledger.rewritten]", said, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, text[..text.LastIndexOf("metrology-ledger", StringComparison.Ordinal)]);
        Assert.Equal((1, ""), Verify(folder, out said));
        Assert.Contains("[ledger.truncated]", said, StringComparison.Ordinal);

        File.Delete(file);
        Assert.Equal(1, Verify(folder, out _).Code);
        Directory.Delete(folder, recursive: true);
    }

    private static (int Code, string Error) Verify(string folder, out string said, params string[] more)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = Metrology.Verify.CommandLine.Run(["ledger", folder, .. more], new(output, error, Core.Words.Language.En));
        said = output.ToString();
        return (code, error.ToString());
    }

    private static Task<long> SizeAsync(Laboratory laboratory) =>
        laboratory.Get<Store>().ReadAsync(async db => (await db.LedgerHeads.SingleAsync()).Size, TestContext.Current.CancellationToken);
}

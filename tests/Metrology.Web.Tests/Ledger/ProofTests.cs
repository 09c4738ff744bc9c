using System.Net;
using System.Text.Json;
using Metrology.App.Certificates;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Ledger;
using Metrology.Core.Words;

namespace Metrology.Web.Tests.Ledger;

/// <summary>What strangers are told of the ledger, and the proof they take home.</summary>
public sealed class ProofTests
{
    [Fact]
    public async Task A_certificate_is_in_the_ledger_at_once_and_proven_with_the_next_checkpoint()
    {
        var (laboratory, certificate) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        var (stranger, technician) = (laboratory.Visit(), await laboratory.SignInAsync(Role.Technician));
        var check = $"/check/{certificate.Number}?code={certificate.CheckCode}";
        Assert.Contains("尚未签署检查点", await stranger.ReadAsync(check), StringComparison.Ordinal);
        Assert.Contains("尚未签署检查点", await technician.ReadAsync($"/certificates/{certificate.Number}"), StringComparison.Ordinal);
        var early = await technician.GetAsync($"/api/v1/certificates/{certificate.Number}/proof");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "proof.not-yet"), (early.StatusCode, (await JsonAsync(early)).GetProperty("code").GetString()));

        var size = await laboratory.Get<TakeCheckpoint>().ExecuteAsync(CancellationToken.None);
        foreach (var (language, words) in new[] { ("zh", $"共 {size} 条；检查点签署于"), ("en", $"of {size}; checkpoint signed at") })
        {
            stranger.AcceptLanguage = technician.AcceptLanguage = language;
            Assert.Contains(words, await stranger.ReadAsync(check), StringComparison.Ordinal);
            Assert.Contains(words, await technician.ReadAsync($"/certificates/{certificate.Number}"), StringComparison.Ordinal);
        }

        Assert.Equal(("proven", size), OfLedger(await JsonAsync(await stranger.GetAsync($"/api/v1{check}"))));
        Assert.Equal(("proven", size), OfLedger(await JsonAsync(await technician.GetAsync($"/api/v1/certificates/{certificate.Number}"))));

        static (string?, long) OfLedger(JsonElement facts) => (facts.GetProperty("ledger").GetProperty("word").GetString(), facts.GetProperty("ledger").GetProperty("size").GetInt64());
    }

    [Fact]
    public async Task The_proof_is_the_same_for_everybody_and_for_ever_and_checks_without_the_server()
    {
        var (laboratory, certificate) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        await laboratory.Get<TakeCheckpoint>().ExecuteAsync(CancellationToken.None);
        var (stranger, technician) = (laboratory.Visit(), await laboratory.SignInAsync(Role.Technician));
        var proof = await stranger.ReadRawAsync($"/check/{certificate.Number}/proof?code={certificate.CheckCode}");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/check/{certificate.Number}/proof?code=AAAAAAAAAAAAAAAA")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/check/{certificate.Number}/proof")).StatusCode);
        await CertificateTests.IssueInAsync(laboratory, "SIM-EV-0002");
        await laboratory.Get<TakeCheckpoint>().ExecuteAsync(CancellationToken.None);
        foreach (var path in new[] { $"/certificates/{certificate.Number}/proof", $"/api/v1/certificates/{certificate.Number}/proof", $"/api/v1/check/{certificate.Number}/proof?code={certificate.CheckCode}" })
            Assert.Equal(proof, await technician.ReadRawAsync(path));
        // Who holds the paper learns no more from its proof.
        Assert.DoesNotContain("示例充电运营有限公司", LedgerProof.Parse(proof).Value.Row, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", LedgerProof.Parse(proof).Value.Row.Replace("\\u0000", "", StringComparison.Ordinal).Split("\"Signature\"")[0], StringComparison.Ordinal);

        var folder = Directory.CreateTempSubdirectory("metrology-proof-").FullName;
        string In(string name) => Path.Combine(folder, name);
        await File.WriteAllBytesAsync(In("c.pdf"), certificate.Pdf);
        await File.WriteAllTextAsync(In("proof.txt"), proof);
        await File.WriteAllTextAsync(In("key.pem"), await stranger.ReadRawAsync("/ledger/key"));
        Assert.Equal(await stranger.ReadRawAsync("/ledger/key"), await stranger.ReadRawAsync("/api/v1/ledger/key"));
        await File.WriteAllBytesAsync(In("bundle.zip"), await (await technician.GetAsync($"/verifications/{certificate.VerificationId}/bundle.zip")).Content.ReadAsByteArrayAsync());
        Assert.Equal(0, Check(In("c.pdf"), "--proof", In("proof.txt"), "--ledger-key", In("key.pem")));
        Assert.Equal(0, Check(In("c.pdf"), "--bundle", In("bundle.zip"), "--ledger-key", In("key.pem")));
        await File.WriteAllTextAsync(In("proof.txt"), proof.Replace(certificate.PdfHash, new string('0', 64), StringComparison.Ordinal));
        Assert.Equal(1, Check(In("c.pdf"), "--proof", In("proof.txt"), "--ledger-key", In("key.pem")));
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("UPDATE Certificates SET Number = 'MN-JD-2026-00001', PdfHash = '0000'")]
    [InlineData("UPDATE Certificates SET Pdf = x'00'")]
    [InlineData("UPDATE Certificates SET LedgerIndex = NULL")]
    [InlineData("UPDATE Certificates SET LedgerIndex = 0")]
    [InlineData("UPDATE LedgerEntries SET LeafHash = zeroblob(32) WHERE \"Index\" = 2")]
    [InlineData("DELETE FROM LedgerEntries WHERE \"Index\" = 2")]
    [InlineData("DELETE FROM LedgerEntries WHERE \"Index\" = (SELECT LedgerIndex FROM Certificates)")]
    [InlineData("UPDATE LedgerCheckpoints SET Note = replace(Note, 'time 2', 'time 3')")]
    public async Task What_was_changed_behind_the_product_is_said_and_no_proof_is_given(string attack)
    {
        var (laboratory, certificate) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        await laboratory.Get<TakeCheckpoint>().ExecuteAsync(CancellationToken.None);
        await laboratory.SqlAsync(attack);
        var stranger = laboratory.Visit();
        var answer = await stranger.GetAsync($"/check/{certificate.Number}?code={certificate.CheckCode}");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("台账与这份证书的记录不符", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await stranger.GetAsync($"/api/v1/check/{certificate.Number}?code={certificate.CheckCode}")).StatusCode);
        var technician = await laboratory.SignInAsync(Role.Technician);
        Assert.Contains((await JsonAsync(await technician.GetAsync($"/api/v1/certificates/{certificate.Number}/proof"))).GetProperty("code").GetString(), new[] { "proof.damaged", "certificate.not-found" });
    }

    [Fact]
    public async Task The_paper_says_where_the_ledger_stood_before_it()
    {
        var (laboratory, certificate) = await CertificateTests.IssueAsync();
        await using var open = laboratory;
        await laboratory.Get<TakeCheckpoint>().ExecuteAsync(CancellationToken.None);
        var standing = (await laboratory.Get<CertificateProofs>().StandingAsync(certificate.Number, CancellationToken.None))!;
        var printed = certificate.Document.Ledger!;
        Assert.Equal(standing.Entry - 1, printed.Size);
        Assert.StartsWith(printed.Origin + "\n", standing.Proof!.Checkpoint, StringComparison.Ordinal);
        Assert.Contains(Phrases.Ledger(printed).In(Language.Zh), await (await laboratory.SignInAsync(Role.Technician)).ReadAsync($"/certificates/{certificate.Number}"), StringComparison.Ordinal);
        // The root that is printed is the one that the ledger had.
        var folder = Directory.CreateTempSubdirectory("metrology-ledger-").FullName;
        await using (var file = File.Create(Path.Combine(folder, "ledger.txt")))
            await new ExportLedger(laboratory.Get<Store>()).ExecuteAsync(file, CancellationToken.None);
        var entries = (await File.ReadAllTextAsync(Path.Combine(folder, "ledger.txt"))).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var leaves = entries.Take((int)printed.Size).Select(entry => MerkleTree.LeafHash(System.Text.Encoding.UTF8.GetBytes(entry.TrimEnd('\n') + "\n"))).ToArray();
        Assert.Equal(printed.Root, Convert.ToHexStringLower(MerkleTree.Root(leaves)));
        Directory.Delete(folder, recursive: true);
    }

    private static int Check(params string[] more)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = Metrology.Verify.CommandLine.Run(["check", .. more], new(output, error, Language.En));
        TestContext.Current.TestOutputHelper?.WriteLine(output + error.ToString());
        return code;
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
}

using System.Security.Cryptography;
using System.Text.Json;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.Verify.Tests;

/// <summary>check with a proof of the ledger: from the file to the signed checkpoint, and what a forger may try.</summary>
public sealed class LedgerProofTests : IDisposable
{
    private const string Number = "MN-JD-2026-00001";

    private static readonly SampleLedger Ledger = new();
    private static readonly string Proof = Ledger.Of(SampleCertificate.Signed, Number).ToString();

    private readonly string folder = Directory.CreateTempSubdirectory("metrology-proof-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_certificate_is_found_in_the_ledger_by_its_file_and_by_a_bundle_that_holds_the_proof()
    {
        var (code, output) = Check("en", "--proof", Write("proof.txt", Proof), "--ledger-key", Key(Ledger.Key));
        Assert.Equal(0, code);
        Assert.Contains("in the ledger: entry 7 of 11, checkpoint 2026-08-22 03:00Z", output, StringComparison.Ordinal);
        Assert.DoesNotContain("not checked)", output.Replace("(trust not checked)", "", StringComparison.Ordinal), StringComparison.Ordinal);

        var zip = Path.Combine(folder, "bundle.zip");
        File.WriteAllBytes(zip, (SampleRecord.Bundle() with { Proofs = [new(Number, Ledger.Of(SampleCertificate.Signed, Number)), new("OTHER", Ledger.Of([1], "OTHER"))] }).ToZip());
        (code, output) = Check("zh", "--bundle", zip, "--ledger-key", Key(Ledger.Key));
        Assert.Equal(0, code);
        Assert.Contains("由记录重新计算一致", output, StringComparison.Ordinal);
        Assert.Contains("在台账中：第 7 条，共 11 条", output, StringComparison.Ordinal);
        Assert.Equal(0, Run("recompute", zip).Code);
    }

    [Fact]
    public void Without_the_key_it_says_that_nobody_vouches_for_the_checkpoint()
    {
        var (code, output) = Check("en", "--proof", Write("proof.txt", Proof));
        Assert.Equal(0, code);
        Assert.Contains("(signature of the checkpoint not checked)", output, StringComparison.Ordinal);
        using var facts = JsonDocument.Parse(Check("en", "--json", "--proof", Write("proof.txt", Proof)).Output);
        Assert.Equal(JsonValueKind.Null, facts.RootElement.GetProperty("ledger").GetProperty("isSigned").ValueKind);
        Assert.Contains(facts.RootElement.GetProperty("findings").EnumerateArray(), one => one.GetProperty("code").GetString() == "proof.key-not-given" && !one.GetProperty("isBroken").GetBoolean());
    }

    [Fact]
    public void Each_forgery_is_named()
    {
        var own = Ledger.Of(SampleCertificate.Signed, Number);
        byte[] Other(byte[] hash) => [(byte)(hash[0] ^ 1), .. hash[1..]];
        Broken("proof.other-certificate", Ledger.Of(SampleCertificate.Signed, "MN-JD-2026-00002").ToString());
        Broken("proof.other-file", Ledger.Of(SampleCertificate.Unsigned, Number).ToString());
        Broken("proof.row-changed", (own with { Row = own.Row.Replace("\"3\"", "\"3\" ", StringComparison.Ordinal) }).ToString());
        for (var i = 0; i < own.Path.Count; i++)
            Broken("proof.not-included", (own with { Path = [.. own.Path.Select((hash, at) => at == i ? Other(hash) : hash)] }).ToString());
        Broken("proof.checkpoint-unsigned", new SampleLedger().Of(SampleCertificate.Signed, Number).ToString());
        Broken("proof.unreadable", Proof[..^20]);
        Broken("proof.unreadable", Proof[..(Proof.Length / 2)]);
        Broken("proof.unreadable", "");
        Broken("proof.missing", null);

        void Broken(string code, string? proof)
        {
            var more = proof is null ? [] : new[] { "--proof", Write("proof.txt", proof) };
            foreach (var language in new[] { "zh", "en" })
            {
                var (exit, output) = Check(language, [.. more, "--ledger-key", Key(Ledger.Key)]);
                Assert.Equal(1, exit);
                Assert.Contains($"[{code}]", output, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("--proof", "no-such-file", "file.unreadable")]
    [InlineData("--ledger-key", "no-such-file", "ledger-key.unreadable")]
    public void A_file_that_is_not_there_is_named(string option, string file, string code)
    {
        var (exit, output) = Check("en", option, file);
        Assert.Equal(1, exit);
        Assert.Contains($"[{code}]", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bundle_with_a_broken_proof_or_two_of_one_name_is_refused()
    {
        var good = SampleRecord.Bundle() with { Proofs = [new(Number, Ledger.Of(SampleCertificate.Signed, Number))] };
        Assert.Equal(good.Proofs[0].Proof.ToString(), RecordBundle.Read(good.ToZip()).Value.Proofs.Single().Proof.ToString());
        Assert.Equal("bundle.part-twice", RecordBundle.Read((good with { Proofs = [.. good.Proofs, .. good.Proofs] }).ToZip()).Refusal?.Code);
        Assert.Equal("proof.unreadable", RecordBundle.Read((good with { Proofs = [good.Proofs[0] with { Proof = good.Proofs[0].Proof with { Checkpoint = "x" } }] }).ToZip()).Refusal?.Code);
    }

    private (int Code, string Output) Check(string language, params string[] more)
    {
        var file = Path.Combine(folder, "certificate.pdf");
        File.WriteAllBytes(file, SampleCertificate.Signed);
        return Run(["check", file, "--lang", language, .. more]);
    }

    private string Key(ECDsa key) => Write("key.pem", key.ExportSubjectPublicKeyInfoPem());

    private string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(folder, name), text);
        return Path.Combine(folder, name);
    }

    private static (int Code, string Output) Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = CommandLine.Run(args, new Terminal(output, error, args.Contains("zh") ? Language.Zh : Language.En));
        return (code, output.ToString());
    }
}

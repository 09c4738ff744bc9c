using System.IO.Compression;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Testing;
using Metrology.Verify.Checking;

namespace Metrology.Verify.Tests;

/// <summary>A signed bundle is its signer's from the first byte to the last.</summary>
public sealed class BundleSignatureTests : IDisposable
{
    private static readonly RecordBundle Good = SampleBundle.Signed;
    private static readonly X509Certificate2 Own = BundleReading.Of(Good.Load().Content!, []).Signing.Signer!;

    private readonly string folder = Directory.CreateTempSubdirectory("metrology-bundle-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Recompute_says_who_signed_and_whether_he_is_trusted()
    {
        var trust = Write("trust.pem", Encoding.ASCII.GetBytes(Own.ExportCertificatePem()));
        var (code, json) = Run("recompute", Write("bundle.zip", Good.ToZip()), "--trust", trust, "--json");
        Assert.Equal(0, code);
        var signature = json.GetProperty("signature");
        Assert.Equal((Own.Subject, true, SampleCertificate.SignedAt), (signature.GetProperty("subject").GetString(), signature.GetProperty("isTrusted").GetBoolean(), signature.GetProperty("claimedTime").GetDateTimeOffset()));
        Assert.Equal("MN-JD-2026-00001", json.GetProperty("dccRebuilt")[0].GetString());

        using var stranger = SampleCertificate.NewKey();
        var other = Write("other.zip", Good.SignedBy(stranger).ToZip());
        Assert.Equal((1, "bundle-signature.not-trusted"), CodeOf(Run("recompute", other, "--trust", trust, "--json")));
        // Without anybody to trust it says so, and that the certificate is signed by another.
        var (untold, told) = Run("recompute", other, "--json");
        Assert.Equal(0, untold);
        Assert.Contains(told.GetProperty("findings").EnumerateArray(), one => one.GetProperty("code").GetString() == "bundle-signature.different-signers");
    }

    [Fact]
    public void What_was_forged_is_named_by_its_code()
    {
        using var stranger = SampleCertificate.NewKey();
        var manifest = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Good.Manifest).Replace("Metrology", "Metr0logy", StringComparison.Ordinal));
        var value = (byte[])Good.Signature!.Clone();
        value[^1] ^= 1;
        (RecordBundle Bundle, string Code)[] forgeries =
        [
            (Good with { Manifest = manifest }, "bundle-signature.content-changed"),
            (Good.WithManifest(null) with { Signature = Good.Signature }, "bundle-signature.content-changed"),
            (Good with { Signature = null }, "bundle-signature.removed"),
            (Good with { Signature = value }, "bundle-signature.value-wrong"),
            (Good with { Signature = [1, 2, 3] }, "bundle-signature.unreadable"),
            (Good with { Signature = stranger.SignManifest(Good.Manifest, SampleCertificate.SignedAt).Value }, "bundle-signature.other-key"),
            (Good.With(one => one with { Customer = one.Customer with { Name = "别的公司" } }), "bundle.differs"),
            (Good with { Procedure = [.. Good.Procedure, (byte)'\n'] }, "bundle.differs"),
        ];
        foreach (var (bundle, code) in forgeries)
            Assert.Equal((1, code), CodeOf(Run("recompute", Write("bundle.zip", bundle.ToZip()), "--json")));
        // Part and manifest forged together: the part agrees with the manifest, and the signature does not.
        var whole = Good.With(one => one with { CheckCode = "X" });
        Assert.Equal("bundle-signature.content-changed", CodeOf(Run("recompute", Write("bundle.zip", (whole.WithManifest(null) with { Signature = Good.Signature }).ToZip()), "--json")).Said);
    }

    [Fact]
    public void Without_a_key_the_bundle_says_so_and_nobody_is_believed()
    {
        var file = Write("bundle.zip", SampleBundle.Unsigned.ToZip());
        var (code, json) = Run("recompute", file, "--json");
        Assert.Equal((0, JsonValueKind.Null), (code, json.GetProperty("signature").ValueKind));
        Assert.Contains("signing.no-key", json.GetProperty("findings")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, "bundle-signature.missing"), CodeOf(Run("recompute", file, "--trust", Write("trust.pem", Encoding.ASCII.GetBytes(Own.ExportCertificatePem())), "--json")));
    }

    [Fact]
    public void Check_follows_the_bundle_to_the_very_file()
    {
        var (pdf, bundle) = (Write("certificate.pdf", SampleCertificate.Signed), Write("bundle.zip", Good.ToZip()));
        var (code, json) = Run("check", pdf, "--bundle", bundle, "--json");
        Assert.Equal((null, true, Own.Subject), (json.GetProperty("code").GetString(), json.GetProperty("isRebuilt").GetBoolean(), json.GetProperty("bundleSigner").GetString()));
        Assert.Equal(0, code);

        // The same certificate signed once more is another file.
        var again = SampleCertificate.Bind(SampleCertificate.Document, SampleCertificate.Key, SampleCertificate.Key.SignDcc(SampleCertificate.Xml(SampleCertificate.Document), SampleCertificate.SignedAt.AddDays(1)).Value);
        Assert.Equal((1, "bundle.other-dcc"), CodeOf(Run("check", Write("again.pdf", again), "--bundle", bundle, "--json")));
        Assert.Equal((1, "bundle.other-file"), CodeOf(Run("check", Write("more.pdf", SampleCertificate.Key.SignPdf(SampleCertificate.Signed, SampleCertificate.SignedAt).Value), "--bundle", bundle, "--json")));
        Assert.Equal((1, "bundle-signature.removed"), CodeOf(Run("check", pdf, "--bundle", Write("removed.zip", (Good with { Signature = null }).ToZip()), "--json")));
    }

    /// <summary>The rule of docs/formats/certificate-file.md, which the HTML page has too.</summary>
    [Fact]
    public void Keys_that_every_reader_has_are_judged_and_others_are_refused()
    {
        Assert.SkipWhen(ForeignProgram.Missing("openssl") is not null, ForeignProgram.Missing("openssl") ?? "");
        Assert.All(SampleKeys.Bundles, one => Assert.Equal((one.Name, one.Code), (one.Name, CodeOf(Run("recompute", Write("key.zip", one.Zip), "--json")).Said)));
    }

    /// <summary>OpenSSL knows nothing of us.</summary>
    [Fact]
    public void OpenSsl_verifies_the_signature_over_the_manifest()
    {
        Assert.SkipWhen(ForeignProgram.Missing("openssl") is not null, ForeignProgram.Missing("openssl") ?? "");
        var (signature, manifest, certificate) = (Write("signature.p7s", Good.Signature!), Write("manifest.json", Good.Manifest), Write("own.pem", Encoding.ASCII.GetBytes(Own.ExportCertificatePem())));
        string[] arguments = ["cms", "-verify", "-binary", "-inform", "DER", "-in", signature, "-content", manifest, "-CAfile", certificate, "-partial_chain", "-purpose", "any", "-no_check_time", "-out", "/dev/null"];
        Assert.Equal(0, ForeignProgram.Run("openssl", arguments).ExitCode);
        Write("manifest.json", [.. Good.Manifest, (byte)' ']);
        Assert.NotEqual(0, ForeignProgram.Run("openssl", arguments).ExitCode);
    }

    [Fact]
    public void No_byte_outside_of_the_parts_can_be_changed()
    {
        var zip = Good.ToZip();
        Assert.False(RecordBundle.Read(zip).IsRefused);
        byte[][] others = [[.. zip, 0], [0, .. zip], [.. zip, .. zip], [.. "PK"u8, .. zip]];
        Assert.All(others, other => Assert.Contains(RecordBundle.Read(other).Refusal!.Code, new[] { "bundle.container", "bundle.unreadable" }));
        // Every byte of the headers, and a sample of the others.
        for (var i = 0; i < zip.Length; i += i < 400 || i > zip.Length - 1200 ? 1 : 97)
        {
            var changed = (byte[])zip.Clone();
            changed[i] ^= 0x41;
            var read = RecordBundle.Read(changed);
            // A part may be packed otherwise, and is the same part then.
            Assert.True(read.IsRefused || !IsGood(read.Value) || read.Value.ToZip().AsSpan().SequenceEqual(zip), $"byte {i}");
        }
    }

    /// <summary>Bytes behind the end of a deflated part belong to nothing, and a directory may name them as part of it.</summary>
    [Fact]
    public void Bytes_hidden_behind_a_packed_part_are_refused()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in new[] { ("manifest.json", Good.Manifest), ("record.json", Good.Record), ("procedure.json", Good.Procedure), ("evaluation.json", Good.Evaluation) })
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        // Right in every part, and not as this program writes it: another day, no flag.
        Assert.Equal("bundle.container", RecordBundle.Read(stream.ToArray()).Refusal!.Code);
        Assert.Equal("bundle.container", RecordBundle.Read(Hidden(Good.ToZip())).Refusal!.Code);
    }

    /// <summary>One byte more within the first part, and every length and offset as it must then be.</summary>
    private static byte[] Hidden(byte[] zip)
    {
        var (packed, name) = (BitConverter.ToInt32(zip, 18), BitConverter.ToUInt16(zip, 26));
        var end = 30 + name + packed;
        byte[] file = [.. zip[..end], 0x55, .. zip[end..]];
        Add(file, 18, 1);
        var last = file.Length - 22;
        Add(file, last + 16, 1);
        var at = BitConverter.ToInt32(file, last + 16);
        Add(file, at + 20, 1);
        for (var i = 0; i < BitConverter.ToUInt16(file, last + 10); i++)
        {
            if (i > 0)
                Add(file, at + 42, 1);
            at += 46 + BitConverter.ToUInt16(file, at + 28);
        }

        return file;

        static void Add(byte[] bytes, int at, int more) => BitConverter.TryWriteBytes(bytes.AsSpan(at), BitConverter.ToInt32(bytes, at) + more);
    }

    private static bool IsGood(RecordBundle bundle) =>
        bundle.Load().Content is { } content && BundleReading.Of(content, [Own]) is { Agrees: true } && bundle.Certificates.Count == 1;

    private static (int Code, string? Said) CodeOf((int Code, JsonElement Json) answer) => (answer.Code, answer.Json.GetProperty("code").GetString());

    private string Write(string name, byte[] bytes)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    private static (int Code, JsonElement Json) Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = CommandLine.Run(args, new Terminal(output, error, Language.En));
        return (code, JsonDocument.Parse(output.ToString()).RootElement.Clone());
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Metrology.App.Certificates;
using Metrology.App.Tests.Support;
using Metrology.App.Verifications;
using Metrology.Core.Certificates;
using Metrology.Documents.Sealing;
using Metrology.Pdf.Reading;
using Metrology.Pdf.Signing;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Tests.Certificates;

/// <summary>A second signature by a seal service, over HTTP and by files; and services that give back something else.</summary>
public sealed class SealTests : IDisposable
{
    private const string Name = "示例签章服务";

    private static readonly PfxSigner Sealer = MakeSealer();

    private readonly string folder = Directory.CreateTempSubdirectory("metrology-seal-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_service_over_HTTP_adds_its_signature_to_ours()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        using var server = new HttpPeer(pdf => Task.FromResult<(int, string, byte[])?>((200, "application/pdf", Sealed(pdf))));
        await SealedAsync(laboratory, id, new HttpSealService(Name, server.Address));
    }

    [Fact]
    public async Task A_service_that_exchanges_files_does_the_same_and_leaves_nothing_behind()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        var (outgoing, incoming) = (Directory.CreateDirectory(Path.Combine(folder, FolderSealService.Outgoing)), Directory.CreateDirectory(Path.Combine(folder, FolderSealService.Incoming)));
        using var watcher = new FileSystemWatcher(outgoing.FullName, "*.pdf");
        watcher.Renamed += (_, given) =>
        {
            var answer = Path.Combine(incoming.FullName, given.Name!);
            File.WriteAllBytes(answer + ".part", Sealed(File.ReadAllBytes(given.FullPath)));
            File.Move(answer + ".part", answer);
        };
        watcher.EnableRaisingEvents = true;
        await SealedAsync(laboratory, id, new FolderSealService(Name, folder));
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    /// <summary>The usual seal: a ring over the place that the cover leaves for it.</summary>
    [Fact]
    public async Task A_service_that_draws_its_seal_is_taken()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        using var server = new HttpPeer(pdf => Task.FromResult<(int, string, byte[])?>((200, "application/pdf", Drawn(pdf, 119))));
        await SealedAsync(laboratory, id, new HttpSealService(Name, server.Address));
    }

    public static TheoryData<string, string> Lies => new()
    {
        { "drawn-large", "seal.not-sealed" },
        { "error", "seal.unreachable" },
        { "page", "seal.unreachable" },
        { "silent", "seal.unreachable" },
        { "huge", "seal.too-large" },
        { "same", "seal.not-sealed" },
        { "junk", "seal.not-sealed" },
        { "rewritten", "seal.changed-file" },
        { "short", "seal.changed-file" },
        { "twice", "seal.not-sealed" },
        { "spoiled", "seal.not-sealed" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task What_is_not_the_file_with_one_good_signature_more_issues_nothing(string lie, string code)
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        using var server = new HttpPeer(pdf => Task.FromResult<(int, string, byte[])?>(lie switch
        {
            "error" => (503, "application/pdf", []),
            "page" => (200, "text/html", StampAuthority.Text("<html>")),
            "silent" => null,
            "huge" => (200, "application/pdf", new byte[pdf.Length + (3 << 20)]),
            "same" => (200, "application/pdf", pdf),
            "junk" => (200, "application/pdf", [.. pdf, .. StampAuthority.Text("junk")]),
            "rewritten" => (200, "application/pdf", Sealed(Spoiled(pdf))),
            "short" => (200, "application/pdf", pdf[..100]),
            "drawn-large" => (200, "application/pdf", Drawn(pdf, 200)),
            "twice" => (200, "application/pdf", Sealed(Sealed(pdf))),
            _ => (200, "application/pdf", Spoiled(Sealed(pdf))),
        }));
        using var service = new HttpSealService(Name, server.Address, lie == "silent" ? TimeSpan.FromMilliseconds(300) : null);
        await RefusedAsync(laboratory, id, code, service);
    }

    [Fact]
    public async Task A_folder_into_which_nobody_looks_issues_nothing()
    {
        var (laboratory, id) = await Support.Laboratory.OpenWithApprovedAsync();
        await using var open = laboratory;
        await RefusedAsync(laboratory, id, "seal.unreachable", new FolderSealService(Name, folder, TimeSpan.FromMilliseconds(300)));
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    private static async Task SealedAsync(Support.Laboratory laboratory, Guid id, ISealService service)
    {
        var issued = (await TimeStampTests.Issue(laboratory, new NoTimeStamps(), service).ExecuteAsync(laboratory.People.Approver, id, default)).Value;
        var kept = (await laboratory.The<CertificateQueries>().FindAsync(issued.Number, default))!;
        Assert.Equal((Name, Sealer.Chain[0].Subject), (kept.Seal!.Service, kept.Seal.Subject));
        var signatures = PdfReader.Open(kept.Pdf).Signatures;
        Assert.Equal([kept.Signature!.Subject, Sealer.Chain[0].Subject], signatures.Select(one => one.Certificate!.Subject));
        Assert.All(signatures, signature => Assert.True(signature.IsGood));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(kept.Pdf)), kept.PdfHash);
    }

    private static async Task RefusedAsync(Support.Laboratory laboratory, Guid id, string code, ISealService service)
    {
        var refusal = (await TimeStampTests.Issue(laboratory, new NoTimeStamps(), service).ExecuteAsync(laboratory.People.Approver, id, default)).Refusal;
        Assert.Equal(code, refusal?.Code);
        Assert.NotEqual(refusal!.Text.Zh, refusal.Text.En);
        Assert.Equal((0, VerificationState.Approved), (await laboratory.AskAsync(db => db.Certificates.CountAsync()), await laboratory.StateAsync(id)));
    }

    private static byte[] Sealed(byte[] pdf) => PdfSigning.Sign(pdf, new(DateTimeOffset.UtcNow) { Reason = "签章" }, Sealer);

    private static byte[] Drawn(byte[] pdf, double side) => PdfSigning.Sign(pdf, new(DateTimeOffset.UtcNow)
    {
        Appearance = new(250, 150, side, side, StampAuthority.Text(FormattableString.Invariant($"0.8 0 0 RG 3 w 3 3 {side - 6} {side - 6} re S"))),
    }, Sealer);

    /// <summary>One digit of the last signature's time is another.</summary>
    private static byte[] Spoiled(byte[] pdf)
    {
        pdf[pdf.AsSpan().LastIndexOf("/M("u8) + 8] ^= 1;
        return pdf;
    }

    private static PfxSigner MakeSealer()
    {
        var request = new CertificateRequest("CN=示例签章", RSA.Create(2048), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, critical: true));
        return PfxSigner.Of(request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-1), DateTimeOffset.UtcNow.AddYears(5)), []);
    }
}

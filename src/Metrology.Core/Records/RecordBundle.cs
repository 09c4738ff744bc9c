using System.IO.Compression;
using Metrology.Core.Files;
using Metrology.Core.Ledger;
using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Core.Records;

/// <summary>A record with everything that is needed to compute it again, as one ZIP file: the same parts always give the same bytes.</summary>
/// <param name="Record">record.json, see <see cref="RecordDocument"/>.</param>
/// <param name="Procedure">procedure.json, the procedure file byte for byte.</param>
/// <param name="Evaluation">evaluation.json, see <see cref="EvaluationJson"/>.</param>
/// <param name="Manifest">manifest.json, see <see cref="RecordManifest"/>.</param>
public sealed record RecordBundle(byte[] Record, byte[] Procedure, byte[] Evaluation, byte[] Manifest)
{
    public const string RecordName = "record.json";
    public const string ProcedureName = "procedure.json";
    public const string EvaluationName = "evaluation.json";
    public const string ManifestName = "manifest.json";

    public const string SignatureName = "signature.p7s";

    /// <summary>Whatever was issued of the record when it was exported.</summary>
    public IReadOnlyList<BundledCertificate> Certificates { get; init; } = [];

    /// <summary>A detached CMS signature over the manifest; null where nobody signed.</summary>
    public byte[]? Signature { get; init; }

    /// <summary>Proofs of the ledger for what was issued of the record. They prove themselves and stand in no manifest.</summary>
    public IReadOnlyList<BundledProof> Proofs { get; init; } = [];

    /// <summary>Largest file that is opened, bytes.</summary>
    public const int LargestFile = 64 * 1024 * 1024;

    /// <summary>Largest part after decompression, bytes; whatever the entry claims, no more is ever read.</summary>
    public const int LargestPart = RecordDocument.LargestFile;

    /// <summary>Of a signature with its chain, bytes.</summary>
    private const int LargestSignature = 256 * 1024;

    private const int MostParts = 5 + (3 * BundledCertificate.Most);

    private static readonly string[] Names = [ManifestName, RecordName, ProcedureName, EvaluationName];

    /// <summary>The bundle of a record and its procedure file, with the evaluation that the record holds and what was issued.</summary>
    /// <param name="signer">Whose signature over the manifest will be added; null is nobody, for want of a key.</param>
    public static RecordBundle Of(
        RecordDocument record, ReadOnlyMemory<byte> procedure, byte[] evaluation, IReadOnlyList<BundledCertificate>? certificates = null, BundleSigner? signer = null) =>
        new RecordBundle(record.ToBytes(), procedure.ToArray(), evaluation, []) { Certificates = certificates ?? [] }.WithManifest(signer);

    /// <summary>The same parts with their manifest written anew, and no signature.</summary>
    public RecordBundle WithManifest(BundleSigner? signer) => this with { Manifest = RecordManifest.Of(Listed(), signer).ToBytes(), Signature = null };

    public byte[] ToZip() => BundleContainer.Write(
    [
        (ManifestName, Manifest),
        .. Signature is null ? Array.Empty<(string, byte[])>() : [(SignatureName, Signature)],
        .. Listed(),
        .. Proofs.Select(proof => (proof.Name, proof.ToBytes())),
    ]);

    /// <summary>The parts that stand in the manifest, record, procedure and evaluation first.</summary>
    internal IReadOnlyList<(string Name, byte[] Bytes)> Listed() =>
        [(RecordName, Record), (ProcedureName, Procedure), (EvaluationName, Evaluation), .. Certificates.SelectMany(one => one.Parts())];

    /// <summary>The parts of a file, or why it is no bundle. Nothing is written anywhere, and no more than the bounds is ever unpacked.</summary>
    public static Outcome<RecordBundle> Read(byte[] file)
    {
        if (file.Length > LargestFile)
            return Refused("bundle.too-large", $"文件超过 {LargestFile} 字节", $"the file is larger than {LargestFile} bytes");
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            // Only known names are looked at; a path that leads elsewhere is simply not one of them.
            if (zip.Entries.FirstOrDefault(entry => !IsName(entry.FullName)) is { } unknown)
                return Refused("bundle.unknown-part", $"含有未知的文件「{Shown(unknown.FullName)}」", $"it holds an unknown part “{Shown(unknown.FullName)}”");
            if (zip.Entries.Select(entry => entry.FullName).Distinct().Count() < zip.Entries.Count)
                return Refused("bundle.part-twice", "同一文件出现两次", "a part occurs twice");
            if (Names.FirstOrDefault(name => zip.GetEntry(name) is null) is { } missing)
                return Refused("bundle.part-missing", $"缺少 {missing}", $"{missing} is missing");
            if (zip.Entries.Count > MostParts)
                return Refused("bundle.too-many-parts", $"多于 {MostParts} 个文件", $"it holds more than {MostParts} parts");
            var parts = new Dictionary<string, byte[]>();
            var left = 2L * LargestPart;
            foreach (var entry in zip.Entries)
            {
                var largest = LargestOf(entry.FullName);
                if (Unpack(entry, (int)Math.Min(largest, left)) is not { } bytes)
                    return Refused("bundle.part-too-large", $"{Shown(entry.FullName)} 解压后超过 {largest} 字节", $"{Shown(entry.FullName)} unpacks to more than {largest} bytes");
                left -= bytes.Length;
                parts[entry.FullName] = bytes;
            }

            return BundleContainer.IsExactly(file, parts)
                ? Of(parts)
                : Refused("bundle.container", "ZIP 中有不属于任何文件的内容，或不是按原样导出的", "its ZIP holds something that belongs to no part, or is not as it was exported");
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException or EndOfStreamException or IOException)
        {
            return Refused("bundle.unreadable", "不是可读的 ZIP 文件", "it is no readable ZIP file");
        }
    }

    private static Outcome<RecordBundle> Of(Dictionary<string, byte[]> parts)
    {
        if (BundledCertificate.Of([.. parts.Select(part => (part.Key, part.Value))]) is not { } certificates)
            return Refused("bundle.part-missing", "有数字校准证书而缺少其证书事项 particulars.json", "there is a digital certificate without its particulars.json");
        var proofs = new List<BundledProof>();
        foreach (var (name, bytes) in parts.Where(part => BundledProof.IsName(part.Key)))
        {
            var proof = BundledProof.Read(name, bytes);
            if (proof.Refusal is { } refusal)
                return refusal;
            proofs.Add(proof.Value);
        }

        return new RecordBundle(parts[RecordName], parts[ProcedureName], parts[EvaluationName], parts[ManifestName])
        {
            Signature = parts.GetValueOrDefault(SignatureName),
            Certificates = certificates,
            Proofs = proofs,
        };
    }

    private static bool IsName(string name) => Names.Contains(name) || name == SignatureName || BundledProof.IsName(name) || BundledCertificate.IsName(name);

    private static int LargestOf(string name) => name == SignatureName ? LargestSignature : BundledProof.IsName(name) ? LedgerProof.Longest : LargestPart;

    /// <summary>What the parts say, or every problem of all of them.</summary>
    public BundleLoad Load()
    {
        var (record, manifest, procedure) = (RecordDocument.Load(Record), RecordManifest.Load(Manifest), ProcedureFile.Load(Procedure));
        var certificates = Certificates.Select(one => (Parts: one, Load: one.Load())).ToList();
        var problems = new List<PartProblem>(
        [
            .. manifest.Problems.Select(problem => new PartProblem(ManifestName, problem)),
            .. record.Problems.Select(problem => new PartProblem(RecordName, problem)),
            .. procedure.Problems.Select(problem => new PartProblem(ProcedureName, problem)),
            .. certificates.SelectMany(one => one.Load.Problems.Select(problem => new PartProblem(one.Parts.ParticularsName, problem))),
        ]);
        return problems.Count > 0
            ? new(null, problems)
            : new(new(this, record.Value!, manifest.Value!, procedure.Procedure!) { Certificates = [.. certificates.Select(one => new IssuedFacts(one.Parts, one.Load.Value!))] }, []);
    }

    /// <summary>Bytes of an entry, or null when there are more than the bound; the length that the entry claims is not believed.</summary>
    private static byte[]? Unpack(ZipArchiveEntry entry, int largest)
    {
        using var content = entry.Open();
        using var unpacked = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var read = content.Read(buffer); read > 0; read = content.Read(buffer))
        {
            if (unpacked.Length + read > largest)
                return null;
            unpacked.Write(buffer.AsSpan(0, read));
        }

        return unpacked.ToArray();
    }

    private static string Shown(string name) => new([.. name.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);

    private static Refusal Refused(string code, string zh, string en) =>
        Refusal.Of(code, $"记录包不可用：{zh}。请重新导出。", $"This is no usable record bundle: {en}. Export it again.");
}

/// <summary>A bundle whose parts could be read. The evaluation is compared byte for byte and need not be readable.</summary>
public sealed record BundleContent(RecordBundle Bundle, RecordDocument Record, RecordManifest Manifest, Procedure Procedure)
{
    public IReadOnlyList<IssuedFacts> Certificates { get; init; } = [];
}

/// <summary>The content of a bundle, or all of its problems at once.</summary>
public sealed record BundleLoad(BundleContent? Content, IReadOnlyList<PartProblem> Problems);

/// <summary>Something wrong in one part of a bundle.</summary>
public sealed record PartProblem(string Part, FileProblem Problem);

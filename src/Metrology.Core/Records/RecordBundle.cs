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

    /// <summary>Proofs of the ledger for what was issued of the record. They prove themselves and stand in no manifest.</summary>
    public IReadOnlyList<BundledProof> Proofs { get; init; } = [];

    /// <summary>Largest file that is opened, bytes.</summary>
    public const int LargestFile = 64 * 1024 * 1024;

    /// <summary>Largest part after decompression, bytes; whatever the entry claims, no more is ever read.</summary>
    public const int LargestPart = RecordDocument.LargestFile;

    private static readonly string[] Names = [ManifestName, RecordName, ProcedureName, EvaluationName];
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The bundle of a record and its procedure file, with the evaluation that the record holds.</summary>
    public static RecordBundle Of(RecordDocument record, ReadOnlyMemory<byte> procedure, byte[] evaluation)
    {
        var (recordBytes, procedureBytes) = (record.ToBytes(), procedure.ToArray());
        return new(recordBytes, procedureBytes, evaluation, RecordManifest.Of(recordBytes, procedureBytes, evaluation).ToBytes());
    }

    public byte[] ToZip()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in Names.Select(name => (name, Part(name))).Concat(Proofs.Select(proof => (proof.Name, proof.ToBytes()))))
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = NoTime;
                using var content = entry.Open();
                content.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    /// <summary>The parts of a file, or why it is no bundle. Nothing is written anywhere, and no more than the bounds is ever unpacked.</summary>
    public static Outcome<RecordBundle> Read(byte[] file)
    {
        if (file.Length > LargestFile)
            return Refused("bundle.too-large", $"文件超过 {LargestFile} 字节", $"the file is larger than {LargestFile} bytes");
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            // Only known names are looked at; a path that leads elsewhere is simply not one of them.
            var proofs = zip.Entries.Where(entry => BundledProof.IsName(entry.FullName)).ToList();
            if (zip.Entries.FirstOrDefault(entry => !Names.Contains(entry.FullName) && !proofs.Contains(entry)) is { } unknown)
                return Refused("bundle.unknown-part", $"含有未知的文件「{Shown(unknown.FullName)}」", $"it holds an unknown part “{Shown(unknown.FullName)}”");
            if (zip.Entries.Count - proofs.Count > Names.Length || proofs.Select(entry => entry.FullName).Distinct().Count() < proofs.Count)
                return Refused("bundle.part-twice", "同一文件出现两次", "a part occurs twice");
            var parts = new Dictionary<string, byte[]>();
            foreach (var name in Names)
            {
                if (zip.GetEntry(name) is not { } entry)
                    return Refused("bundle.part-missing", $"缺少 {name}", $"{name} is missing");
                if (Unpack(entry, LargestPart) is not { } bytes)
                    return Refused("bundle.part-too-large", $"{name} 解压后超过 {LargestPart} 字节", $"{name} unpacks to more than {LargestPart} bytes");
                parts[name] = bytes;
            }

            var proven = ProofsIn(proofs);
            return proven.Refusal is { } broken
                ? broken
                : new RecordBundle(parts[RecordName], parts[ProcedureName], parts[EvaluationName], parts[ManifestName]) { Proofs = proven.Value };
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException or EndOfStreamException or IOException)
        {
            return Refused("bundle.unreadable", "不是可读的 ZIP 文件", "it is no readable ZIP file");
        }
    }

    /// <summary>What the parts say, or every problem of all of them.</summary>
    public BundleLoad Load()
    {
        var (record, manifest, procedure) = (RecordDocument.Load(Record), RecordManifest.Load(Manifest), ProcedureFile.Load(Procedure));
        return record.Value is not null && manifest.Value is not null && procedure.Procedure is not null
            ? new(new(this, record.Value, manifest.Value, procedure.Procedure), [])
            : new(null,
            [
                .. manifest.Problems.Select(problem => new PartProblem(ManifestName, problem)),
                .. record.Problems.Select(problem => new PartProblem(RecordName, problem)),
                .. procedure.Problems.Select(problem => new PartProblem(ProcedureName, problem)),
            ]);
    }

    private byte[] Part(string name) => name switch
    {
        RecordName => Record,
        ProcedureName => Procedure,
        EvaluationName => Evaluation,
        _ => Manifest,
    };

    private static Outcome<IReadOnlyList<BundledProof>> ProofsIn(List<ZipArchiveEntry> entries)
    {
        if (entries.Count > BundledProof.Most)
            return Refused("bundle.too-many-proofs", $"台账证明多于 {BundledProof.Most} 份", $"it holds more than {BundledProof.Most} proofs of the ledger");
        var proofs = new List<BundledProof>();
        foreach (var entry in entries)
        {
            if (Unpack(entry, LedgerProof.Longest) is not { } bytes)
                return Refused("bundle.part-too-large", $"{Shown(entry.FullName)} 解压后超过 {LedgerProof.Longest} 字节", $"{Shown(entry.FullName)} unpacks to more than {LedgerProof.Longest} bytes");
            var proof = BundledProof.Read(entry.FullName, bytes);
            if (proof.Refusal is { } refusal)
                return refusal;
            proofs.Add(proof.Value);
        }

        return proofs;
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
public sealed record BundleContent(RecordBundle Bundle, RecordDocument Record, RecordManifest Manifest, Procedure Procedure);

/// <summary>The content of a bundle, or all of its problems at once.</summary>
public sealed record BundleLoad(BundleContent? Content, IReadOnlyList<PartProblem> Problems);

/// <summary>Something wrong in one part of a bundle.</summary>
public sealed record PartProblem(string Part, FileProblem Problem);

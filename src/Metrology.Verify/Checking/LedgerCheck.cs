using System.Globalization;
using System.Security.Cryptography;
using Metrology.Core.Certificates;
using Metrology.Core.Ledger;
using Metrology.Core.Records;
using Metrology.Core.Words;

namespace Metrology.Verify.Checking;

/// <summary>What the user brought of the ledger.</summary>
/// <param name="Proof">Text of a proof; null when only a bundle may hold one.</param>
/// <param name="Key">Public key of the ledger; null when it is not known.</param>
public sealed record LedgerEvidence(string? Proof, ECDsa? Key);

/// <summary>What the ledger says of the file.</summary>
/// <param name="Entry">From 1.</param>
/// <param name="Size">Entries up to the checkpoint.</param>
/// <param name="IsSigned">By the key that was given; null when none was.</param>
public sealed record LedgerWord(string Origin, long Entry, long Size, DateTimeOffset SignedAt, bool? IsSigned);

/// <summary>From the SHA-256 of the file over the row and the entry of the ledger up to the signed checkpoint.</summary>
internal static class LedgerCheck
{
    /// <param name="file">The file as it lies there, with all signatures.</param>
    /// <param name="number">What its cover says; null when it says none.</param>
    /// <param name="bundle">May hold a proof.</param>
    public static (LedgerWord? Word, IReadOnlyList<CheckFinding> Findings) Run(ReadOnlySpan<byte> file, string? number, byte[]? bundle, LedgerEvidence? evidence)
    {
        if (Find(number, bundle, evidence) is not { } proof)
            return evidence?.Key is null ? (null, []) : Broken("proof.missing", "", new("给出了台账公钥，但没有这份证书的台账证明。", "The key of the ledger was given, and no proof for this certificate."));
        if (proof.Refusal is { } unreadable)
            return Broken(unreadable.Code, "proof", unreadable.Text);
        if (Compare(file, number, proof.Value) is { } other)
            return (null, [other]);
        if (ProofCheck.Run(proof.Value, IssuedRow.Kind, IssuedRow.Parse(proof.Value.Row)!.Key, evidence?.Key) is { } broken)
            return Broken(broken.Code, broken.Where, broken.Text);
        var checkpoint = ProofCheck.CheckpointOf(proof.Value)!;
        return (new(checkpoint.Origin, proof.Value.Index + 1, checkpoint.Size, checkpoint.At, evidence?.Key is null ? null : true), evidence?.Key is null ? [NoKey] : []);
    }

    private static readonly CheckFinding NoKey = new(
        "proof.key-not-given", "checkpoint", new("没有给出台账公钥（--ledger-key）：证明前后相符，但谁签了检查点未核对。", "No key of the ledger was given (--ledger-key): the proof holds in itself, and who signed the checkpoint was not checked."),
        IsBroken: false);

    private static Outcome<LedgerProof>? Find(string? number, byte[]? bundle, LedgerEvidence? evidence)
    {
        if (evidence?.Proof is { } text)
            return LedgerProof.Parse(text);
        // A bundle that cannot be read is said where its record is looked at.
        if (bundle is null || RecordBundle.Read(bundle) is not { IsRefused: false } read)
            return null;
        if (read.Value.Proofs.FirstOrDefault(one => one.Number == number) is not { } own)
            return null;
        return own.Proof;
    }

    private static CheckFinding? Compare(ReadOnlySpan<byte> file, string? number, LedgerProof proof)
    {
        if (IssuedRow.Parse(proof.Row) is not { } row)
            return new("proof.other-certificate", "row", new("证明不是证书的：所附的记录不是一份签发的证书。", "It is no proof of a certificate: its row is none of an issued one."));
        if (row.Number != number)
            return new("proof.other-certificate", "row", new($"证明属于另一份证书：证明为 {row.Number}，文件为 {number ?? "—"}。", $"The proof is of another certificate: {row.Number}, and the file is {number ?? "—"}."));
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        return row.PdfHash == hash
            ? null
            : new("proof.other-file", "row", new(
                string.Create(CultureInfo.InvariantCulture, $"台账在这个编号下记载的是另一个文件：SHA-256 {row.PdfHash}，手中文件为 {hash}。"),
                string.Create(CultureInfo.InvariantCulture, $"The ledger has another file under this number: SHA-256 {row.PdfHash}, and this one is {hash}.")));
    }

    private static (LedgerWord?, IReadOnlyList<CheckFinding>) Broken(string code, string where, BilingualText text) => (null, [new(code, where, text)]);
}

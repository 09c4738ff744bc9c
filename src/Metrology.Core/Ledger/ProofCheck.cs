using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Metrology.Core.Words;

namespace Metrology.Core.Ledger;

/// <summary>Follows a proof from the row up to the signature of the checkpoint.</summary>
public static class ProofCheck
{
    /// <summary>The first thing that does not hold; null when everything does.</summary>
    /// <param name="proof">As it was read.</param>
    /// <param name="kind">What the row must be, such as "Certificate".</param>
    /// <param name="rowKey">Key of the row as the ledger names it.</param>
    /// <param name="key">Public key of the ledger; null when it is not known, and the signature is not looked at.</param>
    public static LedgerFinding? Run(LedgerProof proof, string kind, string rowKey, ECDsa? key)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"entry {proof.Index}");
        var entry = LedgerText.Parse(proof.Entry);
        if (entry.Refusal is { } noEntry)
            return new("proof.entry-malformed", where, noEntry.Text);
        if (CheckpointOf(proof) is not { } checkpoint)
            return new("proof.checkpoint-malformed", "checkpoint", new("签名的文本不是检查点。", "The text that was signed is no checkpoint."));
        var isIncluded = entry.Value.Index == proof.Index
            && MerkleTree.IsIncluded(MerkleTree.LeafHash(proof.Entry), proof.Index, checkpoint.Size, proof.Path, checkpoint.Root);
        if (!Hashes(proof, kind, rowKey))
        {
            // Which of the two was changed: an entry that leads to the signed root is the one that was written.
            return isIncluded
                ? new("proof.row-changed", $"{kind} {rowKey}", new("所附的记录不是台账条目记载的那一行：记录被改动，或属于别的条目。", "The row is not the one that the entry of the ledger hashes: it was changed, or is of another entry."))
                : new("proof.entry-changed", where, new("台账条目被改动：它既不记载这一行，也不通向检查点的根。", "The entry was changed: it neither hashes this row nor leads to the root of the checkpoint."));
        }

        if (!isIncluded)
            return new("proof.not-included", where, new("由条目和路径算出的根不是检查点的根：路径、条目或检查点被改动，或不是一起的。", "Entry and path do not lead to the root of the checkpoint: one of them was changed, or they do not belong together."));
        var note = SignedNote.Parse(proof.Checkpoint);
        return key is null || (!note.IsRefused && note.Value.IsSignedBy(checkpoint.Origin, key))
            ? null
            : new("proof.checkpoint-unsigned", "checkpoint", new("检查点不是用给出的台账公钥对应的密钥签名的。", "The checkpoint was not signed with the key of the ledger that was given."));
    }

    /// <summary>The checkpoint that the proof stands on, whoever signed it; null when the note holds none.</summary>
    public static Checkpoint? CheckpointOf(LedgerProof proof)
    {
        var note = SignedNote.Parse(proof.Checkpoint);
        if (note.IsRefused)
            return null;
        var checkpoint = Checkpoint.Parse(note.Value.Text);
        return checkpoint.IsRefused ? null : checkpoint.Value;
    }

    /// <summary>The entry says that this row was added, and says it of these very columns.</summary>
    public static bool Hashes(LedgerProof proof, string kind, string rowKey)
    {
        var entry = LedgerText.Parse(proof.Entry);
        return !entry.IsRefused && entry.Value.Lines.FirstOrDefault(line => line.Act == RowAct.Added && line.Kind == kind && line.Key == rowKey) is { } line
            && line.Hash.AsSpan().SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(proof.Row)));
    }
}

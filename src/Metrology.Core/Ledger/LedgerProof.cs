using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Metrology.Core.Words;

namespace Metrology.Core.Ledger;

/// <summary>
/// What a stranger needs to see that a row stands in the ledger, without the ledger: the row, the entry that hashes it, and a transparency log proof (C2SP
/// tlog-proof) of the entry under a signed checkpoint. One text of five parts with empty lines between them; docs/formats/ledger.md has the form.
/// </summary>
/// <param name="Row">The columns of the row as the ledger hashes them: one JSON object on one line.</param>
/// <param name="Entry">Bytes of the entry (<see cref="LedgerText"/>).</param>
/// <param name="Index">Of the entry, from 0.</param>
/// <param name="Path">Hashes beside the way from the entry to the root, nearest first.</param>
/// <param name="Checkpoint">The signed note (<see cref="SignedNote"/>).</param>
public sealed record LedgerProof(string Row, byte[] Entry, long Index, IReadOnlyList<byte[]> Path, string Checkpoint)
{
    /// <summary>Largest text that is read, characters.</summary>
    public const int Longest = 256 * 1024;

    private const string Head = "metrology-proof 1\nrow ";
    private const string Proof = "c2sp.org/tlog-proof@v1";
    private const string IndexWord = "index ";
    private const string Between = "\n\n";
    private const int HashLength = 32;

    /// <summary>A tree of more leaves than that has no number.</summary>
    private const int LongestPath = 63;

    public override string ToString()
    {
        var text = new StringBuilder(Head).Append(Row).Append(Between)
            .Append(Encoding.UTF8.GetString(Entry)).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"{Proof}\n{IndexWord}{Index}\n");
        foreach (var hash in Path)
            text.Append(Convert.ToBase64String(hash)).Append('\n');
        return text.Append('\n').Append(Checkpoint).ToString();
    }

    /// <summary>Takes exactly what <see cref="ToString"/> gives; refuses with "proof.unreadable" and says which part is not as it should be.</summary>
    public static Outcome<LedgerProof> Parse(string text)
    {
        if (text.Length > Longest || !text.StartsWith(Head, StringComparison.Ordinal))
            return Unreadable("开头", "head");
        // Row and entry have no empty line; what follows the third one is the checkpoint, which has one of its own.
        if (text.Split(Between, 4) is not [var row, var entry, var path, var checkpoint])
            return Unreadable("末尾（文件不完整）", "end: the file is cut off");
        if (Way(path.Split('\n')) is not var (index, hashes))
            return Unreadable("路径", "path");
        if (SignedNote.Parse(checkpoint).IsRefused)
            return Unreadable("检查点（文件不完整或被改动）", "checkpoint: it is cut off or changed");
        var read = new LedgerProof(row[Head.Length..], Encoding.UTF8.GetBytes(entry + "\n"), index, hashes, checkpoint);
        return read.ToString() == text ? read : Unreadable("写法", "form");
    }

    private static (long Index, IReadOnlyList<byte[]> Path)? Way(string[] lines)
    {
        if (lines is not [Proof, ['i', 'n', 'd', 'e', 'x', ' ', .. var number], .. var rest] || rest.Length > LongestPath
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return null;
        var hashes = rest.Select(line => Base64.IsValid(line) ? Convert.FromBase64String(line) : []).ToList();
        return hashes.TrueForAll(hash => hash.Length == HashLength) ? (index, hashes) : null;
    }

    private static Refusal Unreadable(string zh, string en) =>
        Refusal.Of("proof.unreadable", $"这不是可读的台账证明：{zh}。请重新下载。", $"This is no readable proof of the ledger: {en}. Download it again.");
}

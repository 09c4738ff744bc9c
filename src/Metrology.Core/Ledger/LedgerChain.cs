using System.Globalization;
using System.Security.Cryptography;
using Metrology.Core.Words;

namespace Metrology.Core.Ledger;

/// <summary>Something in a ledger, or in what it stands for, that is not as it was written.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Where">Entry, row or checkpoint.</param>
public sealed record LedgerFinding(string Code, string Where, BilingualText Text)
{
    /// <summary>Of what the entries themselves say for ever, whatever stands in the row now: the entry that says it and its leaf hash, "entry 57 3fb2…" (of a finding that is about an entry, the hash alone); null of everything that can be mended.</summary>
    public string? Trace { get; init; }
}

/// <summary>
/// Follows a ledger entry by entry: each is what its hash says, names the one before it, and the whole has the roots that were signed. What it finds needs no
/// database, only the entries, the signed checkpoints and the public key.
/// </summary>
public sealed class LedgerChain
{
    private readonly MerkleFrontier frontier = new();
    private readonly List<LedgerFinding> findings = [];
    private readonly Dictionary<(string Kind, string Key), (byte[] Hash, long Entry)> said = [];
    private readonly ILookup<long, Checkpoint> signed;
    private readonly List<byte[]> roots = [MerkleTree.Root([])];
    private byte[] last = new byte[SHA256.HashSizeInBytes];

    private LedgerChain(ILookup<long, Checkpoint> signed, IEnumerable<LedgerFinding> unsigned)
    {
        this.signed = signed;
        findings.AddRange(unsigned);
    }

    /// <summary>Entries seen so far.</summary>
    public long Size => frontier.Size;

    /// <summary>Leaf hash of the last one.</summary>
    public ReadOnlySpan<byte> Last => last;

    public byte[] Root => roots[^1];

    /// <summary>Root of the first so many entries, or null when there are fewer.</summary>
    public byte[]? RootOf(long size) => size >= 0 && size < roots.Count ? roots[(int)size] : null;

    public ReadOnlySpan<byte> Frontier => frontier.ToBytes();

    public IReadOnlyList<LedgerFinding> Findings => findings;

    /// <summary>What the entries say last of each row that is there by them: its hash, and which entry. Once no entry comes any more, whoever has the rows takes off what is there.</summary>
    public Dictionary<(string Kind, string Key), (byte[] Hash, long Entry)> Said => said;

    /// <summary>Checkpoints whose signature holds.</summary>
    public int Checkpoints { get; private init; }

    /// <param name="notes">Signed checkpoints, wherever they were kept.</param>
    /// <param name="origin">Name of the ledger; null when only the checkpoints know it.</param>
    /// <param name="isPassedOver">Checkpoints of so many entries are of a past that is settled; null is none.</param>
    public static LedgerChain Of(IEnumerable<string> notes, string? origin, ECDsa key, Func<long, bool>? isPassedOver = null)
    {
        var read = notes.Distinct(StringComparer.Ordinal).Select(note => Read(note, origin, key)).ToList();
        var held = read.Select(one => one.Held).OfType<Checkpoint>().Where(one => isPassedOver?.Invoke(one.Size) != true).ToList();
        return new(held.ToLookup(one => one.Size), read.Select(one => one.Finding).OfType<LedgerFinding>()) { Checkpoints = held.Count };
    }

    /// <summary>Takes the next entry; null when it is none.</summary>
    /// <param name="leafHash">As it was kept beside the entry; null when it was not.</param>
    /// <param name="isForeign">The product did not write it: it is followed, and what it says of rows is not taken.</param>
    public LedgerText? Next(byte[] bytes, byte[]? leafHash, bool isForeign = false)
    {
        var (index, leaf) = (Size, MerkleTree.LeafHash(bytes));
        var entry = LedgerText.Parse(bytes);
        if (entry.IsRefused || (leafHash is not null && !leaf.AsSpan().SequenceEqual(leafHash)))
            Add("ledger.entry-changed", Entry(index), "台账条目被改动。", "An entry of the ledger was changed.");
        else if (entry.Value.Index != index)
            Add("ledger.entry-missing", Entry(index), $"此处应为第 {index} 条，实为第 {entry.Value.Index} 条：条目被删去、插入或调换。", $"Entry {entry.Value.Index} stands where {index} belongs: entries were removed, inserted or exchanged.");
        else if (!entry.Value.Previous.AsSpan().SequenceEqual(last))
            Add("ledger.chain-broken", Entry(index), "条目记载的前一条与台账中的不同：其前面的条目被改动。", "The entry names another one before it than the ledger has: something before it was changed.");
        last = leaf;
        frontier.Append(leaf);
        roots.Add(frontier.Root());
        foreach (var checkpoint in signed[Size])
        {
            if (!checkpoint.Root.AsSpan().SequenceEqual(roots[^1]))
                Add("ledger.rewritten", Note(checkpoint), $"已签名的检查点不承认这前 {Size} 条：台账在 {Iso(checkpoint.At)} 之后被改写。", $"A signed checkpoint does not know these first {Size} entries: the ledger was rewritten after {Iso(checkpoint.At)}.");
        }

        if (isForeign)
            findings.Add(Foreign(index, leaf));
        if (entry.IsRefused || isForeign)
            return null;
        Take(index, entry.Value.Lines);
        return entry.Value;
    }

    /// <summary>
    /// A row is added once, and again only after it was removed; what a change or a removal replaces is what the entry before said of the row. A key a second time says that the first row was taken out behind the
    /// product and its number given once more; another state before says that an older one was put back and the product went on from it. So the ledger itself keeps the trace, whatever stands in the row now.
    /// </summary>
    private void Take(long index, IReadOnlyList<LedgerLine> lines)
    {
        foreach (var line in lines.Where(line => line.Act == RowAct.Removed))
        {
            Follow(index, line);
            said.Remove((line.Kind, line.Key));
        }

        foreach (var line in lines.Where(line => line.Act != RowAct.Removed))
        {
            if (line.Act == RowAct.Changed)
                Follow(index, line);
            else if (said.ContainsKey((line.Kind, line.Key)))
                AddTrace("ledger.row-twice", index, line, $"第 {index} 条又新增了台账已有的这一行：原来的一行在产品之外被删去，它的编号被再次使用。", $"Entry {index} adds this row, which the ledger has already: the one before was removed behind the product and its number was used again.");
            said[(line.Kind, line.Key)] = (line.Hash, index);
        }
    }

    private void Follow(long index, LedgerLine line)
    {
        if (!said.TryGetValue((line.Kind, line.Key), out var known))
            AddTrace("ledger.row-set-back", index, line, $"第 {index} 条改动的这一行，台账中从未有过或早已移除：它被绕过本系统放入或恢复，本系统又在其上保存。", $"Entry {index} goes on from this row, which the ledger never had or says to be removed: it was put there behind the product, and the product saved on top of it.");
        else if (line.Former is { } former && !former.AsSpan().SequenceEqual(known.Hash))
            AddTrace("ledger.row-set-back", index, line, $"第 {index} 条所替代的状态不是第 {known.Entry} 条记载的：这一行被绕过本系统恢复为旧的状态，本系统又在其上保存。", $"What entry {index} replaces is not what entry {known.Entry} said of this row: an older state was put back behind the product, and the product saved on top of it.");
    }

    /// <summary>No entry comes any more.</summary>
    public void End()
    {
        foreach (var checkpoint in signed.SelectMany(group => group).Where(one => one.Size > Size))
            Add("ledger.truncated", Note(checkpoint), $"在 {Iso(checkpoint.At)} 签名时有 {checkpoint.Size} 条，现在只有 {Size} 条：末尾被删去，或恢复了旧的备份。", $"{checkpoint.Size} entries were signed at {Iso(checkpoint.At)} and {Size} are here: the end was cut off, or an old backup was restored.");
    }

    public void Add(string code, string where, string zh, string en) => findings.Add(new(code, where, new(zh, en)));

    private void AddTrace(string code, long index, LedgerLine line, string zh, string en) =>
        findings.Add(new(code, $"{line.Kind} {line.Key}", new(zh, en)) { Trace = $"{Entry(index)} {Convert.ToHexStringLower(last)}" });

    private static (Checkpoint? Held, LedgerFinding? Finding) Read(string text, string? origin, ECDsa key)
    {
        var note = SignedNote.Parse(text);
        Outcome<Checkpoint> checkpoint = note.Refusal is { } noNote ? noNote : Checkpoint.Parse(note.Value.Text);
        if (checkpoint.Refusal is { } refusal)
            return (null, new(refusal.Code, "checkpoint", refusal.Text));
        var of = checkpoint.Value;
        if (origin is not null && of.Origin != origin)
            return (null, new("ledger.checkpoint-foreign", Note(of), new($"检查点属于另一本台账（{of.Origin}）。", $"The checkpoint is of another ledger ({of.Origin}).")));
        return note.Value.IsSignedBy(of.Origin, key)
            ? (of, null)
            : (null, new("ledger.checkpoint-unsigned", Note(of), new("检查点的签名不成立，或是别的密钥签的。", "The signature of the checkpoint does not hold, or another key made it.")));
    }

    /// <summary>Of an entry that the product did not write.</summary>
    public const string ForeignCode = "ledger.entry-foreign";

    /// <param name="index">Of the entry.</param>
    /// <param name="leafHash">Of its bytes.</param>
    public static LedgerFinding Foreign(long index, byte[] leafHash) => new(
        ForeignCode, Entry(index), new("这一条的封印缺失或不成立：它不是由本系统写入的，或在写入之后被改动，其内容不予采信。", "The seal of this entry is missing or wrong: the product did not write it, or it was changed since. What it says of rows is not believed."))
    { Trace = Convert.ToHexStringLower(leafHash) };

    /// <summary>What a finding calls an entry.</summary>
    public static string Entry(long index) => string.Create(CultureInfo.InvariantCulture, $"entry {index}");

    private static string Note(Checkpoint checkpoint) => Note(checkpoint.Size);

    /// <summary>What a finding calls a checkpoint.</summary>
    public static string Note(long size) => string.Create(CultureInfo.InvariantCulture, $"checkpoint {size}");

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

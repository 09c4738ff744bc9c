using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Metrology.Core.Ledger;

namespace Metrology.Core.Tests.Ledger;

/// <summary>Proofs of rows: what they take, what each change does to them, and the tree in runs against the tree as a whole.</summary>
public sealed class ProofTests
{
    private const string Row = """{"Id":"1","Number":"MN-JD-2026-00001"}""";

    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public void A_proof_holds_and_is_read_as_it_was_written()
    {
        for (var index = 0; index < 7; index++)
        {
            var proof = Proof(index, 7);
            var read = LedgerProof.Parse(proof.ToString()).Value;
            Assert.Equal(proof.ToString(), read.ToString());
            Assert.Null(ProofCheck.Run(read, "Certificate", "1", Key));
            Assert.EndsWith(Encoding.UTF8.GetString(proof.Entry) + $"\nc2sp.org/tlog-proof@v1\nindex {index}\n" + string.Concat(proof.Path.Select(hash => Convert.ToBase64String(hash) + "\n")) + "\n" + proof.Checkpoint, proof.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>Whatever character is changed, cut off or added: the text is refused, or the proof does not hold.</summary>
    [Fact]
    public void Every_character_counts()
    {
        var text = Proof(4, 7).ToString();
        var changed = Enumerable.Range(0, text.Length).Select(at => $"{text[..at]}{(text[at] == 'b' ? 'c' : 'b')}{text[(at + 1)..]}")
            .Concat(Enumerable.Range(0, text.Length).Select(at => text[..at])).Append(text + "\n").Append(text + "— someone AAAAAAAA\n");
        Assert.All(changed.SkipLast(1), one => Assert.False(Holds(one), one));
        // A note may carry signatures of others.
        Assert.True(Holds(text + "— someone AAAAAAAA\n"));

        static bool Holds(string text) => LedgerProof.Parse(text) is { IsRefused: false } proof && ProofCheck.Run(proof.Value, "Certificate", "1", Key) is null;
    }

    [Fact]
    public void What_is_wrong_is_named()
    {
        var proof = Proof(4, 7);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var line = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Row)));
        var entry = Encoding.UTF8.GetString(proof.Entry);

        Assert.Equal("proof.row-changed", Found(proof with { Row = Row.Replace("00001", "00002", StringComparison.Ordinal) }));
        Assert.Equal("proof.row-changed", ProofCheck.Run(proof, "Certificate", "2", Key)?.Code);
        Assert.Equal("proof.entry-changed", Found(proof with { Entry = Encoding.UTF8.GetBytes(entry.Replace(line, new string('0', 64), StringComparison.Ordinal)) }));
        Assert.Equal("proof.not-included", Found(proof with { Path = [.. proof.Path.Reverse()] }));
        Assert.Equal("proof.not-included", Found(proof with { Path = [.. proof.Path.Skip(1)] }));
        Assert.Equal("proof.not-included", Found(proof with { Index = 5 }));
        Assert.Equal("proof.not-included", Found(proof with { Checkpoint = Proof(4, 6).Checkpoint }));
        Assert.Equal("proof.checkpoint-unsigned", ProofCheck.Run(proof, "Certificate", "1", other)?.Code);
        Assert.Null(ProofCheck.Run(proof, "Certificate", "1", null));
        Assert.Equal("proof.entry-malformed", Found(proof with { Entry = Encoding.UTF8.GetBytes(entry + "x") }));
        Assert.Equal("proof.checkpoint-malformed", Found(proof with { Checkpoint = "x" }));

        static string? Found(LedgerProof proof) => ProofCheck.Run(proof, "Certificate", "1", Key)?.Code;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(512)]
    [InlineData(1023)]
    [InlineData(1300)]
    public void A_path_over_runs_is_the_path_over_the_whole_list(int size)
    {
        var leaves = Enumerable.Range(0, size).Select(i => MerkleTree.LeafHash(BitConverter.GetBytes(i))).ToArray();
        var runs = leaves.Chunk(MerkleTiles.Width).ToArray();
        Assert.Equal(runs.Length, MerkleTiles.CountOf(size));
        Assert.All(runs.Index(), run => Assert.Equal(run.Item.Length, MerkleTiles.LengthOf(run.Index, size)));
        var roots = runs.Select(run => MerkleTree.Root(run)).ToArray();
        for (var index = 0; index < size; index += Math.Max(1, size / 97))
            Assert.Equal(MerkleTree.Inclusion(leaves, index), MerkleTiles.Inclusion(index, runs[index / MerkleTiles.Width], roots));
    }

    /// <summary>The row in entry <paramref name="index"/> of a ledger of <paramref name="size"/> entries.</summary>
    private static LedgerProof Proof(int index, int size)
    {
        var (previous, entries) = (new byte[32], new List<byte[]>());
        for (var i = 0; i < size; i++)
        {
            var row = Encoding.UTF8.GetBytes(i == index ? Row : i.ToString(CultureInfo.InvariantCulture));
            entries.Add(new LedgerText(i, previous, [new(RowAct.Added, i == index ? "Certificate" : "Customer", "1", SHA256.HashData(row))]).ToBytes());
            previous = MerkleTree.LeafHash(entries[^1]);
        }

        var leaves = entries.Select(entry => MerkleTree.LeafHash(entry)).ToArray();
        var checkpoint = new Checkpoint("metrology-ledger/test", size, MerkleTree.Root(leaves), new(2026, 11, 26, 21, 30, 5, TimeSpan.Zero));
        return new(Row, entries[index], index, MerkleTree.Inclusion(leaves, index), SignedNote.Sign(checkpoint.ToText(), checkpoint.Origin, Key).ToString());
    }
}

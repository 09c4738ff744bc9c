using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Metrology.Core.Certificates;
using Metrology.Core.Ledger;

namespace Metrology.Verify.Tests;

/// <summary>A small ledger in which a certificate was issued: the row as the product hashes it, among other entries.</summary>
internal sealed class SampleLedger
{
    private const int Entries = 11, Issued = 6;

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The proof that this file was issued under this number.</summary>
    public LedgerProof Of(byte[] file, string number)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(file));
        var row = JsonSerializer.Serialize(new { Id = "3", Number = number, Pdf = hash, PdfHash = hash });
        var (previous, entries) = (new byte[32], new List<byte[]>());
        for (var i = 0; i < Entries; i++)
        {
            var line = i == Issued ? new LedgerLine(RowAct.Added, IssuedRow.Kind, "3", SHA256.HashData(Encoding.UTF8.GetBytes(row))) : new(RowAct.Added, "Customer", i.ToString(CultureInfo.InvariantCulture), SHA256.HashData([(byte)i]));
            entries.Add(new LedgerText(i, previous, [line]).ToBytes());
            previous = MerkleTree.LeafHash(entries[^1]);
        }

        var leaves = entries.Select(entry => MerkleTree.LeafHash(entry)).ToArray();
        var checkpoint = new Checkpoint("metrology-ledger/sample", Entries, MerkleTree.Root(leaves), new(2026, 8, 22, 3, 0, 0, TimeSpan.Zero));
        return new(row, entries[Issued], Issued, MerkleTree.Inclusion(leaves, Issued), SignedNote.Sign(checkpoint.ToText(), checkpoint.Origin, Key).ToString());
    }
}

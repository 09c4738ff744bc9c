using System.Security.Cryptography;
using Metrology.Core.Ledger;

namespace Metrology.Core.Tests.Ledger;

/// <summary>Against the tree of the reference tests of Certificate Transparency (transparency-dev/merkle, testonly), and by the properties of every tree up to 40.</summary>
public sealed class MerkleTests
{
    private const int Largest = 40;

    private static readonly string[] Entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    private static readonly byte[][] Reference = [.. Entries.Select(entry => MerkleTree.LeafHash(Convert.FromHexString(entry)))];

    private static readonly byte[][] Many = [.. Enumerable.Range(0, Largest).Select(i => MerkleTree.LeafHash([(byte)i, (byte)(7 * i)]))];

    [Fact]
    public void The_roots_are_those_of_the_reference()
    {
        for (var size = 0; size <= Reference.Length; size++)
            Assert.Equal(Roots[size], Convert.ToHexStringLower(MerkleTree.Root(Reference.AsSpan(0, size))));
    }

    [Theory]
    [InlineData(0, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(5, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    public void Inclusion_proofs_are_those_of_the_reference(int index, string proof) =>
        Assert.Equal(proof.Split(' '), MerkleTree.Inclusion(Reference, index).Select(Convert.ToHexStringLower));

    [Fact]
    public void A_consistency_proof_is_that_of_the_reference() => Assert.Equal(
        ["5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"],
        MerkleTree.Consistency(Reference.AsSpan(0, 5), 2).Select(Convert.ToHexStringLower));

    [Fact]
    public void A_frontier_has_the_root_of_all_it_took_also_when_it_was_kept_between()
    {
        var frontier = new MerkleFrontier();
        for (var size = 0; size < Largest; size++)
        {
            Assert.Equal(MerkleTree.Root(Many.AsSpan(0, size)), frontier.Root());
            frontier = MerkleFrontier.Of(frontier.Size, frontier.ToBytes());
            frontier.Append(Many[size]);
        }

        Assert.Throws<ArgumentException>(() => MerkleFrontier.Of(3, new byte[32]));
    }

    [Fact]
    public void Every_leaf_is_proven_and_no_other_place_size_hash_or_proof_is()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var root = MerkleTree.Root(Many.AsSpan(0, size));
            for (var index = 0; index < size; index++)
            {
                var proof = MerkleTree.Inclusion(Many.AsSpan(0, size), index);
                Assert.True(MerkleTree.IsIncluded(Many[index], index, size, proof, root));
                Assert.False(MerkleTree.IsIncluded(Many[(index + 1) % Largest], index, size, proof, root));
                Assert.False(MerkleTree.IsIncluded(Many[index], index, size, [.. proof, root], root));
                Assert.False(size > 1 && MerkleTree.IsIncluded(Many[index], (index + 1) % size, size, proof, root));
                Assert.False(MerkleTree.IsIncluded(Many[index], size, size, proof, root));
                Assert.False(proof.Count > 0 && MerkleTree.IsIncluded(Many[index], index, size, [.. proof.Skip(1)], root));
            }
        }
    }

    [Fact]
    public void Every_earlier_tree_is_proven_to_be_the_beginning_and_a_changed_one_is_not()
    {
        for (var size = 1; size <= Largest; size++)
        {
            var root = MerkleTree.Root(Many.AsSpan(0, size));
            for (var earlier = 1; earlier <= size; earlier++)
            {
                var proof = MerkleTree.Consistency(Many.AsSpan(0, size), earlier);
                var before = MerkleTree.Root(Many.AsSpan(0, earlier));
                Assert.True(MerkleTree.IsConsistent(earlier, before, size, root, proof));
                Assert.False(MerkleTree.IsConsistent(earlier, SHA256.HashData(before), size, root, proof));
                Assert.False(MerkleTree.IsConsistent(earlier, before, size, SHA256.HashData(root), proof));
                Assert.False(MerkleTree.IsConsistent(earlier, before, size, root, [.. proof, root]));
            }
        }
    }
}

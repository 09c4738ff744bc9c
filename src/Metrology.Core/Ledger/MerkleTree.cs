using System.Security.Cryptography;

namespace Metrology.Core.Ledger;

/// <summary>
/// Hashes and proofs of an append-only list (RFC 6962 2.1, verification as in RFC 9162 2.1.3.2 and 2.1.4.2). Hashes are SHA-256, 32 bytes. A leaf and a node
/// are hashed with different prefixes, so neither can be taken for the other.
/// </summary>
public static class MerkleTree
{
    private const byte LeafPrefix = 0, NodePrefix = 1;

    public static byte[] LeafHash(ReadOnlySpan<byte> entry) => Hash(LeafPrefix, entry, []);

    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => Hash(NodePrefix, left, right);

    /// <summary>Root of the leaves' hashes; of none, the hash of nothing.</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length <= 1)
            return leaves.Length == 0 ? SHA256.HashData([]) : leaves[0];
        var split = Split(leaves.Length);
        return NodeHash(Root(leaves[..split]), Root(leaves[split..]));
    }

    /// <summary>What proves that the leaf is the one at <paramref name="index"/> (from 0), nearest sibling first.</summary>
    public static IReadOnlyList<byte[]> Inclusion(ReadOnlySpan<byte[]> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Length);
        if (leaves.Length == 1)
            return [];
        var split = Split(leaves.Length);
        return index < split
            ? [.. Inclusion(leaves[..split], index), Root(leaves[split..])]
            : [.. Inclusion(leaves[split..], index - split), Root(leaves[..split])];
    }

    /// <summary>What proves that the first <paramref name="earlier"/> leaves (at least one) are still there, unchanged and in order.</summary>
    public static IReadOnlyList<byte[]> Consistency(ReadOnlySpan<byte[]> leaves, int earlier)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(earlier, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(earlier, leaves.Length);
        return Consistency(leaves, earlier, isWhole: true);
    }

    public static bool IsIncluded(ReadOnlySpan<byte> leaf, long index, long size, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size)
            return false;
        var (at, last) = (index, size - 1);
        var hash = leaf.ToArray();
        foreach (var sibling in proof)
        {
            if (last == 0)
                return false;
            if ((at & 1) == 1 || at == last)
            {
                hash = NodeHash(sibling, hash);
                while ((at & 1) == 0 && at != 0)
                    (at, last) = (at >> 1, last >> 1);
            }
            else
            {
                hash = NodeHash(hash, sibling);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    public static bool IsConsistent(long earlier, ReadOnlySpan<byte> earlierRoot, long size, ReadOnlySpan<byte> root, IReadOnlyList<byte[]> proof)
    {
        if (earlier < 1 || earlier > size)
            return false;
        if (earlier == size)
            return proof.Count == 0 && earlierRoot.SequenceEqual(root);
        List<byte[]> path = long.IsPow2(earlier) ? [earlierRoot.ToArray(), .. proof] : [.. proof];
        if (path.Count == 0)
            return false;
        var (at, last) = (earlier - 1, size - 1);
        while ((at & 1) == 1)
            (at, last) = (at >> 1, last >> 1);
        var (old, now) = (path[0], path[0]);
        foreach (var sibling in path.Skip(1))
        {
            if (last == 0)
                return false;
            if ((at & 1) == 1 || at == last)
            {
                (old, now) = (NodeHash(sibling, old), NodeHash(sibling, now));
                while ((at & 1) == 0 && at != 0)
                    (at, last) = (at >> 1, last >> 1);
            }
            else
            {
                now = NodeHash(now, sibling);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && earlierRoot.SequenceEqual(old) && root.SequenceEqual(now);
    }

    private static IReadOnlyList<byte[]> Consistency(ReadOnlySpan<byte[]> leaves, int earlier, bool isWhole)
    {
        if (earlier == leaves.Length)
            return isWhole ? [] : [Root(leaves)];
        var split = Split(leaves.Length);
        return earlier <= split
            ? [.. Consistency(leaves[..split], earlier, isWhole), Root(leaves[split..])]
            : [.. Consistency(leaves[split..], earlier - split, isWhole: false), Root(leaves[..split])];
    }

    /// <summary>Largest power of two that is smaller than the count.</summary>
    private static int Split(int count) => 1 << (31 - int.LeadingZeroCount(count - 1));

    private static byte[] Hash(byte prefix, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([prefix]);
        hash.AppendData(first);
        hash.AppendData(second);
        return hash.GetHashAndReset();
    }
}

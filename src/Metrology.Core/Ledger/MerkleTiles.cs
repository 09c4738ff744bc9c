namespace Metrology.Core.Ledger;

/// <summary>
/// A Merkle tree in runs of <see cref="Width"/> leaves. The root of a whole run never changes, so a proof in a long list needs the leaves of two runs and one
/// hash of every other.
/// </summary>
public static class MerkleTiles
{
    /// <summary>A power of two: whole runs are whole subtrees (RFC 6962 2.1).</summary>
    public const int Width = 256;

    /// <summary>Runs that a list of this size has, the last one perhaps not whole.</summary>
    public static long CountOf(long size) => (size + Width - 1) / Width;

    /// <summary>Leaves of a run in a list of this size.</summary>
    public static int LengthOf(long tile, long size) => (int)Math.Min(Width, size - tile * Width);

    /// <param name="index">The leaf that is proven.</param>
    /// <param name="leaves">Leaf hashes of its run.</param>
    /// <param name="tiles">Roots of all runs.</param>
    /// <returns>The same path as <see cref="MerkleTree.Inclusion"/> of the whole list.</returns>
    public static IReadOnlyList<byte[]> Inclusion(long index, ReadOnlySpan<byte[]> leaves, ReadOnlySpan<byte[]> tiles) =>
        [.. MerkleTree.Inclusion(leaves, (int)(index % Width)), .. MerkleTree.Inclusion(tiles, (int)(index / Width))];
}

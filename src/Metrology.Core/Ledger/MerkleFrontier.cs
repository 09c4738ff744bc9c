namespace Metrology.Core.Ledger;

/// <summary>
/// What must be kept of a list of leaves to append to it and to know its root: the roots of its whole subtrees, largest first. One for each bit that is set in
/// the size.
/// </summary>
public sealed class MerkleFrontier
{
    private const int HashLength = 32;

    private readonly List<byte[]> subtrees = [];

    public long Size { get; private set; }

    /// <param name="bytes">As <see cref="ToBytes"/> gave it.</param>
    public static MerkleFrontier Of(long size, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != HashLength * long.PopCount(size))
            throw new ArgumentException("A frontier has one hash for each bit that is set in its size.", nameof(bytes));
        var frontier = new MerkleFrontier { Size = size };
        for (; !bytes.IsEmpty; bytes = bytes[HashLength..])
            frontier.subtrees.Add(bytes[..HashLength].ToArray());
        return frontier;
    }

    public void Append(byte[] leafHash)
    {
        var hash = leafHash;
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            hash = MerkleTree.NodeHash(subtrees[^1], hash);
            subtrees.RemoveAt(subtrees.Count - 1);
        }

        subtrees.Add(hash);
        Size++;
    }

    public byte[] Root()
    {
        if (subtrees.Count == 0)
            return MerkleTree.Root([]);
        var root = subtrees[^1];
        for (var i = subtrees.Count - 2; i >= 0; i--)
            root = MerkleTree.NodeHash(subtrees[i], root);
        return root;
    }

    public byte[] ToBytes() => [.. subtrees.SelectMany(hash => hash)];
}

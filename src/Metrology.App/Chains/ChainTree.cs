using Metrology.Core.Planning;
using Metrology.Core.Words;

namespace Metrology.App.Chains;

/// <summary>What a node of a chain of traceability is.</summary>
public enum ChainKind
{
    Standard,
    Equipment,

    /// <summary>A standard of another institution.</summary>
    Upper,

    /// <summary>Whoever issued the certificate, where nobody has said by which standard.</summary>
    Issuer,

    /// <summary>A certificate that was issued here.</summary>
    Certificate,
}

/// <summary>A node with what is above or below it.</summary>
/// <param name="Detail">The certificate by which it hangs on the node before it, its range or its owner.</param>
/// <param name="Standing">On the day asked for; null where nothing is known of it.</param>
/// <param name="OwnPath">Its page; null when it has none, or has the one of its certificate.</param>
public sealed record ChainNode(ChainKind Kind, int Id, BilingualText Name, string Detail, StandardStanding? Standing, DateOnly? Until, string? OwnPath)
{
    /// <summary>Of a tree with ten thousand leaves most nodes have none.</summary>
    private List<ChainNode>? next;

    /// <summary>What follows, to be added to.</summary>
    public List<ChainNode> Below => next ??= [];

    public IReadOnlyList<ChainNode> Next => next ?? (IReadOnlyList<ChainNode>)[];

    /// <summary>Its page; null when it has none.</summary>
    public string? Path => OwnPath ?? (Kind == ChainKind.Certificate ? $"/certificates/{Name.Zh}" : null);

    public bool IsNational { get; init; }

    /// <summary>Its row, or a certificate of it, is not what the ledger says.</summary>
    public bool IsUnusable { get; init; }

    /// <summary>It stands elsewhere in the tree with what follows from it, and is not repeated.</summary>
    public bool IsShownElsewhere { get; init; }

    /// <summary>Certificates issued here that come from it, itself included.</summary>
    public int Leaves => Kind == ChainKind.Certificate ? 1 : Next.Sum(one => one.Leaves);

    public int Depth => Next.Count == 0 ? 0 : 1 + Next.Max(one => one.Depth);
}

/// <param name="Up">Where the value comes from; its root is the thing asked for.</param>
/// <param name="Down">Where it goes.</param>
public sealed record ChainTree(ChainNode Up, ChainNode Down);

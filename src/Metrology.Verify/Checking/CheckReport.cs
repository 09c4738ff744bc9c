using System.Security.Cryptography.X509Certificates;
using Metrology.Core.Words;

namespace Metrology.Verify.Checking;

/// <summary>Something that was found in a certificate.</summary>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Where">The value, page, part or rule that is meant; empty for the file as a whole.</param>
/// <param name="IsBroken">False for what somebody should look at and what breaks nothing.</param>
public sealed record CheckFinding(string Code, string Where, BilingualText Text, bool IsBroken = true);

/// <summary>What came of checking a certificate's file.</summary>
public sealed record CheckReport
{
    /// <summary>Number of the certificate, when it could be read.</summary>
    public string? Number { get; init; }

    /// <summary>Who signed the pages, or null when nobody did.</summary>
    public X509Certificate2? Signer { get; init; }

    /// <summary>The time that the signer claims.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>When an authority stamped the last signature that has a stamp; null when none has, or the stamp is wrong.</summary>
    public DateTimeOffset? StampedAt { get; init; }

    /// <summary>Who stamped.</summary>
    public X509Certificate2? StampAuthority { get; init; }

    /// <summary>The authority is, or leads to, a certificate that the user trusts; null when he named nobody, or nobody stamped.</summary>
    public bool? IsStampTrusted { get; init; }

    /// <summary>Who signed the pages before <see cref="Signer"/>, such as the institution before a seal service.</summary>
    public IReadOnlyList<X509Certificate2> EarlierSigners { get; init; } = [];

    /// <summary>The signer's certificate leads to one of those that were given; null when none were.</summary>
    public bool? IsTrusted { get; init; }

    /// <summary>The certificate says that it is a demonstration, or that its readings are simulated.</summary>
    public IReadOnlyList<BilingualText> Marks { get; init; } = [];

    /// <summary>Texts of the pages that were compared with the digital certificate.</summary>
    public int Compared { get; init; }

    /// <summary>Everything was computed again from a record.</summary>
    public bool IsRecomputed { get; init; }

    /// <summary>The digital certificate was written again from the record, byte for byte less its signature.</summary>
    public bool IsRebuilt { get; init; }

    /// <summary>Who vouches for the record; null when there was none that could be read.</summary>
    public BundleSigning? Bundle { get; init; }

    /// <summary>What the ledger says; null when there was no proof, or it does not hold.</summary>
    public LedgerWord? Ledger { get; init; }

    /// <summary>What was found, in the order of the checks.</summary>
    public required IReadOnlyList<CheckFinding> Findings { get; init; }

    /// <summary>The first broken thing, or null.</summary>
    public CheckFinding? Broken => Findings.FirstOrDefault(finding => finding.IsBroken);
}

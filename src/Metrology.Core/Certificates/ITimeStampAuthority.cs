using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>A time-stamping authority (RFC 3161). It may be slow or away: it is asked outside of every transaction.</summary>
public interface ITimeStampAuthority
{
    /// <summary>False when none is configured.</summary>
    bool IsConfigured { get; }

    /// <summary>Nothing is issued without a stamp. Otherwise a paper is issued without one when the authority gives none, and says so.</summary>
    bool IsRequired { get; }

    /// <returns>The token over the digest of a signature value, or <c>timestamp.*</c>: unreachable, refused, wrong.</returns>
    Outcome<ReadOnlyMemory<byte>> Stamp(ReadOnlyMemory<byte> sha256);

    /// <summary>The refusal of an authority that is none of those the institution named; null when it is, or none are named.</summary>
    /// <param name="chain">Encoded certificates of the stamp, the authority's own first.</param>
    Refusal? CannotTrust(IReadOnlyList<byte[]> chain, DateTimeOffset at);
}

/// <summary>No authority is configured.</summary>
public sealed class NoTimeStamps : ITimeStampAuthority
{
    public bool IsConfigured => false;

    public bool IsRequired => false;

    public Outcome<ReadOnlyMemory<byte>> Stamp(ReadOnlyMemory<byte> sha256) => throw new InvalidOperationException("No authority is configured.");

    public Refusal? CannotTrust(IReadOnlyList<byte[]> chain, DateTimeOffset at) => null;
}

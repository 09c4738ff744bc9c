namespace Metrology.Core.Planning;

/// <summary>The dates on which the standing of a standard depends. Every date is the first or last day inclusive; null is unknown.</summary>
public sealed record StandardDates(
    IReadOnlyList<CertificatePeriod> Assessment,
    IReadOnlyList<CertificatePeriod> Public,
    DateOnly? SuspendedFrom,
    DateOnly? SuspendedUntil,
    DateOnly? WithdrawnOn)
{
    /// <summary>Further suspensions; their first day is known, and null as the last is without end.</summary>
    public IReadOnlyList<CertificatePeriod> Suspensions { get; init; } = [];

    /// <summary>From a change of the standard to the examination of it: whether the certificates cover it is not known. Null as the last day is until further notice.</summary>
    public IReadOnlyList<CertificatePeriod> Pending { get; init; } = [];

    /// <summary>
    /// Whether it stands on a public standard certificate, too. That is issued for public standards alone (计量法实施细则 第八条); the highest standard of a department or an enterprise is used once it is
    /// assessed (第十条).
    /// </summary>
    public bool NeedsPublic { get; init; } = true;

    /// <summary>The certificates that it stands on, one list a kind: each of them has to be in force.</summary>
    public IEnumerable<IReadOnlyList<CertificatePeriod>> Needed => NeedsPublic ? [Assessment, Public] : [Assessment];
}

/// <summary>Validity of one certificate, first and last day inclusive.</summary>
public sealed record CertificatePeriod(DateOnly? From, DateOnly? Until);

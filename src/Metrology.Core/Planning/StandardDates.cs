namespace Metrology.Core.Planning;

/// <summary>The dates on which the standing of a standard depends. Every date is the first or last day inclusive; null is unknown.</summary>
public sealed record StandardDates(
    IReadOnlyList<CertificatePeriod> Assessment,
    IReadOnlyList<CertificatePeriod> Public,
    DateOnly? SuspendedFrom,
    DateOnly? SuspendedUntil,
    DateOnly? WithdrawnOn);

/// <summary>Validity of one certificate, first and last day inclusive.</summary>
public sealed record CertificatePeriod(DateOnly? From, DateOnly? Until);

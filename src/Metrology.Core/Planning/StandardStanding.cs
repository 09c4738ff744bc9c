namespace Metrology.Core.Planning;

/// <summary>Standing of a public measurement standard on a date, from the dates of its two certificates. An unknown date is never taken as valid.</summary>
public enum StandardStanding
{
    /// <summary>The certificates that it needs in force and the standard in use.</summary>
    Valid,

    /// <summary>In force, and one of the two lapses within the warning period.</summary>
    Expiring,

    /// <summary>A certificate has lapsed.</summary>
    Expired,

    /// <summary>封存 on that date.</summary>
    Suspended,

    /// <summary>撤销.</summary>
    Withdrawn,

    /// <summary>A date is missing: counted apart, never hidden.</summary>
    Unknown,

    /// <summary>Certified only from a later day on, or a certificate that it needs never came.</summary>
    NotYet,
}

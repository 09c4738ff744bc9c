using System.Security.Cryptography.X509Certificates;

namespace Metrology.Documents.TimeStamps;

/// <summary>Which authority stamps, and what happens when it does not.</summary>
/// <param name="IsRequired">Nothing is issued without a stamp.</param>
/// <param name="Timeout">For the whole answer.</param>
/// <param name="Trusted">Certificates that the authority must lead to; empty when any will do.</param>
public sealed record TimeStampSettings(Uri Address, bool IsRequired, TimeSpan Timeout, IReadOnlyList<X509Certificate2> Trusted)
{
    /// <summary>Unless the institution says otherwise.</summary>
    public static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Largest answer, bytes; a token with its certificates has three to six thousand.</summary>
    public const int LargestAnswer = 64 * 1024;

    /// <summary>How far the stated time may be from the server's.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
}

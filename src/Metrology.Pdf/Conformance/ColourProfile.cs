using System.Security.Cryptography;

namespace Metrology.Pdf.Conformance;

/// <summary>The one colour profile of every file that is written here: what its device colours look like.</summary>
public static class ColourProfile
{
    /// <summary>Lower-case hexadecimal SHA-256 of the profile.</summary>
    public static string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(SrgbProfile.Build()));
}

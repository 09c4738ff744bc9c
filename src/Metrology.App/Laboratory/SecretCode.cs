using System.Security.Cryptography;
using System.Text;

namespace Metrology.App.Laboratory;

/// <summary>Codes that the server draws and people type: about 129 bits, so that a plain hash cannot be searched and is all that is kept.</summary>
internal static class SecretCode
{
    private const int Length = 26;

    private const int Group = 7;

    /// <summary>Without letters and digits that look alike.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string Draw() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Length).Chunk(Group).Select(part => new string(part)));

    /// <summary>Case, dashes and blanks do not count.</summary>
    public static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(new string([.. code.ToLowerInvariant().Where(Alphabet.Contains)]))));

    /// <summary>In the same time whether they are the same or not, and where they differ.</summary>
    public static bool AreSame(string hash, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));
}

using System.Security.Cryptography;
using System.Text;

namespace Metrology.App.Laboratory;

/// <summary>Codes for the day on which the authenticator is lost. Each lets in once; only their hashes are kept.</summary>
public static class RecoveryCodes
{
    public const int Count = 10;

    /// <summary>Letters of a code: about 129 bits, so that a plain hash cannot be searched.</summary>
    private const int Length = 26;

    private const int Group = 7;

    /// <summary>Without letters and digits that look alike.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string[] Draw() =>
        [.. Enumerable.Range(0, Count).Select(_ => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Length).Chunk(Group).Select(part => new string(part))))];

    public static string HashesOf(IEnumerable<string> codes) => string.Join(' ', codes.Select(HashOf));

    /// <summary>How many are left.</summary>
    public static int Left(string hashes) => hashes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>The hashes without that of the code, or null when it is none of them.</summary>
    internal static string? Without(string hashes, string code)
    {
        var (all, hash) = (hashes.Split(' ', StringSplitOptions.RemoveEmptyEntries), HashOf(code));
        return all.Contains(hash) ? string.Join(' ', all.Where(one => one != hash)) : null;
    }

    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(new string([.. code.ToLowerInvariant().Where(Alphabet.Contains)]))));
}

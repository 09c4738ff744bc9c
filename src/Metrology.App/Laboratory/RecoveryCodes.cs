namespace Metrology.App.Laboratory;

/// <summary>Codes for the day on which the authenticator is lost. Each lets in once; only their hashes are kept.</summary>
public static class RecoveryCodes
{
    public const int Count = 10;

    public static string[] Draw() => [.. Enumerable.Range(0, Count).Select(_ => SecretCode.Draw())];

    public static string HashesOf(IEnumerable<string> codes) => string.Join(' ', codes.Select(SecretCode.HashOf));

    /// <summary>How many are left.</summary>
    public static int Left(string hashes) => hashes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>The hashes without that of the code, or null when it is none of them. Every one is compared, so that the time says nothing.</summary>
    internal static string? Without(string hashes, string code)
    {
        var (all, hash) = (hashes.Split(' ', StringSplitOptions.RemoveEmptyEntries), SecretCode.HashOf(code));
        var left = all.Where(one => !SecretCode.AreSame(one, hash)).ToArray();
        return left.Length < all.Length ? string.Join(' ', left) : null;
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using Metrology.App.Laboratory;
using Metrology.Web.Host;

namespace Metrology.Web.Access;

/// <summary>
/// The sign-ins of a demonstration, one a role. Passwords are drawn when the demonstration is seeded and kept in a file that only the owner can read, so that
/// the sign-in page can offer them after a restart. Without <c>--demo</c> there are none.
/// </summary>
public sealed class DemoLogins(string? file)
{
    /// <summary>About 95 bits.</summary>
    private const int PasswordLength = 20;

    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public sealed record Login(Role Role, string UserName, string Password);

    public IReadOnlyList<Login> All { get; private set; } = file is not null && File.Exists(file)
        ? JsonSerializer.Deserialize<Login[]>(File.ReadAllText(file)) ?? []
        : [];

    public static string NewPassword() => RandomNumberGenerator.GetString(Alphabet, PasswordLength);

    /// <summary>Remembers what the seed made.</summary>
    public void Keep(IReadOnlyList<Login> logins)
    {
        All = logins;
        if (file is not null)
            PrivateFiles.Write(file, JsonSerializer.Serialize(logins));
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Metrology.Core.Words;

namespace Metrology.Web.Access;

/// <summary>
/// Passwords of a list that the institution has, of common or leaked ones: compared here, never sent anywhere (NIST SP 800-63B-4 3.1.1.2). Eight bytes of a hash each are kept, so that millions fit
/// into memory; what shares them by chance, one of some 10¹², is refused too. None is shipped.
/// </summary>
public sealed class ForbiddenPasswords
{
    internal const string Variable = "METROLOGY_PASSWORD_LIST";

    public static readonly ForbiddenPasswords None = new([]);

    /// <summary>160 MB of memory.</summary>
    internal const int Most = 20_000_000;

    private static readonly Refusal Unreadable = Refusal.Of(
        "serve.bad-password-list",
        $"{Variable} 须为可读的文本文件（UTF-8），每行一个密码，最多 {Most} 行可用的。",
        $"{Variable} takes a readable text file (UTF-8) with a password on each line, {Most} that fit the policy at most.");

    private readonly ulong[] hashes;

    private ForbiddenPasswords(ulong[] hashes) => this.hashes = hashes;

    /// <summary>How many of the list fit the policy: shorter ones are refused anyway.</summary>
    public int Count => hashes.Length;

    public bool Contains(string password) => Array.BinarySearch(hashes, HashOf(password)) >= 0;

    internal static Outcome<ForbiddenPasswords> From(Func<string, string?> setting) => setting(Variable) is { Length: > 0 } file ? Read(file) : None;

    internal static Outcome<ForbiddenPasswords> Read(string file)
    {
        try
        {
            var hashes = File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length is >= PasswordPolicy.MinimumLength and <= PasswordPolicy.MaximumLength)
                .Select(HashOf).Take(Most + 1).Distinct().ToArray();
            if (hashes.Length > Most)
                return Unreadable;
            Array.Sort(hashes);
            return new ForbiddenPasswords(hashes);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Unreadable;
        }
    }

    /// <summary>Without regard to case.</summary>
    private static ulong HashOf(string password) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(password.Trim().ToLowerInvariant())));
}

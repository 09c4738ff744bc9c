using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Metrology.App.Laboratory;

/// <summary>How much the clock of a person's authenticator may differ from that of the server, either way.</summary>
public sealed record CodeTolerance(TimeSpan Each);

/// <summary>Codes that an authenticator shows: TOTP of RFC 6238 with HMAC-SHA-1, six digits and steps of thirty seconds, which every authenticator knows.</summary>
public static class TimeCode
{
    public const int Digits = 6;
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>The most that a clock may be off where codes are still taken: more than one step before or after is guessing (RFC 6238 5.2).</summary>
    public static readonly TimeSpan MostTolerance = Step;

    /// <summary>Bytes of a key: the length of the hash (RFC 4226 4, R6).</summary>
    public const int KeyLength = 20;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A key as people type it: base32 (RFC 4648 6) without padding.</summary>
    public static string NewKey() => Text(RandomNumberGenerator.GetBytes(KeyLength));

    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / (long)Step.TotalSeconds;

    /// <summary>The code of a step.</summary>
    public static string Of(string key, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8], hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // HMAC-SHA-1 is what authenticators compute; collisions of SHA-1 do not concern HMAC (RFC 6238 B, RFC 6151).
        HMACSHA1.HashData(Bytes(key), counter, hash);
#pragma warning restore CA5350
        // Dynamic truncation, RFC 4226 5.3.
        var value = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0x0F)..]) & 0x7FFF_FFFF;
        return (value % (uint)Math.Pow(10, digits)).ToString(new string('0', digits), CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code was typed, later than the one taken last; null when it is none.</summary>
    /// <param name="tolerance">How much the clocks may be off; without any a code is taken as long as it is shown.</param>
    public static long? Accepted(string key, string code, DateTimeOffset at, long last, TimeSpan tolerance)
    {
        var typed = code.Replace(" ", "", StringComparison.Ordinal);
        if (typed.Length != Digits)
            return null;
        var (first, end) = (StepAt(at - tolerance), StepAt(at + tolerance));
        long? found = null;
        // Every step is compared, so that the time says nothing.
        for (var step = first; step <= end; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(Of(key, step)), System.Text.Encoding.UTF8.GetBytes(typed)) && step > last)
                found = step;
        }

        return found;
    }

    /// <summary>What a QR code for an authenticator holds (the form of the key that authenticators read).</summary>
    public static string Address(string key, string issuer, string account) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&algorithm=SHA1&digits={Digits}&period={(int)Step.TotalSeconds}";

    internal static string Text(ReadOnlySpan<byte> bytes)
    {
        var text = new System.Text.StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var one in bytes)
        {
            (bits, held) = ((bits << 8) | one, held + 8);
            for (; held >= 5; held -= 5)
                text.Append(Base32[(bits >> (held - 5)) & 31]);
            bits &= (1 << held) - 1;
        }

        return held > 0 ? text.Append(Base32[(bits << (5 - held)) & 31]).ToString() : text.ToString();
    }

    private static byte[] Bytes(string key)
    {
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var letter in key)
        {
            (bits, held) = ((bits << 5) | Base32.IndexOf(letter, StringComparison.Ordinal), held + 5);
            if (held < 8)
                continue;
            bytes.Add((byte)(bits >> (held - 8)));
            held -= 8;
            bits &= (1 << held) - 1;
        }

        return [.. bytes];
    }
}

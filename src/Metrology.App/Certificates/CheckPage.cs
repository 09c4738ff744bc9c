using System.Globalization;
using System.Security.Cryptography;

namespace Metrology.App.Certificates;

/// <summary>Where strangers check a certificate: an address with number and check code, printed as QR code.</summary>
/// <param name="baseAddress">Null when strangers reach none: papers then bear number and code alone, for whoever asks the institution.</param>
public sealed class CheckPage(Uri? baseAddress)
{
    public bool HasAddress => baseAddress is not null;

    /// <summary>Of 31 characters each: 79 bits, not to be guessed, short enough to type.</summary>
    private const int CodeLength = 16;

    /// <summary>Without the letters and digits that people confuse.</summary>
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    public string NewCode() => RandomNumberGenerator.GetString(Alphabet, CodeLength);

    /// <summary>Empty when there is none.</summary>
    public string AddressOf(string number, string code) => baseAddress is null
        ? ""
        : new Uri(baseAddress, string.Create(CultureInfo.InvariantCulture, $"check/{Uri.EscapeDataString(number)}?code={code}")).AbsoluteUri;

    /// <summary>A code as typed from paper: in groups, in small letters.</summary>
    public static string Normalize(string? code) =>
        string.Concat((code ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}

using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Metrology.Web.Access;

/// <summary>Something that the server said to a form and gets back unchanged within a few minutes: who gave a right password, which key is being set up.</summary>
internal sealed class Ticket(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Time to look for the telephone.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public string Write(string purpose, string text) =>
        protection.CreateProtector("metrology.ticket", purpose).Protect($"{(clock.GetUtcNow() + Life).UtcTicks.ToString(CultureInfo.InvariantCulture)} {text}");

    /// <summary>Null when it is none, for something else, or too old.</summary>
    public string? Read(string purpose, string? ticket)
    {
        if (string.IsNullOrEmpty(ticket))
            return null;
        try
        {
            var parts = protection.CreateProtector("metrology.ticket", purpose).Unprotect(ticket).Split(' ', 2);
            return long.Parse(parts[0], CultureInfo.InvariantCulture) > clock.GetUtcNow().UtcTicks ? parts[1] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

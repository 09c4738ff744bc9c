using System.Security.Cryptography;
using Metrology.App.Laboratory;
using Microsoft.AspNetCore.DataProtection;

namespace Metrology.Web.Access;

/// <summary>Keys of second factors are sealed with the keys of the data folder: who has only the database has no second factor.</summary>
internal sealed class KeySeal(IDataProtectionProvider protection) : IKeySeal
{
    private readonly IDataProtector protector = protection.CreateProtector("metrology.second-factor");

    public string Seal(string key) => protector.Protect(key);

    public string? Open(string? sealedKey)
    {
        if (sealedKey is null)
            return null;
        try
        {
            return protector.Unprotect(sealedKey);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

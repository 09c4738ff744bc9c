using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Metrology.Core.Quantities;

namespace Metrology.App.Verifications;

/// <summary>A value that a person read and typed. The text typed is the raw form; its resolution is its last digit.</summary>
public static class TypedReading
{
    /// <summary>Name of the instrument of a typed value.</summary>
    public const string Instrument = "typed";

    public static Reading Of(string measurand, decimal value, string unit, DateTimeOffset at)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return new(Instrument, measurand, text, value, unit, LastDigit(value), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), null, at);
    }

    private static decimal LastDigit(decimal value) => new(1, 0, 0, false, value.Scale);
}

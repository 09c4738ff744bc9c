using System.Security.Cryptography;
using System.Text;

namespace Metrology.Core.Records;

/// <summary>Readings that a person took and typed: no bytes of an instrument stand behind them.</summary>
public static class TypedReadings
{
    /// <summary>Name of the instrument of such a reading.</summary>
    public const string Instrument = "typed";

    /// <summary>Its raw form is the text typed.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

using System.Globalization;
using Metrology.Core.Quantities;
using Metrology.Core.Records;

namespace Metrology.App.Verifications;

/// <summary>A value that a person read and typed. The text typed is the raw form; its resolution is its last digit.</summary>
public static class TypedReading
{
    public static Reading Of(string measurand, decimal value, string unit, DateTimeOffset at)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return new(TypedReadings.Instrument, measurand, text, value, unit, LastDigit(value), TypedReadings.HashOf(text), null, at);
    }

    private static decimal LastDigit(decimal value) => new(1, 0, 0, false, value.Scale);
}

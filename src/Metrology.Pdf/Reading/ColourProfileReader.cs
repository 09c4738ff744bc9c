using System.Security.Cryptography;
using Metrology.Pdf.Conformance;
using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading;

/// <summary>The output intent, compared whole with the one that <see cref="OutputIntent"/> writes.</summary>
internal static class ColourProfileReader
{
    static readonly string[] OfIntent = ["Type", "S", "OutputConditionIdentifier", "Info", "DestOutputProfile"];
    static readonly string[] OfProfile = ["N", "Length", "Filter"];

    /// <summary>Lower-case hexadecimal SHA-256 of its profile; null where the intent or the dictionary of the profile is another, or there is not exactly one.</summary>
    public static string? Read(ObjectTable objects, PdfDictionary catalog)
    {
        if (objects.Items(catalog.Find("OutputIntents")) is not [var only] || objects.Dictionary(only) is not { } intent || !IsOwn(objects, intent)
            || objects.Resolve(intent.Find("DestOutputProfile")) is not PdfStream profile
            || profile.Entries.Any(entry => !OfProfile.Contains(entry.Key)) || objects.Integer(profile.Find("N")) != OutputIntent.Components)
            return null;
        return Convert.ToHexStringLower(SHA256.HashData(objects.Unpack(profile)));
    }

    static bool IsOwn(ObjectTable objects, PdfDictionary intent) =>
        intent.Entries.All(entry => OfIntent.Contains(entry.Key))
        && objects.Resolve(intent.Find("Type")).IsName("OutputIntent") && objects.Resolve(intent.Find("S")).IsName("GTS_PDFA1")
        && objects.Text(intent.Find("OutputConditionIdentifier")) == OutputIntent.Condition && objects.Text(intent.Find("Info")) == OutputIntent.Condition;
}

using System.Text.RegularExpressions;
using Metrology.Core.Certificates;
using Metrology.Dcc.Dsi;

namespace Metrology.Dcc.Writing;

/// <summary>Numbers in D-SI: the digits of the paper, and as label the id of the value they show.</summary>
internal static partial class Numbers
{
    /// <summary>Stands where the paper has a dash.</summary>
    public const string Missing = "NaN";

    public static void Single(DccXml xml, PrintedNumber number)
    {
        var unit = UnitOf(xml, number);
        xml.Si("real", () =>
        {
            xml.SiText("label", number.Id);
            xml.SiText("value", Digits(xml, number.Id, number.Digits));
            xml.SiText("unit", unit.Notation);
        });
        NonSi(xml, unit);
    }

    public static void List(DccXml xml, PrintedColumn column)
    {
        var units = column.Numbers.Select(number => UnitOf(xml, number)).ToList();
        var distinct = units.Distinct().ToList();
        if (distinct.Count > 1 && distinct.Exists(unit => unit.NonSi is not null))
            xml.Refuse(DccRefusals.MixedUnits(column.Title.Zh));
        xml.Si("realListXMLList", () =>
        {
            xml.SiText("labelXMLList", Joined(column.Numbers, number => Id(xml, number.Id)));
            xml.SiText("valueXMLList", Joined(column.Numbers, number => Digits(xml, number.Id, number.Digits)));
            xml.SiText("unitXMLList", distinct.Count == 1 ? distinct[0].Notation : Joined(units, unit => unit.Notation));
            if (column.Uncertainty is { } uncertainty && uncertainty.Any(one => one.Digits is not null))
                Expanded(xml, uncertainty);
        });
        NonSi(xml, distinct[0]);
    }

    private static void Expanded(DccXml xml, IReadOnlyList<PrintedUncertainty> uncertainty) =>
        xml.Si("measurementUncertaintyUnivariateXMLList", () => xml.Si("expandedMUXMLList", () =>
        {
            xml.SiText("valueExpandedMUXMLList", Joined(uncertainty, one => Digits(xml, one.Id, one.Digits)));
            xml.SiText("coverageFactorXMLList", Joined(uncertainty, one => one.Digits is null ? Missing : one.CoverageFactor));
            xml.SiText("coverageProbabilityXMLList", Joined(uncertainty, one => one.Digits is null ? Missing : one.CoverageProbability));
        }));

    private static void NonSi(DccXml xml, DsiUnit unit)
    {
        if (unit.NonSi is { } name)
        {
            Results.MetaData(xml, null, () =>
            {
                xml.Text("nonSIDefinition", "Unit of the certificate; currencies by ISO 4217, imp: pulses counted, r: revolutions counted, var: reactive power.");
                xml.Text("nonSIUnit", name);
            });
        }
    }

    private static DsiUnit UnitOf(DccXml xml, PrintedNumber number)
    {
        if (DsiUnits.Of(number.Unit) is { } unit)
            return unit;
        xml.Refuse(DccRefusals.Unit(number.Unit));
        return new(@"\one");
    }

    private static string Digits(DccXml xml, string id, string? digits)
    {
        if (digits is null)
            return Missing;
        if (!Decimal().IsMatch(digits))
            xml.Refuse(DccRefusals.Number(id, digits));
        return digits;
    }

    private static string Id(DccXml xml, string id)
    {
        if (id.Any(char.IsWhiteSpace))
            xml.Refuse(DccRefusals.Id(id));
        return id;
    }

    private static string Joined<T>(IEnumerable<T> values, Func<T, string> text) => string.Join(' ', values.Select(text));

    /// <summary>decimalType of D-SI.</summary>
    [GeneratedRegex(@"^[-+]?([0-9]*\.[0-9]+|[0-9]+\.?)([Ee][-+]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    public static partial Regex Decimal();
}

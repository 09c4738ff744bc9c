using System.Xml;
using Metrology.Dcc.Dsi;
using Metrology.Dcc.Xml;

namespace Metrology.Dcc.Reading;

/// <summary>The numbers of one quantity, by D-SI 2.x; the elements that version 2.2.1 calls deprecated are those of older files.</summary>
internal sealed class QuantityReading(DccProblem problem)
{
    public List<string> NotRead { get; } = [];

    public void Read(XmlElement quantity, IReadOnlyList<ReadText> within, string? refType, List<ReadValue> into)
    {
        var nonSi = quantity.At("measurementMetaData").Dcc("metaData").Select(one => Texts.Plain(one, "nonSIUnit")).FirstOrDefault(unit => unit is not null);
        var frame = new Frame(Texts.Of(quantity, "name"), within, quantity.Attribute("refType") ?? refType, nonSi);
        Elements(quantity, frame, into);
    }

    private void Elements(XmlElement parent, Frame frame, List<ReadValue> into)
    {
        for (var node = parent.FirstChild; node is not null; node = node.NextSibling)
        {
            if (node is not XmlElement { NamespaceURI: Namespaces.Si } element)
                continue;
            switch (element.LocalName)
            {
                case "real" or "constant":
                    Real(element, frame, into);
                    break;
                case "realListXMLList":
                    List(element, frame, into);
                    break;
                case "list" or "hybrid" or "realList":
                    Elements(element, frame, into);
                    break;
                case "complex" or "complexList" or "complexListXMLList":
                    NotRead.Add($"si:{element.LocalName}");
                    break;
            }
        }
    }

    private void Real(XmlElement element, Frame frame, List<ReadValue> into) => into.Add(
        frame.Value(element.Si("label").Said(), Number(element, "value"), Unit(element.Si("unit").Said())) with { Uncertainty = Uncertainty(element) });

    private ReadUncertainty? Uncertainty(XmlElement real)
    {
        var any = real.Si("measurementUncertaintyUnivariate") ?? real;
        if ((any.Si("expandedMU") ?? real.Si("expandedUnc")) is { } expanded)
        {
            var name = expanded.Si("valueExpandedMU") is null ? "uncertainty" : "valueExpandedMU";
            return new(UncertaintyKind.Expanded, Number(expanded, name), Number(expanded, "coverageFactor"), Number(expanded, "coverageProbability"));
        }

        if ((any.Si("coverageIntervalMU") ?? real.Si("coverageInterval")) is { } interval)
        {
            var name = interval.Si("valueStandardMU") is null ? "standardUnc" : "valueStandardMU";
            return new(UncertaintyKind.Interval, Number(interval, name), null, Number(interval, "coverageProbability"))
            {
                Interval = (Number(interval, "intervalMin"), Number(interval, "intervalMax")),
            };
        }

        var standard = any.Si("standardMU") ?? (real.Si("valueStandardMU") is null ? null : real);
        return standard is null ? null : new(UncertaintyKind.Standard, Number(standard, "valueStandardMU"), null, null);
    }

    private void List(XmlElement element, Frame frame, List<ReadValue> into)
    {
        var values = DsiText.List(element.Si("valueXMLList").Said() ?? "");
        if (values.Length == 0)
            problem.Missing("valueXMLList");
        var labels = Many(element, "labelXMLList", values.Length, isNumber: false);
        var units = Many(element, "unitXMLList", values.Length, isNumber: false);
        if (units is null)
            problem.Missing("unitXMLList");
        var any = element.Si("measurementUncertaintyUnivariateXMLList");
        var expanded = any.Si("expandedMUXMLList") ?? element.Si("expandedUncXMLList");
        var u = Many(expanded, expanded.Si("valueExpandedMUXMLList") is null ? "uncertaintyXMLList" : "valueExpandedMUXMLList", values.Length);
        var (k, p) = (Many(expanded, "coverageFactorXMLList", values.Length), Many(expanded, "coverageProbabilityXMLList", values.Length));
        var standard = Many(any.Si("standardMUXMLList"), "valueStandardMUXMLList", values.Length);
        if ((any.Si("coverageIntervalMUXMLList") ?? element.Si("coverageIntervalXMLList")) is { } interval)
            NotRead.Add($"si:{interval.LocalName}");
        for (var i = 0; i < values.Length; i++)
        {
            if (!DsiText.IsNumber(values[i]))
                problem.Number("valueXMLList", values[i]);
            into.Add(frame.Value(labels?[i], values[i], Unit(units?[i])) with
            {
                Uncertainty = u is not null && u[i] != Writing.Numbers.Missing ? new(UncertaintyKind.Expanded, u[i], k?[i], p?[i])
                    : standard is not null && standard[i] != Writing.Numbers.Missing ? new(UncertaintyKind.Standard, standard[i], null, null) : null,
            });
        }
    }

    /// <summary>As many texts as there are values: one each, or one that holds for all. Null when the element is absent.</summary>
    private string[]? Many(XmlElement? parent, string name, int count, bool isNumber = true)
    {
        if (parent.Si(name) is not { } element)
            return null;
        var texts = DsiText.List(element.InnerText);
        if (isNumber && Array.Find(texts, text => !DsiText.IsNumber(text)) is { } wrong)
            problem.Number(name, wrong);
        if (texts.Length == count)
            return texts;
        if (texts.Length != 1)
            problem.Length(name);
        var first = texts.Length == 0 ? "" : texts[0];
        return [.. Enumerable.Repeat(first, count)];
    }

    private string Number(XmlElement parent, string name)
    {
        var text = parent.Si(name).Said();
        if (text is null)
            problem.Missing(name);
        else if (!DsiText.IsNumber(text))
            problem.Number(name, text);
        return text ?? Writing.Numbers.Missing;
    }

    private string Unit(string? text)
    {
        if (string.IsNullOrEmpty(text))
            problem.Missing("unit");
        return text ?? "";
    }

    /// <summary>What the numbers of one quantity have in common.</summary>
    private sealed record Frame(ReadText Name, IReadOnlyList<ReadText> Within, string? RefType, string? NonSi)
    {
        public ReadValue Value(string? label, string digits, string unit) => new(label, Name, Within, RefType, digits, new DsiUnit(unit, NonSi));
    }
}

using System.Text.RegularExpressions;
using Metrology.Core.Certificates;
using Metrology.Core.Quantities;
using Metrology.Dcc.Dsi;

namespace Metrology.Dcc.Checking;

/// <summary>What the texts of a paper state, by path.</summary>
internal static partial class PaperValues
{
    public static Dictionary<string, string> Of(IEnumerable<PaperText> texts)
    {
        var values = new PathValues();
        var all = texts.ToList();
        foreach (var text in all)
            Value(text, values);
        foreach (var range in all.Where(one => Part(one.Id) == "range"))
        {
            var owner = range.Id[..range.Id.LastIndexOf('/')];
            var uncertainty = all.Find(one => one.Id == $"{owner}/uncertainty")?.Text;
            values.Add($"{owner}/description", Shown.Standard(Shown.OrEmpty(range.Text), Shown.OrEmpty(uncertainty)));
        }

        return values.All;
    }

    private static void Value(PaperText text, PathValues values)
    {
        var (id, said) = (text.Id, text.Text.Trim());
        switch (Part(id))
        {
            case "range" or "uncertainty" when id.StartsWith("standards/", StringComparison.Ordinal):
                // Both stand in one text of the XML.
                break;
            case "limit":
                Limits(id, said, UnitOf(text.Heading), values);
                break;
            case "uncertainty" when Shown.IsNumber(id):
                Expanded(id, said, text.Heading, values);
                break;
            case "verdict" or "conforms":
                values.Add(Shown.Path(id), Conclusion().Replace(said, ""));
                break;
            case "decision":
                values.Add(id, Numbering().Replace(said, ""));
                break;
            default:
                values.Add(Shown.Path(id), Shown.IsNumber(id) ? WithUnit(said, UnitOf(text.Heading)) : said);
                break;
        }
    }

    private static string Part(string id) => id[(id.LastIndexOf('/') + 1)..];

    /// <summary>"+0.61" under "Mean error/%", or "16 A", as "+0.61 \percent"; a dash stays one.</summary>
    private static string WithUnit(string text, string? unit)
    {
        if (text == Shown.Dash)
            return text;
        // A value in unit one stands alone, SI Brochure 5.4.7; at the end of a line the space before a unit is lost.
        if (unit is null && Measured().Match(text) is { Success: true } measured)
            (text, unit) = (measured.Groups[1].Value, measured.Groups[2].Value);
        var symbol = unit is null or "" ? "1" : unit;
        return Shown.Number(text, DsiUnits.Of(symbol) ?? new(symbol));
    }

    /// <summary>U as a number with its unit. k stands beside it, "0.12 (k=2.31)", with p in the title, "U (p=95%)/%"; or k in the title, "U (k=2)/%", with p beside U where it is not that of the normal law.</summary>
    private static void Expanded(string id, string text, string heading, PathValues values)
    {
        var own = Beside().Match(text);
        values.Add(Shown.Path(id), WithUnit(own.Success ? text[..own.Index] : text, UnitOf(heading)));
        if (text == Shown.Dash)
            return;
        var title = Beside().Match(heading);
        var factor = Said(own, Factor) ?? Said(title, Factor);
        var probability = Said(own, Probability) ?? (Said(title, Share) is { } share ? CoverageText.Of(0, Number(share) / 100, 0) : factor is null ? null : CoverageText.Of(Number(factor)));
        values.Add($"{Shown.Path(id)}/k", factor);
        values.Add($"{Shown.Path(id)}/p", probability);
    }

    private static string? Said(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value : null;

    private static double Number(string digits) => double.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>"±1.0", "-4.0 ~ +1.0", "≤ 0.2", "&gt; 3".</summary>
    private static void Limits(string id, string text, string? unit, PathValues values)
    {
        if (text == Shown.Dash)
            return;

        if (text.StartsWith('±'))
        {
            Add("lower", "-" + text[1..]);
            Add("upper", "+" + text[1..]);
        }
        else if (text.Split('~', StringSplitOptions.TrimEntries) is [var lower, var upper])
        {
            Add("lower", lower);
            Add("upper", upper);
        }
        else
        {
            Add(text.StartsWith('≤') || text.StartsWith('<') ? "upper" : text.StartsWith('≥') || text.StartsWith('>') ? "lower" : "unreadable", text.TrimStart('≤', '<', '≥', '>', ' '));
        }

        void Add(string side, string digits) => values.Add($"{Shown.Path(id)}/{side}", WithUnit(digits, unit));
    }

    /// <summary>The unit at the end of a title, "Reference energy E0/kWh": what follows the first slash after which a known unit stands.</summary>
    private static string? UnitOf(string title)
    {
        for (var slash = title.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = title.IndexOf('/', slash + 1))
        {
            if (slash + 1 < title.Length && Units.Find(title[(slash + 1)..].Trim()) is { } unit)
                return unit.Symbol;
        }

        return null;
    }

    [GeneratedRegex(@"^((?>[-+]?[0-9]+(?:\.[0-9]*)?))\s*([^0-9.\s].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Measured();

    private const string Factor = "k", Probability = "p", Share = "share";

    /// <summary>"(k=2.31)", "(p=0.88)", "(p=95%)".</summary>
    [GeneratedRegex(@"\s*\((?:k=(?<k>[0-9]+(?:\.[0-9]+)?)|p=(?<share>[0-9]+(?:\.[0-9]+)?)%|p=(?<p>[0-9]+(?:\.[0-9]+)?))\)", RegexOptions.CultureInvariant)]
    private static partial Regex Beside();

    /// <summary>"结论：", "Conclusion: ".</summary>
    [GeneratedRegex(@"^(结论：|Conclusion:\s*)", RegexOptions.CultureInvariant)]
    private static partial Regex Conclusion();

    /// <summary>"3. ".</summary>
    [GeneratedRegex(@"^[0-9]+\.\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Numbering();
}

using Metrology.Core.Certificates;
using Metrology.Core.Decisions;
using Metrology.Core.Words;
using Metrology.Dcc.Reading;

namespace Metrology.Dcc.Checking;

/// <summary>What a digital certificate of this system says, as text by the same paths as the paper.</summary>
internal static class XmlValues
{
    public static Dictionary<string, string> Of(ReadDcc xml, Language language)
    {
        var values = new PathValues();
        new XmlFacts(xml, language, values).Add();
        foreach (var condition in xml.Conditions.Where(one => one.Label is not null))
        {
            var path = condition.Label!.StartsWith(Shown.Environment, StringComparison.Ordinal) ? Shown.Condition(condition.Label) : $"conditions/{condition.Label}";
            values.Add(path, Number(condition));
        }

        foreach (var value in xml.Values)
            Value(value, values);
        foreach (var one in xml.Conformities.Where(one => one.Reference is { } id && !id.Contains('/', StringComparison.Ordinal)))
            values.Add($"{Shown.Result(one.Reference!)}/verdict", Word(one.Status, verdict => Phrases.Of(verdict).In(language)));
        foreach (var one in xml.Conformities.Where(one => one.Reference?.EndsWith("/verdict", StringComparison.Ordinal) == true))
            values.Add(Shown.Result(one.Reference!), Word(one.Status, verdict => Phrases.Of(verdict).In(language)));
        foreach (var one in xml.Conformities.Where(one => one.Reference?.EndsWith("/conforms", StringComparison.Ordinal) == true))
            values.Add(Shown.Result(one.Reference!), Word(one.Status, verdict => Phrases.Conforms(verdict == Verdict.Pass).In(language)));
        return values.All;
    }

    private static void Value(ReadValue value, PathValues values)
    {
        // A number without a label is printed nowhere, and that is what is said of it.
        var path = Shown.Result(value.Label ?? $"unlabelled/{value.Name.In(Language.En)}");
        values.Add(path, Number(value));
        if (value.Uncertainty is { } uncertainty)
        {
            var own = $"{path[..path.LastIndexOf('/')]}/uncertainty";
            values.Add(own, Shown.Number(uncertainty.Digits, value.Unit));
            values.Add($"{own}/k", uncertainty.CoverageFactor ?? Shown.Dash);
            values.Add($"{own}/p", uncertainty.CoverageProbability ?? Shown.Dash);
        }
    }

    private static string Number(ReadValue value) => value.IsMissing ? Shown.Dash : Shown.Number(value.Digits, value.Unit);

    private static string Word(string status, Func<Verdict, string> words) => status switch
    {
        "pass" => words(Verdict.Pass),
        "conditionalPass" => words(Verdict.ConditionalPass),
        "fail" => words(Verdict.Fail),
        _ => status,
    };
}

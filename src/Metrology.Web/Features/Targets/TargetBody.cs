using System.Globalization;
using Metrology.App.Targets;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Targets;

/// <summary>A whole target for programs. A correction replaces it: a member that is not there is empty.</summary>
/// <param name="File">Name of the file of the text; null when the text is not held.</param>
/// <param name="Line">Line of that file.</param>
/// <param name="Number">As written; the lower end where there is an <paramref name="Upper"/>.</param>
/// <param name="Operator">≥, >, =, ≤, &lt;, range; without a number ↑, ↓, –.</param>
/// <param name="NumberInWords">The quote writes the number in words, so that its digits do not stand there.</param>
/// <param name="Counts">Of <see cref="CountedKinds"/>.</param>
/// <param name="Kind">The reading that is in force, of <see cref="TargetReadings"/>.</param>
/// <param name="DueDate">Taken from <paramref name="DueText"/> where it is null.</param>
/// <param name="Because">Why the reading is in force; of a correction, why it is made.</param>
public sealed record TargetBody(
    string? Id = null, string? Place = null, string? Document = null, string? File = null, int? Line = null, string? Quote = null, string? Number = null, string? Upper = null, string? Operator = null,
    bool? NumberInWords = null, string? Unit = null, string? Scope = null, string? Counts = null, string? Kind = null, IReadOnlyList<string?>? AlternativeKinds = null, string? DueText = null,
    DateOnly? DueDate = null, DateOnly? PlanStart = null, string? Numerator = null, string? Denominator = null, IReadOnlyList<string?>? Classes = null, string? Group = null,
    IReadOnlyList<string?>? Ambiguities = null, IReadOnlyList<string?>? AmbiguitiesEn = null, IReadOnlyList<TargetBody.Meaning?>? Meanings = null, string? MeaningDefault = null,
    IReadOnlyList<string?>? DueAlternatives = null, IReadOnlyList<string?>? DueAlternativesEn = null, bool? ContextOnly = null, string? Because = null, int? Version = null)
{
    /// <summary>One meaning of the counted words; any of its rules takes a standard in.</summary>
    public sealed record Meaning(string? Letter, string? Text, string? TextEn, IReadOnlyList<Evidence?>? Rules);

    /// <summary>What a standard must be to count; every condition that is stated must hold.</summary>
    /// <param name="Category">Box of the application form, "Enterprise".</param>
    public sealed record Evidence(IReadOnlyList<string?>? Classes, bool? Highest, string? Category, bool? OfPresider);

    private static readonly Refusal BadMeanings = new(
        "target.meanings", new("每种含义须有一个不重复的字母和说明，并指明默认的一种。", "Each meaning has a letter of its own and its words, and one of them is named as the default."), "Meanings");

    private static readonly Refusal NoCounts = new("target.no-counts", new("请选择计数对象。", "Say what is counted; choose one of the list."), "Counts");

    /// <summary>The entry that the body states, or what cannot be made one.</summary>
    public Outcome<Target> Entry()
    {
        if (Kept(Counts) is not { } counts)
            return NoCounts;
        var meanings = (Meanings ?? []).OfType<Meaning>().ToList();
        if (meanings.Exists(one => Kept(one.Letter) is null || Kept(one.Text) is null) || meanings.Select(one => one.Letter!.Trim()).Distinct().Count() != meanings.Count
            || (meanings.Count > 0) != (Kept(MeaningDefault) is not null))
            return BadMeanings;
        var isRange = Kept(Upper) is not null;
        var number = Kept(Number);
        var (ambiguities, ambiguitiesEn) = (List(Ambiguities), List(AmbiguitiesEn));
        var (dues, duesEn) = (List(DueAlternatives), List(DueAlternativesEn));
        return new Target
        {
            Id = Id?.Trim() ?? "",
            Place = Place?.Trim() ?? "",
            Document = Document?.Trim() ?? "",
            SeedFile = Kept(File),
            Line = Line ?? 0,
            Quote = Kept(Quote),
            Number = number is not null && isRange ? $"{number}-{Upper!.Trim()}" : number,
            Range = number is not null && isRange ? new(number, Upper!.Trim()) : null,
            Operator = Kept(Operator) ?? (number is null ? "–" : ""),
            NumberIsExactInText = NumberInWords == true ? false : null,
            Unit = Kept(Unit),
            Scope = Scope?.Trim() ?? "",
            Counts = counts,
            DefaultKind = Kind?.Trim() ?? "",
            AlternativeKinds = List(AlternativeKinds) ?? [],
            Due = new(Kept(DueText), DueDate ?? (Kept(DueText) is { } words ? Core.Planning.DueDate.Of(words) : null)),
            PlanStart = PlanStart,
            Rate = Kept(Numerator) is null && Kept(Denominator) is null ? null : new(Numerator?.Trim() ?? "", Denominator?.Trim() ?? ""),
            CountingClassesDefault = List(Classes),
            Group = Kept(Group),
            // The other language says the same where nobody has translated it.
            Ambiguities = ambiguitiesEn ?? ambiguities,
            AmbiguitiesZh = ambiguities,
            DueAlternatives = duesEn ?? dues,
            DueAlternativesZh = dues,
            Readings = meanings.Count == 0 ? null : meanings.ToDictionary(one => one.Letter!.Trim(), one => one.Text!.Trim()),
            ReadingsEn = meanings.Count == 0 ? null : meanings.ToDictionary(one => one.Letter!.Trim(), one => Kept(one.TextEn) ?? one.Text!.Trim()),
            ReadingDefault = Kept(MeaningDefault),
            ReadingRules = Rules(meanings),
            ContextOnly = ContextOnly == true ? true : null,
            Baseline = null,
        };
    }

    /// <summary>The target as a body that would enter it.</summary>
    public static TargetBody Of(Target target) => new(
        target.Id, target.Place, target.Document, target.SeedFile, target.Line, target.Quote, target.Range?.Min ?? target.Number, target.Range?.Max, target.Operator, target.NumberIsExactInText == false,
        target.Unit, target.Scope, target.Counts ?? CountedKinds.Of(target) ?? CountedKinds.Nothing, target.DefaultKind, target.AlternativeKinds, target.Due.Text, target.Due.DefaultDate, target.PlanStart,
        target.Rate?.Numerator, target.Rate?.Denominator, target.CountingClassesDefault, target.Group, target.AmbiguitiesZh ?? target.Ambiguities, target.Ambiguities,
        target.Readings?.Select(pair => (Meaning?)new Meaning(
            pair.Key, pair.Value, target.ReadingsEn?.GetValueOrDefault(pair.Key),
            target.ReadingRules?.GetValueOrDefault(pair.Key)?.Select(rule => (Evidence?)new Evidence(rule.Classes, rule.Highest, rule.Category, rule.OfPresider)).ToList())).ToList(),
        target.ReadingDefault, target.DueAlternativesZh ?? target.DueAlternatives, target.DueAlternatives, target.ContextOnly);

    private static Dictionary<string, IReadOnlyList<StandardMeaning>>? Rules(List<Meaning> meanings)
    {
        var stated = meanings.Select(one => (one.Letter, Rules: (one.Rules ?? []).OfType<Evidence>().ToList())).Where(one => one.Rules.Count > 0).ToList();
        return stated.Count == 0 ? null : stated.ToDictionary(
            one => one.Letter!.Trim(), IReadOnlyList<StandardMeaning> (one) => [.. one.Rules.Select(rule => new StandardMeaning(List(rule.Classes), rule.Highest == true, Kept(rule.Category), rule.OfPresider == true))]);
    }

    private static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static List<string>? List(IReadOnlyList<string?>? texts) => (texts ?? []).Select(Kept).OfType<string>().ToList() is { Count: > 0 } some ? some : null;
}

/// <summary>A target as typed: one text for each field, lists where boxes are ticked or lines stand in a table.</summary>
public sealed record TargetForm
{
    /// <summary>Meanings of the counted words that the form has room for, each with two rules; a file takes more.</summary>
    public const int Meanings = 3, RulesOfMeaning = 2;

    public static readonly string[] Operators = ["≥", "≥ (达到)", "≥ (default)", ">", "=", "≤", "<", "range", "↑", "↓", "–"];

    public string? Id { get; init; }
    public string? Place { get; init; }
    public string? Document { get; init; }
    public string? File { get; init; }
    public string? Line { get; init; }
    public string? Quote { get; init; }
    public string? Number { get; init; }
    public string? Upper { get; init; }
    public string? Operator { get; init; }
    public string? NumberInWords { get; init; }
    public string? Unit { get; init; }
    public string? Scope { get; init; }
    public string? Counts { get; init; }
    public string? Kind { get; init; }
    public string[] AlternativeKinds { get; init; } = [];
    public string? DueText { get; init; }
    public string? DueDate { get; init; }
    public string? PlanStart { get; init; }
    public string? Numerator { get; init; }
    public string? Denominator { get; init; }
    public string[] Classes { get; init; } = [];
    public string? Group { get; init; }
    public string? Ambiguities { get; init; }
    public string? AmbiguitiesEn { get; init; }
    public string[] MeaningText { get; init; } = [];
    public string[] MeaningTextEn { get; init; } = [];

    /// <summary>Rules of all meanings in their order, <see cref="RulesOfMeaning"/> each: "A,B", "yes", "Enterprise", "yes".</summary>
    public string[] RuleClasses { get; init; } = [];
    public string[] RuleHighest { get; init; } = [];
    public string[] RuleCategory { get; init; } = [];
    public string[] RulePresider { get; init; } = [];
    public string? MeaningDefault { get; init; }
    public string? Because { get; init; }
    public string? Version { get; init; }

    public static string Letter(int meaning) => ((char)('A' + meaning)).ToString();

    public static TargetForm Of(TargetView view)
    {
        var body = TargetBody.Of(TargetView.EntryOf(view.Row));
        var meanings = Enumerable.Range(0, Meanings).Select(i => body.Meanings?.FirstOrDefault(one => one?.Letter == Letter(i))).ToList();
        var rules = meanings.SelectMany(one => Enumerable.Range(0, RulesOfMeaning).Select(i => one?.Rules?.ElementAtOrDefault(i))).ToList();
        return new()
        {
            Id = body.Id,
            Place = body.Place,
            Document = body.Document,
            File = body.File,
            Line = body.Line?.ToString(CultureInfo.InvariantCulture),
            Quote = body.Quote,
            Number = body.Number,
            Upper = body.Upper,
            Operator = body.Operator,
            NumberInWords = body.NumberInWords == true ? "true" : null,
            Unit = body.Unit,
            Scope = body.Scope,
            Counts = body.Counts,
            Kind = body.Kind,
            AlternativeKinds = [.. (body.AlternativeKinds ?? []).OfType<string>()],
            DueText = body.DueText,
            DueDate = body.DueDate?.Iso(),
            PlanStart = body.PlanStart?.Iso(),
            Numerator = body.Numerator,
            Denominator = body.Denominator,
            Classes = [.. (body.Classes ?? []).OfType<string>()],
            Group = body.Group,
            Ambiguities = Text(body.Ambiguities),
            AmbiguitiesEn = Text(body.AmbiguitiesEn),
            MeaningText = [.. meanings.Select(one => one?.Text ?? "")],
            MeaningTextEn = [.. meanings.Select(one => one?.TextEn ?? "")],
            RuleClasses = [.. rules.Select(rule => string.Join(',', rule?.Classes ?? []))],
            RuleHighest = [.. rules.Select(rule => rule?.Highest == true ? "yes" : "")],
            RuleCategory = [.. rules.Select(rule => rule?.Category ?? "")],
            RulePresider = [.. rules.Select(rule => rule?.OfPresider == true ? "yes" : "")],
            MeaningDefault = body.MeaningDefault,
            Version = view.Row.Version.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The form has no room for all that a file may state of the meanings.</summary>
    public static bool IsTooSmallFor(Target target) =>
        target.Readings?.Keys.Any(letter => !Enumerable.Range(0, Meanings).Select(Letter).Contains(letter)) == true || target.ReadingRules?.Values.Any(rules => rules.Count > RulesOfMeaning) == true;

    /// <param name="row">The target that is corrected: what the form does not show stays as it is. Null enters one.</param>
    internal TargetBody Body(TargetView? row, FieldErrors errors)
    {
        var kept = row is null ? null : TargetBody.Of(TargetView.EntryOf(row.Row));
        var (due, start) = (errors.Day(nameof(DueDate), DueDate), errors.Day(nameof(PlanStart), PlanStart));
        if (!int.TryParse(Line?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var line))
            errors.Add(TargetErrors.NoLine);
        var tooSmall = row is not null && IsTooSmallFor(row.Target);
        return new(
            kept?.Id ?? Id, Place, Document, File, line, Quote, Number, Upper, Operator, NumberInWords == "true", Unit, Scope, Counts, Kind, [.. AlternativeKinds.Where(kind => kind != Kind)], DueText, due, start, Numerator,
            Denominator, Classes, Group, Lines(Ambiguities), Lines(AmbiguitiesEn), tooSmall ? kept!.Meanings : [.. Enumerable.Range(0, Meanings).Where(i => At(MeaningText, i) is not null).Select(MeaningOf)],
            tooSmall ? kept!.MeaningDefault : MeaningDefault, kept?.DueAlternatives, kept?.DueAlternativesEn, kept?.ContextOnly, Because,
            int.TryParse(Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null);
    }

    private TargetBody.Meaning MeaningOf(int meaning) => new(
        Letter(meaning), At(MeaningText, meaning), At(MeaningTextEn, meaning),
        [
            .. Enumerable.Range(meaning * RulesOfMeaning, RulesOfMeaning).Where(i => At(RuleClasses, i) is not null || At(RuleHighest, i) is not null || At(RuleCategory, i) is not null || At(RulePresider, i) is not null)
                .Select(i => new TargetBody.Evidence(
                    At(RuleClasses, i)?.Split(',', '，', '、', ' ').Select(one => one.Trim()).Where(one => one.Length > 0).ToList(), At(RuleHighest, i) is not null, At(RuleCategory, i), At(RulePresider, i) is not null)),
        ]);

    public static string? At(string[] texts, int place) => texts.ElementAtOrDefault(place) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Text(IReadOnlyList<string?>? lines) => lines is null ? null : string.Join('\n', lines);
}

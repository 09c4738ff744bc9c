using Metrology.Core.Files;

namespace Metrology.Core.Planning;

/// <summary>Members of an entry → the entry, with everything that is wrong in it at once.</summary>
internal static class TargetReader
{
    private const string PlannedProjectKind = "planned-project", CompanionFigureKind = "companion-figure";

    public static PlanEntry Read(JsonCursor at) => at.Object<PlanEntry>(entry => entry.Optional("kind") is { } kind
        ? kind.AsOneOf(PlannedProjectKind, CompanionFigureKind) == PlannedProjectKind ? Project(entry) : Companion(entry)
        : Target(entry));

    private static PlannedProject Project(JsonCursor entry) => new()
    {
        Id = entry.AnyText("id"),
        Place = entry.AnyText("place"),
        Document = entry.AnyText("document"),
        SeedFile = TextOrNull(entry, "seed_file"),
        Quote = TextOrNull(entry, "quote"),
        Kind = entry.AnyText("kind"),
        Line = Line(entry),
        Item = entry.AnyText("item"),
        StatusInText = entry.AnyText("status_in_text"),
    };

    private static CompanionFigures Companion(JsonCursor entry) => new()
    {
        Id = entry.AnyText("id"),
        Place = entry.AnyText("place"),
        Document = entry.AnyText("document"),
        SeedFile = TextOrNull(entry, "seed_file"),
        Quote = TextOrNull(entry, "quote"),
        Kind = entry.AnyText("kind"),
        Figures = entry.Required("figures", list => list.List(one => one.Object(figure => new CompanionFigure(figure.AnyText("text"), figure.AnyText("number"), figure.AnyText("operator")))), []),
        Due = Due(entry),
        Source = entry.AnyText("source"),
        Confidence = entry.AnyText("confidence"),
    };

    private static Target Target(JsonCursor entry) => new()
    {
        Id = entry.AnyText("id"),
        Place = entry.AnyText("place"),
        Document = entry.AnyText("document"),
        SeedFile = TextOrNull(entry, "seed_file"),
        Quote = TextOrNull(entry, "quote"),
        Line = Line(entry),
        Number = TextOrNull(entry, "number"),
        Operator = entry.AnyText("operator"),
        Unit = TextOrNull(entry, "unit"),
        Scope = entry.AnyText("scope"),
        DefaultKind = entry.AnyText("default_kind"),
        AlternativeKinds = OptionalTexts(entry, "alternative_kinds") ?? [],
        Due = Due(entry),
        Baseline = entry.Optional("baseline")?.Object(one => new TargetBaseline(one.AnyText("number"), one.Required("date", date => date.AsDate(), default), one.AnyText("source"))),
        Counts = entry.OptionalText("counts"),
        Rate = entry.Optional("rate")?.Object(rate => new TargetRate(rate.AnyText("numerator"), rate.AnyText("denominator"))),
        CountingClassesDefault = OptionalTexts(entry, "counting_classes_default"),
        Ambiguities = OptionalTexts(entry, "ambiguities"),
        AmbiguitiesZh = OptionalTexts(entry, "ambiguities_zh"),
        NumberIsExactInText = entry.Optional("number_is_exact_in_text")?.AsFlag(),
        PlanStart = entry.Optional("plan_start")?.AsDate(),
        Group = entry.OptionalText("group"),
        Range = entry.Optional("range")?.Object(range => new TargetRange(range.AnyText("min"), range.AnyText("max"))),
        Readings = entry.Optional("readings")?.Map(one => one.AsAnyText()),
        ReadingsEn = entry.Optional("readings_en")?.Map(one => one.AsAnyText()),
        ReadingDefault = entry.OptionalText("reading_default"),
        ReadingRules = entry.Optional("reading_rules")?.Map<IReadOnlyList<StandardMeaning>>(one => one.List(rule => rule.Object(Meaning))),
        DueAlternatives = OptionalTexts(entry, "due_alternatives"),
        DueAlternativesZh = OptionalTexts(entry, "due_alternatives_zh"),
        ContextOnly = entry.Optional("context_only")?.AsFlag(),
    };

    /// <summary>What may be null may as well be left out.</summary>
    private static TargetDue Due(JsonCursor entry) => entry.Optional("due")?.Object(due => new TargetDue(TextOrNull(due, "text"), due.Optional("default_date")?.AsDate())) ?? new(null, null);

    private static StandardMeaning Meaning(JsonCursor rule) => new(
        OptionalTexts(rule, "classes"), rule.Optional("highest")?.AsFlag() == true, rule.OptionalText("category"), rule.Optional("of_presider")?.AsFlag() == true);

    private static int Line(JsonCursor entry) => entry.Required("line", line => (int)line.AsInteger(0, int.MaxValue), 0);

    private static string? TextOrNull(JsonCursor at, string name) => at.Optional(name)?.AsAnyText();

    private static IReadOnlyList<string> Texts(JsonCursor at) => at.List(one => one.AsAnyText());

    private static IReadOnlyList<string>? OptionalTexts(JsonCursor at, string name) => at.Optional(name) is { } list ? Texts(list) : null;
}

namespace Metrology.Core.Procedures;

/// <summary>JSON members → records of a procedure; what the values mean together is the matter of <see cref="ProcedureCheck"/>.</summary>
internal static class ProcedureReader
{
    public static Procedure Read(JsonCursor file) => file.Object(root =>
    {
        root.Optional("$schema");
        return new Procedure
        {
            Code = root.Text("code"),
            Edition = root.Text("edition"),
            Revision = root.Required("revision", revision => revision.AsCount(), 1),
            Title = root.Required("title", title => title.AsBilingual(), new("", "")),
            InForceFrom = root.Required("inForceFrom", date => date.AsDate(), default),
            InForceUntil = root.Optional("inForceUntil")?.AsDate(),
            Sources = root.Required("sources", sources => sources.List(Source), []),
            Nameplate = root.Required("nameplate", fields => fields.List(NameplateField), []),
            Environment = root.Required("environment", conditions => conditions.List(Condition), []),
            References = root.Required("references", references => references.List(Reference), []),
            Items = root.Required("items", items => items.List(Item), []),
            PeriodMonths = root.Required("periodMonths", period => period.AsFact(months => months.AsCount()), new(1, false, "")),
            ValidUntil = root.Required(
                "validUntil", rule => rule.AsFact(choice => choice.AsChoice<ValidUntilRule>()), new(ValidUntilRule.DayBefore, false, "")),
        };
    });

    private static Source Source(JsonCursor at) => at.Object(source => new Source(source.Text("id"), source.Text("text"), source.Text("confidence")));

    private static NameplateField NameplateField(JsonCursor at) => at.Object(field => new NameplateField(
        field.Text("id"),
        field.Required("label", label => label.AsBilingual(), new("", "")),
        field.Text("kind"),
        field.Optional("unit")?.AsText(),
        field.Optional("choices")?.List(choice => choice.AsText()) ?? [],
        field.Optional("optional")?.AsFlag() ?? false));

    private static EnvironmentCondition Condition(JsonCursor at) => at.Object(condition => new EnvironmentCondition(
        condition.Text("id"),
        condition.Required("label", label => label.AsBilingual(), new("", "")),
        condition.Text("measurand"),
        condition.Text("unit"),
        condition.Optional("minimum")?.AsDecimal(),
        condition.Optional("maximum")?.AsDecimal(),
        condition.Required("confirmed", flag => flag.AsFlag(), false),
        condition.Text("source")));

    private static ReferenceRequirement Reference(JsonCursor at) => at.Object(reference => new ReferenceRequirement(
        reference.Text("role"),
        reference.Text("measurand"),
        reference.Required("limitDividedByU", count => count.AsCount(), 1),
        reference.Required("confirmed", flag => flag.AsFlag(), false),
        reference.Text("source")));

    private static ProcedureItem Item(JsonCursor at) => at.Object(item => new ProcedureItem
    {
        Id = item.Text("id"),
        Title = item.Required("title", title => title.AsBilingual(), new("", "")),
        Verb = item.Required("verb", verb => verb.AsChoice<Verb>(), Verb.Inspect),
        Kinds = item.Required("kinds", kinds => kinds.List(kind => kind.AsChoice<VerificationKind>()), []),
        OnlyIf = item.Optional("onlyIf")?.AsText(),
        Checks = item.Optional("checks")?.List(Check) ?? [],
        Points = item.Optional("points")?.List(Point) ?? [],
        Repeats = item.Optional("repeats")?.AsCount() ?? 1,
        Variables = item.Optional("variables")?.Map(Variable) ?? new Dictionary<string, VariableRule>(),
        Formula = item.Optional("formula")?.AsText(),
        Acceptance = item.Optional("acceptance") is { } acceptance ? Acceptance(acceptance) : null,
        ResolutionShareOfLimit = item.Optional("resolutionShareOfLimit")?.AsFact(share => share.AsDecimal()),
    });

    private static InspectionCheck Check(JsonCursor at) =>
        at.Object(check => new InspectionCheck(check.Text("id"), check.Required("label", label => label.AsBilingual(), new("", ""))));

    private static TestPointRule Point(JsonCursor at) => at.Object(point => new TestPointRule(
        point.Text("id"),
        point.Required("label", label => label.AsBilingual(), new("", "")),
        point.Required("settings", settings => settings.Map(Setting), new Dictionary<string, SettingRule>()),
        point.Required("confirmed", flag => flag.AsFlag(), false),
        point.Text("source")));

    private static SettingRule Setting(JsonCursor at) => at.Object(setting => new SettingRule(setting.Text("formula"), setting.Text("unit")));

    private static VariableRule Variable(JsonCursor at) => at.Object(variable => new VariableRule(
        variable.Text("role"), variable.Text("measurand"), variable.Text("take"), variable.Text("unit")));

    private static AcceptanceRule Acceptance(JsonCursor at) => at.Object(rule => new AcceptanceRule(
        rule.Optional("limitBy")?.AsText(),
        rule.Text("unit"),
        rule.Required("limits", limits => limits.Map(limit => limit.AsFact(value => value.AsDecimal())), new Dictionary<string, Fact<decimal>>()),
        rule.Required(
            "roundingIntervals", rows => rows.Map(row => row.AsFact(value => value.AsDecimal())), new Dictionary<string, Fact<decimal>>()),
        rule.Required("decide", decide => decide.AsFact(value => value.AsChoice<DecisionValue>()), new(DecisionValue.Rounded, false, ""))));
}

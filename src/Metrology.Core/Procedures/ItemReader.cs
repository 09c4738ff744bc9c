using Metrology.Core.Files;
using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

/// <summary>JSON members → one item of a procedure.</summary>
internal static class ItemReader
{
    /// <param name="format">Of the file, see <see cref="ProcedureFormat"/>.</param>
    public static ProcedureItem Read(JsonCursor at, int format) => at.Object(item => new ProcedureItem
    {
        Id = item.Text("id"),
        Title = item.Bilingual("title"),
        Verb = item.Required("verb", verb => verb.AsChoice<Verb>(), Verb.Inspect),
        Kinds = item.Required("kinds", kinds => kinds.List(kind => kind.AsChoice<VerificationKind>()), []),
        Matrix = item.Optional("matrix")?.Object(note => new Note(note.Confirmed(), note.Text("source"))),
        OnlyIf = item.Optional("onlyIf")?.AsText(),
        Applies = Applicability(item),
        Each = item.Optional("each")?.AsText(),
        Seconds = Seconds(item),
        Preparation = item.Optional("preparation")?.List(Preparation) ?? [],
        Checks = item.Optional("checks")?.List(Check) ?? [],
        Conditions = item.Optional("conditions")?.List(condition => condition.AsText()) ?? [],
        Points = item.Optional("points")?.List(Point) ?? [],
        Repeats = item.Optional("repeats")?.AsCount() ?? 1,
        Variables = item.Optional("variables")?.Map(Variable) ?? new Dictionary<string, VariableRule>(),
        Constants = item.Optional("constants")?.Map(Constant) ?? new Dictionary<string, ConstantRule>(),
        Derived = item.Optional("derived")?.List(Derived) ?? [],
        Denominator = item.Optional("denominator") is { } denominator ? Denominator(denominator) : null,
        Formula = item.Optional("formula")?.AsText(),
        Acceptance = item.Optional("acceptance") is { } acceptance ? AcceptanceReader.Read(acceptance, format) : null,
        Budget = item.Optional("budget")?.List(BudgetReader.Read) ?? [],
        ResolutionWithScatter = item.Optional("resolutionWithScatter")?.AsFact(choice => choice.AsChoice<ResolutionWithScatter>(), ResolutionWithScatter.Both),
        ResolutionShareOfLimit = item.Optional("resolutionShareOfLimit")?.AsFact(share => share.AsDecimal(), 0m),
    });

    private static Applicability Applicability(JsonCursor at) => new(
        at.Optional("onlyFor")?.Map(values => values.List(value => value.AsText())) ?? new Dictionary<string, IReadOnlyList<string>>(),
        at.Optional("when")?.AsText());

    private static Fact<decimal>? Seconds(JsonCursor at) => at.Optional("seconds")?.AsFact(seconds => seconds.AsDecimal(), 0m);

    private static Preparation Preparation(JsonCursor at) =>
        at.Object(act => new Preparation(act.Required("verb", verb => verb.AsChoice<Verb>(), Verb.Settle), Seconds(act)));

    private static InspectionCheck Check(JsonCursor at) => at.Object(check => new InspectionCheck(check.Text("id"), check.Bilingual("label")));

    private static TestPointRule Point(JsonCursor at) => at.Object(point =>
    {
        var id = point.Text("id");
        return new TestPointRule(
            id,
            point.Bilingual("label"),
            point.Required("settings", settings => settings.Map(Setting), new Dictionary<string, SettingRule>()),
            point.Confirmed(),
            point.Text("source"))
        {
            Applies = Applicability(point),
            LimitRow = point.Optional("limitRow")?.AsText() ?? id,
        };
    });

    private static SettingRule Setting(JsonCursor at) => at.Object(setting =>
        new SettingRule(setting.Text("formula"), setting.Text("unit")) { Label = Label(setting) });

    private static VariableRule Variable(JsonCursor at) => at.Object(variable =>
        new VariableRule(variable.Text("role"), variable.Text("measurand"), variable.Text("take"), variable.Text("unit"))
        {
            Subject = variable.Optional("subject")?.AsText() ?? "",
            Item = variable.Optional("item")?.AsText(),
            Label = Label(variable),
            Exact = variable.Optional("exact")?.Object(exact => new ExactInput(exact.Bilingual("reason"), exact.Confirmed(), exact.Text("source"))),
        });

    private static ConstantRule Constant(JsonCursor at) => at.Object(constant => new ConstantRule(
        new(constant.Required("value", value => value.AsDecimal(), 0m), constant.Confirmed(), constant.Text("source")), constant.Text("unit")));

    private static DerivedRule Derived(JsonCursor at) => at.Object(derived =>
        new DerivedRule(derived.Text("name"), derived.Text("formula"), derived.Text("unit")) { Label = Label(derived) });

    private static DenominatorRule Denominator(JsonCursor at) => at.Object(denominator => new DenominatorRule(
        new(denominator.Text("value"), denominator.Confirmed(), denominator.Text("source")),
        denominator.Required("options", options => options.Map(option => option.AsText()), new Dictionary<string, string>())));

    private static BilingualText? Label(JsonCursor at) => at.Optional("label")?.AsBilingual();
}

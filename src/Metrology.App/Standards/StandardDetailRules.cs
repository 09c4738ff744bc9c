using Metrology.App.Storage;
using Metrology.Core.Quantities;
using Metrology.Core.Registers;
using Metrology.Core.Words;

namespace Metrology.App.Standards;

/// <summary>What is wrong with the details of a standard by themselves.</summary>
internal static class StandardDetailRules
{
    private const int MostLines = 200, LongestInterval = 120;
    private const decimal MostValue = 9_999_999;

    private static readonly Refusal Value = new(
        "standard.bad-value", new("原值以万元计，不能是负数，最多 9999999。", "The value is in 10 000 yuan, not negative and at most 9999999."), nameof(StandardDetails.OriginalValue));

    private static readonly Refusal Interval = new(
        "standard.bad-interval", new("期间核查间隔以月计，在 1 到 120 之间；没有规定就留空。", "Months between intermediate checks, from 1 to 120; leave it empty when none is stated."), nameof(StandardDetails.IntermediateCheckMonths));

    private static readonly Refusal TooMany = new("standard.too-many-lines", new("最多 200 行，请归并。", "At most 200 lines; put some together."), nameof(StandardDetails.Parameters));

    private static readonly Refusal TwoResponsible = new(
        "standard.one-responsible", new("计量标准负责人只能有一位。请只标一位。", "A standard has one responsible person. Mark one only."), nameof(StandardDetails.People));

    private static readonly Refusal SamePerson = new(
        "standard.same-person", new("同一个人写了两次：两名有能力的人员须是两个人。同名的请在姓名后加注区分。", "A person stands there twice: two competent persons are two. Add something to the names where two persons have one."), nameof(StandardDetails.People));

    /// <summary>Whether the box of the form fits the class of the statistics; an unsaid box fits every class.</summary>
    public static bool Fits(OwnerClass owner, StandardCategory? category) => category is null || owner switch
    {
        OwnerClass.A => category == StandardCategory.Public,
        OwnerClass.B => category is StandardCategory.Public or StandardCategory.PublicAuthorised,
        OwnerClass.C => category is StandardCategory.PublicAuthorised or StandardCategory.DepartmentAuthorised or StandardCategory.EnterpriseAuthorised,
        OwnerClass.D => category is StandardCategory.Department or StandardCategory.Enterprise,
    };

    public static IEnumerable<Refusal> Problems(StandardDetails details)
    {
        if (details.OriginalValue is < 0 or > MostValue)
            yield return Value;
        if (details.IntermediateCheckMonths is < 1 or > LongestInterval)
            yield return Interval;
        if (new[] { details.Parameters.Count, details.Scopes.Count, details.People.Count }.Any(count => count > MostLines))
            yield return TooMany;
        if (details.People.Count(person => person.IsResponsible) > 1)
            yield return TwoResponsible;
        if (details.People.GroupBy(person => SearchForm.Of(person.Name.Trim())).Any(group => group.Key.Length > 0 && group.Count() > 1))
            yield return SamePerson;
        if (Validation.Optional((nameof(details.Institution), details.Institution)) is { } wrong)
            yield return wrong;
        foreach (var (line, parameter) in details.Parameters.Index())
        {
            if (Problem(parameter) is { } text)
                yield return Line(nameof(details.Parameters), line, text);
        }

        foreach (var (line, scope) in details.Scopes.Index().Where(one => IsNothing(one.Item.Instrument)))
            yield return Line(nameof(details.Scopes), line, new("器具名称要填写", "name the instrument"));
        foreach (var (line, person) in details.People.Index().Where(one => IsNothing(one.Item.Name)))
            yield return Line(nameof(details.People), line, new("姓名要填写", "name the person"));
    }

    /// <summary>The first line whose quantity nobody says and that does not stand so in the register, where an import may leave it open.</summary>
    public static Refusal? Open(IReadOnlyList<StandardParameter> parameters, IReadOnlyList<StandardParameter> registered) =>
        parameters.Index().Where(one => one.Item.Quantity.Length == 0 && !registered.Contains(one.Item)).Select(one => Line(nameof(StandardDetails.Parameters), one.Index, Unnamed)).FirstOrDefault();

    private static readonly BilingualText Unnamed = new("量的名称要填写", "name the quantity");

    private static BilingualText? Problem(StandardParameter parameter) =>
        parameter.Quantity.Length > 0 && IsNothing(parameter.Quantity) ? Unnamed
        : parameter.Lower > parameter.Upper ? new("下限大于上限", "the lower end is above the upper")
        : parameter.Unit.Length > 0 && !RangeUnits.IsKnown(parameter.Unit) ? new($"不认识单位“{parameter.Unit}”", $"the unit “{parameter.Unit}” is not known")
        : parameter.AccuracyUnit.Length > 0 && !RangeUnits.IsKnown(parameter.AccuracyUnit) ? new($"不认识单位“{parameter.AccuracyUnit}”", $"the unit “{parameter.AccuracyUnit}” is not known")
        : IsNothing(parameter.Accuracy) ? new("不确定度、等级或最大允许误差要填写", "state uncertainty, class or MPE")
        : parameter.Kind != AccuracyKind.Class && !(QuantityText.ParseNumber(parameter.Accuracy) > 0) ? new("不确定度和最大允许误差须为正数", "uncertainty and MPE are positive numbers")
        : !IsOfRange(parameter) ? new($"准确度的单位“{parameter.AccuracyUnit}”不是“{parameter.Unit}”的量，也不是相对值", $"accuracy in “{parameter.AccuracyUnit}” is of another quantity than “{parameter.Unit}”, and no ratio")
        : parameter.CoverageFactor is <= 0 ? new("包含因子须为正数", "the coverage factor is positive")
        : null;

    /// <summary>An accuracy is of the quantity of its range, or relative to it.</summary>
    private static bool IsOfRange(StandardParameter parameter) =>
        parameter.Kind == AccuracyKind.Class || parameter.Unit == parameter.AccuracyUnit || RangeUnits.Converted(parameter.Unit) is not { } range || RangeUnits.Converted(parameter.AccuracyUnit) is not { } accuracy
        || accuracy.Dimension == Units.One.Dimension || accuracy.Dimension == range.Dimension;

    internal static Refusal Line(string field, int index, BilingualText text) =>
        new("standard.bad-line", new($"第 {index + 1} 行：{text.Zh}。请改正。", $"Line {index + 1}: {text.En}. Mend it."), field);

    private static bool IsNothing(string text) => string.IsNullOrWhiteSpace(text) || text.Length > 400;
}

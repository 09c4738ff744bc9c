using System.Globalization;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>Values as a certificate says them.</summary>
public static class Phrases
{
    public static readonly BilingualText Dash = BilingualText.Same("—");

    public static BilingualText Date(DateOnly date) => new(
        date.ToString("yyyy'年'MM'月'dd'日'", CultureInfo.InvariantCulture), date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static BilingualText Date(DateOnly? date) => date is { } day ? Date(day) : Dash;

    public static BilingualText Designation(Procedure procedure) =>
        new($"{procedure.Citation}《{procedure.Title.Zh}》", $"{procedure.Citation} {procedure.Title.En}");

    public static BilingualText Kind(VerificationKind kind) => kind switch
    {
        VerificationKind.First => new("首次检定", "First verification"),
        VerificationKind.Subsequent => new("后续检定", "Subsequent verification"),
        VerificationKind.InService => new("使用中检查", "In-service inspection"),
    };

    public static BilingualText Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => new("合格", "Pass"),
        Verdict.ConditionalPass => new("有条件合格", "Conditional pass"),
        Verdict.Fail => new("不合格", "Fail"),
        Verdict.Indeterminate => new("待定", "Indeterminate"),
        Verdict.Aborted => new("中止", "Aborted"),
        Verdict.Error => new("错误", "Error"),
        Verdict.NotSet => Dash,
    };

    public static BilingualText Conforms(bool? conforms) => conforms switch
    {
        true => new("符合", "Conforms"),
        false => new("不符合", "Does not conform"),
        null => Dash,
    };

    public static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Signed(decimal value, int decimals) => SignedText.Of(value, decimals);
}

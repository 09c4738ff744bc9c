using Metrology.Core.Words;

namespace Metrology.App.Templates;

public static class TemplateErrors
{
    public static readonly Refusal NotFound = Refusal.Of("template.not-found", "没有这份证书模板。", "There is no such template.");

    public static readonly Refusal Unchanged = Refusal.Of(
        "template.unchanged", "内容与已有的一个版本完全相同，没有保存。", "The content is that of a revision that exists; nothing was saved.");

    public static readonly Refusal NotWaiting = Refusal.Of(
        "template.not-waiting", "这个版本不在可以这样操作的状态。请刷新后再看。", "The revision is not in a state that allows this. Reload and look again.");

    public static readonly Refusal SamePerson = Refusal.Of(
        "template.same-person", "起草和发布必须是两个人。请由另一位有权限的同事核对后发布。", "Drafting and publishing take two persons. Let a colleague with the right check and publish it.");

    public static readonly Refusal NoReason = new(
        "template.no-reason", new("请写明撤销的原因（最多 400 字）。", "Say why it is withdrawn (at most 400 characters)."), "Because");

    public static readonly Refusal UncertaintyRequired = new(
        "template.uncertainty-required",
        new("校准证书必须给出不确定度（ISO/IEC 17025:2017 7.8.4.1）。请保留 U 列，或把模板的范围改为检定。", "A calibration certificate states the uncertainty (ISO/IEC 17025:2017 7.8.4.1). Keep the column U, or limit the template to verifications."),
        "Uncertainty");

    public static Refusal Name(int longest) => new(
        "template.name", new($"请填写模板名称（最多 {longest} 字）。", $"Give the template a name (at most {longest} characters)."), "Name");

    public static Refusal LanguageMissing(string field) => new(
        "template.language-missing", new("模板的每种语言都要有文字。请补全，或改用一种语言。", "A text is missing in one of the languages of the template. Complete it, or choose one language."), field);

    public static Refusal TooLong(string field, int longest) => new(
        "template.too-long", new($"每条最多 {longest} 个字符，请缩短。", $"At most {longest} characters each; shorten it."), field);

    public static Refusal TooManyStatements(int most) => new(
        "template.too-many-statements", new($"最多 {most} 条声明。", $"At most {most} statements."), "Statements");
}

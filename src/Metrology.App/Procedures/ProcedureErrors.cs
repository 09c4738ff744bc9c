using Metrology.Core.Words;

namespace Metrology.App.Procedures;

public static class ProcedureErrors
{
    public static Refusal Unknown(string designation) => Refusal.Of(
        "procedure.unknown", $"没有检定规程 {designation} 的数据文件。请先导入该规程。", $"There is no data file of procedure {designation}. Import it first.");

    public static Refusal NotInForce(string designation, DateOnly date) => Refusal.Of(
        "procedure.not-in-force",
        $"{designation} 在 {date.Iso()} 不是现行版本。请核对检定日期或规程版本。",
        $"{designation} is not in force on {date.Iso()}. Check the work date or the edition.");

    public static readonly Refusal NotFound = Refusal.Of(
        "procedure.not-found", "没有导入过这份规程文件。随产品提供的规程不能发布或撤销；要更正请导入新的修订。",
        "No such imported procedure. One that came with the product is neither published nor withdrawn; import a new revision to correct it.");

    public static readonly Refusal Known = Refusal.Of(
        "procedure.known", "这份规程文件已经在库里，内容完全相同。没有重复导入。", "This procedure is in the library already, with the same content. Nothing was imported.");

    public static readonly Refusal NotWaiting = Refusal.Of(
        "procedure.not-waiting", "这份规程不在可以这样操作的状态。请刷新后再看。", "The procedure is not in a state that allows this. Reload and look again.");

    public static readonly Refusal SamePerson = Refusal.Of(
        "procedure.same-person", "导入和发布必须是两个人。请由另一位有权限的同事核对后发布。", "Importing and publishing take two persons. Let a colleague with the right check and publish it.");

    public static readonly Refusal NoReason = new(
        "procedure.no-reason", new("请写明撤销的原因（最多 400 字）。", "Say why it is withdrawn (at most 400 characters)."), "Because");

    public static Refusal Wrong(int problems) => Refusal.Of(
        "procedure.wrong", $"文件有 {problems} 处问题，没有导入。请逐处改正后再导入。", $"The file has {problems} {(problems == 1 ? "problem" : "problems")} and was not imported. Mend each and import again.");
}

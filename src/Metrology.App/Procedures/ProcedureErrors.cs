using System.Globalization;
using Metrology.Core.Words;

namespace Metrology.App.Procedures;

public static class ProcedureErrors
{
    public static Refusal Unknown(string designation) => Refusal.Of(
        "procedure.unknown", $"没有检定规程 {designation} 的数据文件。请先导入该规程。", $"There is no data file of procedure {designation}. Import it first.");

    public static Refusal NotInForce(string designation, DateOnly date) => Refusal.Of(
        "procedure.not-in-force",
        $"{designation} 在 {Iso(date)} 不是现行版本。请核对检定日期或规程版本。",
        $"{designation} is not in force on {Iso(date)}. Check the work date or the edition.");

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

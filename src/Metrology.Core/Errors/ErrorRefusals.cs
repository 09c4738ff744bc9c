using Metrology.Core.Words;

namespace Metrology.Core.Errors;

internal static class ErrorRefusals
{
    public static readonly Refusal DivisionByZero = Refusal.Of(
        "error.division-by-zero", "参考量值为零，无法计算相对误差。请检查标准器读数后重测。",
        "The reference value is zero, so there is no relative error. Check the reference and measure again.");

    public static readonly Refusal NoReadings = Refusal.Of("error.no-readings", "没有读数可供计算。请先测量。", "There are no readings. Measure first.");

    public static readonly Refusal ReadingFailed = Refusal.Of(
        "reading.failed", "读数为仪器的失败标志（如 −999）,不是测量值。请检查连接后重新读取。",
        "The reading is the instrument's sign of failure (such as -999), not a value. Check the connection and read again.");

    public static readonly Refusal NoConstant = Refusal.Of(
        "error.no-constant", "K 值应为正数，误差应大于 −100 %。请核对输入。", "The constant must be positive and the errors above -100 %. Check the input.");
}

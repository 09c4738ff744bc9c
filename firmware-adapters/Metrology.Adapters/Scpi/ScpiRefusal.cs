using Metrology.Core.Words;

namespace Metrology.Adapters.Scpi;

/// <summary>Why bytes are no message or no reading; one constant a reason.</summary>
internal static class ScpiRefusal
{
    public static Refusal Incomplete { get; } = Refusal.Of("incomplete", "报文不完整，换行符或数据块的后续字节未到。", "The message is not complete; its line feed or bytes of a block are missing.");

    public static Refusal BadText { get; } = Refusal.Of("bad-text", "应答中有数据块之外的不可打印字符。", "Outside of a block there is a character that cannot be printed.");

    public static Refusal TooLong { get; } = Refusal.Of("too-long", "应答长于 16384 字节，不予采用。", "The answer is longer than 16384 bytes and is not taken.");

    public static Refusal BadBlock { get; } = Refusal.Of("bad-block", "数据块的长度说明不合 IEEE 488.2。", "The length of the block is not as IEEE 488.2 writes it.");

    public static Refusal Empty { get; } = Refusal.Of("empty", "应答是空的。", "The answer is empty.");

    public static Refusal NotANumber { get; } = Refusal.Of("not-a-number", "应答不是一个 NR1、NR2 或 NR3 数，不能作为读数。", "The answer is no NR1, NR2 or NR3 number; it cannot be a reading.");

    public static Refusal Overload { get; } = Refusal.Of("overload", "仪器报告超量程（±9.9E37），不是测量值。", "The instrument reports an overload (±9.9E37); that is no measurement.");

    public static Refusal NoValue { get; } = Refusal.Of("no-value", "仪器报告没有数值（9.91E37），不是测量值。", "The instrument reports that it has no value (9.91E37); that is no measurement.");

    public static Refusal NotTheQuery { get; } = Refusal.Of("not-the-query", "该应答不是对这个量的查询的应答。", "This does not answer the query of that quantity.");
}

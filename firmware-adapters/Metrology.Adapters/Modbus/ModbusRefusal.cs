using Metrology.Core.Words;

namespace Metrology.Adapters.Modbus;

/// <summary>Why bytes are no frame, no answer or no value, and why a request is not built; one constant a reason, so that refusing allocates nothing.</summary>
internal static class ModbusRefusal
{
    public static Refusal Incomplete { get; } = Refusal.Of("incomplete", "帧不完整，后续字节未到。", "The frame is not complete; bytes are missing.");

    public static Refusal BadStart { get; } = Refusal.Of("bad-start", "首字节不是从站地址（0～247）。", "The first byte is no server address (0 to 247).");

    public static Refusal BadFunction { get; } = Refusal.Of("bad-function", "功能码不是本系统认识的。", "The function code is none that is known here.");

    public static Refusal BadLength { get; } = Refusal.Of("bad-length", "字节数与功能码或帧长不符。", "The byte count does not fit the function or the frame.");

    public static Refusal BadCrc { get; } = Refusal.Of(
        "bad-crc", "CRC 错误，该帧在传输中已损坏。请检查接线、波特率和校验位。", "The CRC is wrong; the frame was damaged on its way. Check wiring, bit rate and parity.");

    public static Refusal SlaveMismatch { get; } = Refusal.Of("slave-mismatch", "应答来自另一从站。请核对从站地址。", "Another server answered. Check the address.");

    public static Refusal TransactionMismatch { get; } = Refusal.Of(
        "transaction-mismatch", "应答的事务标识与请求不同，是另一请求的应答。", "The transaction identifier is not that of the request; it answers another one.");

    public static Refusal FunctionMismatch { get; } = Refusal.Of(
        "function-mismatch", "应答的功能码与请求不同，可能是迟到的应答。", "The function is not the one asked for; it may be a late answer.");

    public static Refusal CountMismatch { get; } = Refusal.Of(
        "count-mismatch", "应答的数量与请求不同，不能作为读数。", "The count is not the one asked for; it cannot be a reading.");

    public static Refusal NotAReply { get; } = Refusal.Of("not-a-reply", "不是读请求的应答。", "This is no reply to a read.");

    public static Refusal NotANumber { get; } = Refusal.Of(
        "not-a-number", "浮点数是 NaN 或无穷大，仪表没有该数值。", "The float is NaN or infinite: the instrument has no such value.");

    public static Refusal OutOfRange { get; } = Refusal.Of(
        "out-of-range", "数值大得不可能是测量值。请核对数据类型和字序。", "The value is too large for any measurement. Check type and word order.");

    public static Refusal BadDecimalPoint { get; } = Refusal.Of(
        "bad-decimal-point", "小数点位置寄存器的数值不可能，不能作为读数。", "The register of the decimal point holds no possible place; it cannot be a reading.");

    public static Refusal NotMapped { get; } = Refusal.Of(
        "not-mapped", "寄存器表不含所读的寄存器。请核对型号和起始地址。", "The register map knows none of the registers read. Check model and start address.");

    public static Refusal NotModbusTcp { get; } = Refusal.Of(
        "bad-start", "不是 Modbus TCP 报文头（协议标识应为 0）。", "This is no head of Modbus TCP: the protocol identifier is 0.");

    public static Refusal NoMap { get; } = Refusal.Of("no-map", "记录没有保存寄存器表，不能解释这些字节。", "The record holds no register map, so nothing says what these bytes mean.");

    public static Refusal NoSerialNumber { get; } = Refusal.Of(
        "no-serial-number", "出厂编号寄存器中没有编号。请核对寄存器表。", "The registers of the serial number hold none. Check the register map.");

    public static Refusal NoSuchType { get; } = Refusal.Of(
        "type-length", "寄存器数量不是该数据类型的整数倍。", "The count of registers is no multiple of that type.");

    public static Refusal NotAReadFunction { get; } = Refusal.Of(
        "not-a-read", "只发送读功能码 1～4；写操作会改变仪表。", "Only the reading functions 1 to 4 are sent; writing changes the instrument.");

    public static Refusal BadSlave { get; } = Refusal.Of("bad-slave", "从站地址应为 1～247。", "The server address must be 1 to 247.");

    public static Refusal NoRegister { get; } = Refusal.Of("no-register", "数量为零：没有要读的寄存器。", "The count is zero: no register is asked for.");

    public static Refusal TooMany { get; } = Refusal.Of(
        "too-many", "一次最多读 125 个寄存器（2000 个位）。请分多次读。", "One read takes no more than 125 registers (2000 bits). Read in parts.");

    public static Refusal BeyondLast { get; } = Refusal.Of(
        "beyond-last", "起始地址加数量超过 65536。", "Start and count go beyond register 65535.");

    private static readonly Refusal[] Exceptions = [.. Enumerable.Range(0, 256).Select(Of)];

    public static Refusal Exception(byte code) => Exceptions[code];

    private static Refusal Of(int code) => Refusal.Of(
        "meter-exception",
        $"仪表以异常码 {code} 拒绝请求：{ModbusException.MeaningOf((byte)code).Zh}。",
        $"The instrument refused with exception {code}: {ModbusException.MeaningOf((byte)code).En}.");
}

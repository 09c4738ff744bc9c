using Metrology.Core.Words;

namespace Metrology.Adapters.Modbus;

/// <summary>Exception codes of the MODBUS Application Protocol V1.1b3, chapter 7.</summary>
public static class ModbusException
{
    /// <summary>Acknowledge and busy: the same request may be answered later.</summary>
    public static bool IsPassing(byte code) => code is 5 or 6;

    public static BilingualText MeaningOf(byte code) => code switch
    {
        1 => new("非法功能", "illegal function"),
        2 => new("非法数据地址", "illegal data address"),
        3 => new("非法数据值", "illegal data value"),
        4 => new("从站设备故障", "server device failure"),
        5 => new("已确认，处理需要时间", "acknowledge"),
        6 => new("从站设备忙", "server device busy"),
        8 => new("存储奇偶性差错", "memory parity error"),
        10 => new("网关路径不可用", "gateway path unavailable"),
        11 => new("网关目标设备未响应", "gateway target device failed to respond"),
        _ => new("未定义的异常码", "unknown exception code"),
    };
}

using Metrology.Core.Quantities;

namespace Metrology.Adapters.Modbus;

/// <summary>What a register map must say beyond its form: a number that is taken for a reading has a known unit, one home and a step.</summary>
internal static class RegisterMapCheck
{
    /// <summary>The first member that is wrong, with why; null when none is.</summary>
    public static string? FirstProblem(RegisterMap map) =>
        !IsOfRegisters(map.Function) ? "function: 3, 4"
        : map.Registers.Count == 0 != map.ToComplete is not null ? map.ToComplete is null ? "registers: []" : "toComplete"
        : map.Identity is { } identity && (!IsOfRegisters(identity.Function) || identity.Registers is 0 or > ModbusFunction.MostRegisters) ? "identity: function 3, 4; count 1…125"
        : map.Registers.Select(Problem).FirstOrDefault(wrong => wrong is not null)
        ?? map.Registers.Where(register => register.Measurand is not null).GroupBy(register => register.Measurand).FirstOrDefault(same => same.Count() > 1) switch
        {
            { } twice => $"{twice.Last().Key}: measurand {twice.Key} ×2",
            null => null,
        };

    private static string? Problem(MappedRegister register) =>
        register.Resolution is <= 0 ? $"{register.Key}: resolution > 0"
        : register.Address + ModbusRegisters.WordsOf(register.Type) > ushort.MaxValue + 1 ? $"{register.Key}: address"
        : register.Measurand is not { } id ? null
        : Units.Find(register.Unit) is not { } unit ? $"{register.Key}: unit “{register.Unit}”"
        : Measurands.Find(id) is not { } measurand ? $"{register.Key}: measurand “{id}”"
        : measurand.IsMeasuredIn(unit) ? null : $"{register.Key}: unit “{register.Unit}”, measurand {id}";

    private static bool IsOfRegisters(byte function) => function is ModbusFunction.ReadHoldingRegisters or ModbusFunction.ReadInputRegisters;
}

using System.Collections.Frozen;
using Metrology.Core.Words;

namespace Metrology.Adapters.Tester7e0d;

/// <summary>A command of the board: what it is called and how long its answer at least is.</summary>
/// <param name="ReplyLength">Fewest data bytes of an answer.</param>
/// <param name="EnergyAt">Byte of the frame at which energy begins, when it carries energy.</param>
public sealed record TesterCommand(byte Code, BilingualText Name, int ReplyLength, int? EnergyAt = null)
{
    public const byte SwitchState = 0x20, AcEnergy = 0x25, AcEnergyClear = 0x2C, DcEnergy = 0x64, DcEnergyClear = 0x65, DcError = 0x66, DcErrorClear = 0x67, Mode = 0xD0;

    private static readonly FrozenDictionary<byte, TesterCommand> Known = new TesterCommand[]
    {
        new(SwitchState, new("开关状态", "Switch state"), 0),
        new(AcEnergy, new("交流电能", "AC energy"), 48, EnergyAt: 41),
        new(AcEnergyClear, new("交流电能清零", "Clear AC energy"), 0),
        new(DcEnergy, new("直流电能", "DC energy"), 4, EnergyAt: 5),
        new(DcEnergyClear, new("直流电能清零", "Clear DC energy"), 0),
        new(DcError, new("直流电能误差", "DC energy error"), 28),
        new(DcErrorClear, new("直流电能误差清零", "Clear DC energy error"), 0),
        new(Mode, new("导引模式切换", "Switch guide mode"), 0),
    }.ToFrozenDictionary(command => command.Code);

    public static TesterCommand? Find(byte code) => Known.GetValueOrDefault(code);
}

using System.Globalization;
using Metrology.Core.Words;
using Metrology.Simulators.Meter;

namespace Metrology.Web.Commands.Instruments;

/// <summary>Faults of a simulated meter as a person writes them.</summary>
internal static class MeterFaultText
{
    public const string Forms = "noise, bad-checksum[:N], silent, refuses:HH, answers-as:ADDRESS, coarse";

    private const int AddressDigits = 12;

    public static Outcome<MeterFaults> Parse(IEnumerable<string> texts)
    {
        var faults = MeterFaults.None;
        foreach (var text in texts)
        {
            if (Add(faults, text.Split(':', 2)) is not { } more)
                return Refusal.Of("simulate.fault", $"不认识故障「{text}」。可用：{Forms}。", $"There is no fault “{text}”. Known: {Forms}.");
            faults = more;
        }

        return faults;
    }

    private static MeterFaults? Add(MeterFaults faults, string[] parts) => parts switch
    {
        ["noise"] => faults with { Noise = true },
        ["silent"] => faults with { Silent = true },
        ["coarse"] => faults with { Coarse = true },
        ["bad-checksum"] => faults with { BadChecksumEvery = 1 },
        ["bad-checksum", var every] when int.TryParse(every, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 => faults with { BadChecksumEvery = n },
        ["refuses", var error] when byte.TryParse(error, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) => faults with { RefusesWith = code },
        ["answers-as", { Length: AddressDigits } address] when address.All(char.IsAsciiDigit) => faults with { AnswersAs = address },
        _ => null,
    };
}

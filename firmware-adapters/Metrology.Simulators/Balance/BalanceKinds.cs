using Metrology.Adapters.Balance;
using Metrology.Core.Words;
using Metrology.Simulators.Room;

namespace Metrology.Simulators.Balance;

/// <summary>What this folder contributes to the kinds of instruments that can be played: a balance that sends all the time.</summary>
internal static class BalanceKinds
{
    public static SimulatorKind BalanceKind { get; } = new("balance", new("天平（连续输出）", "Balance (sends all the time)"), StreamingBalance.Codec) { Make = PlayBalance, IsContinuous = true, Own = [nameof(LineFaults.ValueError), nameof(LineFaults.ValueNoise), nameof(LineFaults.ValueDrift), nameof(LineFaults.Coarse)] };

    /// <summary>It tells no number, so it answers as nobody else.</summary>
    private static Outcome<Played> PlayBalance(SimulatorRequest request, TimeProvider clock)
    {
        const decimal Grams = 100m;
        return new Played(new("Metrology", "SIM-BALANCE", "", ""), line =>
        {
            var balance = new SimulatedBalance(line, new(request.Seed, IsShort: false), clock);
            balance.Put(Grams);
            return new(faults => (balance.Values, balance.IsCoarse) = (faults.OfValues, faults.Coarse), balance);
        });
    }
}

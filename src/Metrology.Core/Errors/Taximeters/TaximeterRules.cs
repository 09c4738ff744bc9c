using Metrology.Core.Procedures;

namespace Metrology.Core.Errors.Taximeters;

/// <summary>
/// Limits that are proposed while a procedure for taximeters or their checkers is written. None was read in the text of a regulation, so none is confirmed;
/// a procedure states its own.
/// </summary>
public static class TaximeterRules
{
    private const string UseError = "lw33.cn/article/2faaf9ed9149f40e888e4e5d (JJG 517-2009 in use); summary of JJG(京)177-2025";
    private const string Checker = "lw33.cn/article/2faaf9ed9149f40e888e4e5d (use-error standard device, 2009)";
    private const string Tester = "jizihe.com 9391193 (notes on verification by JJG 517-2016)";

    /// <summary>Distance error in the vehicle, percent.</summary>
    public static Fact<ErrorLimits> InstalledDistance { get; } = new(new(-4.0m, 1.0m), false, UseError);

    /// <summary>Rounding interval of the distance error, percent; derived, for the rounded way of deciding.</summary>
    public static Fact<decimal> InstalledRounding { get; } = new(0.1m, false, "derived");

    /// <summary>Error that an adjustment of k aims at, percent: the middle of the limits.</summary>
    public static Fact<decimal> AdjustmentTarget { get; } = new(-1.5m, false, "vip.suzhouinfo.cn 7108356621 (Shanghai, 2022): middle of the limits");

    /// <summary>Circumference of the main roller, percent of nominal.</summary>
    public static Fact<decimal> RollerCircumferencePercent { get; } = new(0.2m, false, Checker);

    /// <summary>Counter of the roller checker.</summary>
    public static Fact<CounterLimit> RollerCounter { get; } = new(new(0.1m, 1m), false, Checker);

    /// <summary>Speed of the roller checker, km/h.</summary>
    public static Fact<decimal> RollerSpeedKmh { get; } = new(3m, false, Checker);

    /// <summary>Counter of the bench tester.</summary>
    public static Fact<CounterLimit> BenchCounter { get; } = new(new(0.1m, 0.1m), false, Tester);

    /// <summary>Speed of the bench tester, percent.</summary>
    public static Fact<decimal> BenchSpeedPercent { get; } = new(0.1m, false, Tester);
}

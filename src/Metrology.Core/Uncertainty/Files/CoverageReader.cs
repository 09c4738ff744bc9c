using Metrology.Core.Files;

namespace Metrology.Core.Uncertainty.Files;

/// <summary>How a file says the choice of k: <c>{ "k": 2 }</c> or <c>{ "probability": 0.95 }</c>.</summary>
internal static class CoverageReader
{
    public static Coverage Read(JsonCursor at) => at.Object(coverage =>
    {
        var (p, k) = (coverage.Optional("probability")?.AsReal(), coverage.Optional("k")?.AsReal());
        if (at.IsObject && (p is null == k is null || p is not (null or (> 0 and < 1)) || k is <= 0))
            coverage.Problem("应给出 probability（0 与 1 之间）或 k（正数）之一", "give either a probability between 0 and 1 or a positive k");
        return k is { } factor ? Coverage.Fixed(factor) : p is { } probability ? Coverage.Of(probability) : Coverage.Two;
    });
}

using Metrology.Core.Words;

namespace Metrology.Core.Errors;

/// <summary>Values that testers send when a read failed. They look like numbers and must never reach a formula.</summary>
public static class FailureSentinel
{
    /// <summary>Sent by the vendor software of a known tester for piles.</summary>
    private const decimal ReadFailed = -999m;

    public static bool Is(decimal value) => value == ReadFailed;

    /// <summary>The value itself, or the refusal that it marks a failed read.</summary>
    public static Outcome<decimal> Refuse(decimal value) => Is(value) ? ErrorRefusals.ReadingFailed : value;
}

using Metrology.Core.Words;

namespace Metrology.Adapters.Counter;

/// <summary>Why an answer of a counter is no reading; one constant a reason.</summary>
internal static class CounterRefusal
{
    public static Refusal NotGated { get; } = Refusal.Of("not-gated", "不是脉冲计数的应答，不能作为读数。", "It does not answer with counted pulses; it cannot be a reading.");

    public static Refusal NotDone { get; } = Refusal.Of("not-done", "脉冲仍在计数，不能作为读数。", "The pulses are still being counted; it cannot be a reading.");
}

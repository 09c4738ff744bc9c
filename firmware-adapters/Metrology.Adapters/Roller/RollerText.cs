using Metrology.Adapters.Counter;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Roller;

/// <summary>Lines of a roller bench or a counter written as hexadecimal text.</summary>
public static class RollerText
{
    /// <summary>Describes every line and every stretch of bytes that is none. Refuses with "bad-hex".</summary>
    public static Outcome<IReadOnlyList<FrameDescription>> Describe(string hex)
    {
        var bytes = HexText.Parse(hex);
        return bytes.Refusal is { } refusal
            ? refusal
            : FrameScan.Describe(bytes.Value, RollerFrame.Look, line => Describe(RollerFrame.Of(line.Span)), gap => RollerFrame.Parse(gap.Span).Refusal);
    }

    private static FrameDescription Describe(RollerFrame frame)
    {
        FrameFact[] head = [new("tag", new("标签", "tag"), frame.Tag), new("verb", new("命令", "verb"), frame.Verb)];
        var hex = HexText.Of(frame.Raw.Span);
        // A question has fewer fields than its answer.
        if (frame.Verb == RollerVerbs.Latch && frame.Fields.Count > 3)
            return RollerLatch.Of(frame) is { IsRefused: false, Value: var latch } ? new(hex, head, Facts(latch), null) : new(hex, head, [], RollerRefusal.BadFields);
        if (frame.Verb == RollerVerbs.State && frame.Fields.Count > 2)
            return RollerState.Of(frame) is { IsRefused: false, Value: var state } ? new(hex, head, Facts(state), null) : new(hex, head, [], RollerRefusal.BadFields);
        if (frame.Verb == RollerVerbs.Count && frame.Fields.Count > 2)
            return RollerCount.Of(frame) is { IsRefused: false, Value: var count } ? new(hex, head, Facts(count), null) : new(hex, head, [], RollerRefusal.BadFields);
        if (frame.Verb == CounterVerbs.Gated && frame.Fields.Count > 2)
            return GatedPulses.Of(frame) is { IsRefused: false, Value: var gated } ? new(hex, head, Facts(gated), null) : new(hex, head, [], RollerRefusal.BadFields);
        return new(hex, head, [.. frame.Fields.Skip(2).Select((text, i) => new FrameFact($"field{i + 1}", new($"字段{i + 1}", $"Field {i + 1}"), text))], null);
    }

    private static FrameFact[] Facts(RollerLatch latch) =>
    [
        new("jump", new("跳字序号", "Jump"), latch.Frame.Fields[2]),
        new("revolutions", new("主滚轮转数", "Revolutions"), latch.Revolutions),
        new("time", new("时间", "Time"), latch.Frame.Fields[4], "ms"),
        new("distance", new("显示里程", "Displayed distance"), latch.DistanceKm, "km"),
        new("amount", new("显示金额", "Displayed amount"), latch.Amount, "CNY"),
    ];

    private static FrameFact[] Facts(RollerCount count) =>
        [new("revolutions", new("主滚轮转数", "Revolutions"), count.Revolutions), new("speed", new("速度", "Speed"), count.SpeedKmh, "km/h")];

    private static FrameFact[] Facts(GatedPulses gated) =>
    [
        new("phase", new("状态", "Phase"), gated.Phase),
        new("gate", new("被检脉冲数", "Pulses of the unit"), gated.Frame.Fields[3]),
        new("pulses", new("标准脉冲数", "Pulses of the reference"), gated.Pulses),
        new("constant", new("标准常数", "Constant of the reference"), gated.Constant, "imp/kWh"),
    ];

    private static FrameFact[] Facts(RollerState state) =>
    [
        new("phase", new("状态", "Phase"), state.Phase),
        new("revolutions", new("主滚轮转数", "Revolutions"), state.Revolutions),
        new("speed", new("速度", "Speed"), state.SpeedKmh, "km/h"),
        new("jumps", new("跳字数", "Jumps"), $"{state.Jumps}"),
        new("keys", new("按键", "Keys"), state.Keys.Length == 0 ? RollerVerbs.None : state.Keys),
    ];
}

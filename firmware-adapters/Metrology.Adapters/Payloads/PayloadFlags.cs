using System.Collections.Frozen;
using Metrology.Core.Words;

namespace Metrology.Adapters.Payloads;

/// <summary>What is to be known about a message beside its numbers.</summary>
public static class PayloadFlags
{
    public const string NoTimeZone = "no-time-zone", AmbiguousLocalTime = "ambiguous-local-time", NoDeviceTime = "no-device-time", Composite = "composite-message";
    public const string Inconsistent = "inconsistent-readings", StartAfterTime = "start-time-after-time", Retained = "retained", Stale = "stale", Future = "future-time";
    public const string Decreased = "register-decreased", Duplicate = "duplicate", SequenceGap = "sequence-gap", BirthNotZero = "birth-seq-not-zero";
    public const string Historical = "historical", Implausible = "implausible-value", PartUnknown = "part-unknown", Offline = "device-offline", OtherDevice = "other-device", ErrorState = "device-error-state";

    private static readonly FrozenDictionary<string, BilingualText> Names = new Dictionary<string, BilingualText>
    {
        [NoTimeZone] = new("设备时间没有时区", "device time without zone"),
        [AmbiguousLocalTime] = new("当地时间不对应唯一时刻", "local time names no single instant"),
        [NoDeviceTime] = new("没有设备时间", "no device time"),
        [Composite] = new("读数来自多条消息，不是同一时刻", "readings of several messages, not one instant"),
        [Inconsistent] = new("有功功率与电压、电流矛盾", "power contradicts voltage or current"),
        [StartAfterTime] = new("起始时间晚于设备时间", "start time later than device time"),
        [Retained] = new("保留消息，是过去的值", "retained: a value of the past"),
        [Stale] = new("过期", "stale"),
        [Future] = new("设备时间晚于接收时间", "device time later than receive time"),
        [Decreased] = new("电能读数减小", "energy register decreased"),
        [Duplicate] = new("重复消息", "duplicate"),
        [SequenceGap] = new("序号不连续，丢失消息", "sequence gap: a message was lost"),
        [BirthNotZero] = new("出生消息序号不为 0", "birth message with a sequence other than 0"),
        [Historical] = new("历史值", "historical value"),
        [Implausible] = new("数值不可信", "implausible value"),
        [PartUnknown] = new("要减去的量还不知道", "a part to subtract is not known yet"),
        [Offline] = new("设备离线", "device offline"),
        [OtherDevice] = new("消息来自另一台设备", "a message of another device"),
        [ErrorState] = new("设备报告故障", "device reports an error"),
    }.ToFrozenDictionary();

    public static IEnumerable<string> All => Names.Keys;

    public static BilingualText NameOf(string flag) => Names.TryGetValue(flag, out var name) ? name : BilingualText.Same(flag);

    /// <summary>Speaks against using the readings in a measurement.</summary>
    internal static bool Forbids(string flag) => flag is not (StartAfterTime or BirthNotZero);
}

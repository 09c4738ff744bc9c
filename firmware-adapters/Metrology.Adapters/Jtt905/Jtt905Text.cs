using System.Globalization;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Jtt905;

/// <summary>Serial frames and messages of the centre written as hexadecimal text. The number of a driver is masked.</summary>
public static class Jtt905Text
{
    /// <summary>Describes every frame and every stretch of bytes that is none. Refuses with "bad-hex".</summary>
    public static Outcome<IReadOnlyList<FrameDescription>> Describe(string hex)
    {
        var bytes = HexText.Parse(hex);
        return bytes.Refusal is { } refusal
            ? refusal
            : FrameScan.Describe(
                bytes.Value, Look, frame => IsMessage(frame.Span) ? Message(Jtt905Message.Parse(frame.Span).Value) : Serial(new Jtt905Frame(frame)),
                gap => IsMessage(gap.Span) ? Jtt905Message.Parse(gap.Span).Refusal : Jtt905Frame.Parse(gap.Span).Refusal);
    }

    private static bool IsMessage(ReadOnlySpan<byte> bytes) => bytes is [0x7E, ..];

    private static Refusal? Look(ReadOnlySpan<byte> bytes, out int length) =>
        IsMessage(bytes) ? Jtt905Message.Look(bytes, out length) : Jtt905Frame.Look(bytes, out length);

    private static FrameDescription Serial(Jtt905Frame frame)
    {
        FrameFact[] head =
        [
            new("device", new("设备", "device"), frame.Device.ToString("X2", CultureInfo.InvariantCulture)),
            new("manufacturer", new("厂商", "manufacturer"), frame.Manufacturer.ToString("X2", CultureInfo.InvariantCulture)),
            new("command", new("命令", "command"), frame.Command.ToString("X4", CultureInfo.InvariantCulture)),
        ];
        var content = Jtt905Content.Of(frame);
        var hex = HexText.Of(frame.Raw.Span);
        return content.Refusal is { } refusal ? new(hex, head, [], refusal) : new(hex, head, [.. Facts(content.Value)], null);
    }

    private static FrameDescription Message(Jtt905Message message)
    {
        FrameFact[] head =
        [
            new("message", new("消息", "message"), message.Id.ToString("X4", CultureInfo.InvariantCulture)),
            new("isu", new("终端", "terminal"), message.Isu),
            new("serial", new("流水号", "serial number"), message.Serial.ToString(CultureInfo.InvariantCulture)),
        ];
        var hex = HexText.Of(message.Raw.Span);
        if (message.Id != Jtt905Message.Operation)
            return new(hex, head, [], null);
        var operation = Jtt905Operation.Parse(message.Body.Span);
        return operation.Refusal is { } refusal ? new(hex, head, [], refusal) : new(hex, head, [.. Facts(operation.Value.Trip)], null);
    }

    private static IEnumerable<FrameFact> Facts(Jtt905Content content)
    {
        if (content.Time is { } time)
            yield return new("time", new("时间（北京时间）", "Time (China)"), time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        if (content.Result is { } result)
            yield return new("result", new("结果", "Result"), result);
        if (content.TripNumber is { } number)
            yield return new("trip_no", new("营运次数", "Trip number"), number.ToString(CultureInfo.InvariantCulture));
        foreach (var fact in content.Trip is { } trip ? Facts(trip) : content.Tariff is { } tariff ? Facts(tariff) : content.Status is { } status ? Facts(status) : [])
            yield return fact;
    }

    private static IEnumerable<FrameFact> Facts(Jtt905Trip trip) =>
    [
        new("plate", new("车牌", "Plate"), trip.Plate),
        new("driver", new("从业资格证号（已遮盖）", "Driver (masked)"), trip.MaskedDriver),
        new("on_time", new("上车时间", "Hired"), trip.On.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        new("off_time", new("下车时间", "Ended"), trip.OffAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        new("distance", new("计程", "Distance"), Jtt905Trip.Text(trip.DistanceKm), "km"),
        new("empty", new("空驶", "Empty"), Jtt905Trip.Text(trip.EmptyKm), "km"),
        new("surcharge", new("附加费", "Surcharge"), Jtt905Trip.Text(trip.SurchargeYuan), "CNY"),
        new("wait", new("等候", "Waiting"), $"{(int)trip.Wait.TotalHours:00}:{trip.Wait.Minutes:00}"),
        new("amount", new("交易金额", "Amount"), Jtt905Trip.Text(trip.AmountYuan), "CNY"),
        new("trip_no", new("营运次数", "Trip number"), trip.Number.ToString(CultureInfo.InvariantCulture)),
    ];

    private static IEnumerable<FrameFact> Facts(Jtt905Tariff tariff) =>
    [
        new("start", new("启用时间", "In force from"), tariff.Start.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        .. tariff.Fields.Select(field => new FrameFact(field.Name.Zh, field.Name, field.Text)),
    ];

    private static IEnumerable<FrameFact> Facts(Jtt905Status status) =>
    [
        new("device_no", new("设备编号", "Device number"), status.DeviceNumber),
        new("hardware", new("硬件版本", "Hardware"), status.Hardware),
        new("software", new("软件版本", "Software"), status.Software),
        new("device_state", new("设备状态", "Device state"), status.DeviceState),
        new("work_state", new("工作状态", "Work state"), status.WorkState),
        new("plate", new("车牌", "Plate"), status.Plate),
        new("total_trips", new("总营运次数", "Total trips"), status.TotalTrips.ToString(CultureInfo.InvariantCulture)),
    ];
}

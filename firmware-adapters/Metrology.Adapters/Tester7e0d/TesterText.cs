using System.Globalization;
using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Tester7e0d;

/// <summary>Frames written as hexadecimal text.</summary>
public static class TesterText
{
    /// <summary>Describes every frame and every stretch of bytes that is none; padding zeros after a frame are passed over. Refuses with "bad-hex".</summary>
    public static Outcome<IReadOnlyList<FrameDescription>> Describe(string hex)
    {
        var bytes = HexText.Parse(hex);
        if (bytes.Refusal is { } refusal)
            return refusal;
        var items = FrameScan.Describe(bytes.Value, TesterParser.Look, frame => Describe(new TesterFrame(frame)), gap => TesterParser.Parse(gap.Span).Refusal);
        var afterFrame = false;
        items.RemoveAll(item =>
        {
            var isPadding = afterFrame && item.Head.Count == 0 && item.Hex.All(c => c is '0' or ' ');
            afterFrame = item.Head.Count > 0;
            return isPadding;
        });
        return items;
    }

    private static FrameDescription Describe(TesterFrame frame)
    {
        FrameFact[] head =
        [
            new("type", new("类型", "type"), frame.Type switch { TesterFrame.Read => "read", TesterFrame.Write => "write", _ => "reply" }),
            new("command", new("命令", "command"), frame.Command.ToString("X2", CultureInfo.InvariantCulture)),
        ];
        var hex = HexText.Of(frame.Raw.Span);
        if (frame.Type != TesterFrame.Answer)
            return new(hex, head, [], null);
        var reading = TesterReading.Of(frame);
        return reading.Refusal is { } refusal ? new(hex, head, [], refusal) : new(hex, head, [.. Facts(reading.Value)], null);
    }

    private static IEnumerable<FrameFact> Facts(TesterReading reading)
    {
        if (reading.EnergyKWh is { } energy)
            yield return new("energy", new("电能", "Energy"), TesterReading.Text(energy), "kWh");
        for (var i = 0; i < reading.Constants.Count; i++)
            yield return new($"constant{i + 1}", new($"表常数{i + 1}", $"Meter constant {i + 1}"), reading.Constants[i].ToString(CultureInfo.InvariantCulture), "imp/kWh");
        for (var i = 0; i < reading.Pulses.Count; i++)
            yield return new($"pulses{i + 1}", new($"脉冲数{i + 1}", $"Pulses {i + 1}"), reading.Pulses[i].ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < reading.ErrorsPercent.Count; i++)
            yield return new($"error{i + 1}", new($"误差{i + 1}", $"Error {i + 1}"), TesterReading.Text(reading.ErrorsPercent[i]), "%");
    }
}

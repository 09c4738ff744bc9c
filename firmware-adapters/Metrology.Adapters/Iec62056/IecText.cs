using Metrology.Adapters.Framing;
using Metrology.Core.Words;

namespace Metrology.Adapters.Iec62056;

/// <summary>Messages written as hexadecimal text. The operand of a password command is not shown.</summary>
public static class IecText
{
    private const char Password = 'P';

    /// <summary>Describes every message and every stretch of bytes that is none. Refuses with "bad-hex".</summary>
    public static Outcome<IReadOnlyList<FrameDescription>> Describe(string hex)
    {
        var bytes = HexText.Parse(hex);
        return bytes.Refusal is { } refusal
            ? refusal
            : FrameScan.Describe(bytes.Value, IecShape.Look, message => Describe(IecMessage.Of(message.Span)), gap => IecMessage.Parse(gap.Span).Refusal);
    }

    private static FrameDescription Describe(IecMessage message)
    {
        List<FrameFact> head = [new("kind", new("报文", "message"), NameOf(message.Kind))];
        if (message.Command.Length > 0)
            head.Add(new("command", new("命令", "command"), message.Command));
        var hex = HexText.Of(message.Raw.Span);
        if (message.Kind != IecMessageKind.Data)
        {
            var shown = message.Command.StartsWith(Password) ? "***" : message.Text;
            return new(hex, head, shown.Length == 0 ? [] : [new("text", new("内容", "Text"), shown)], null);
        }

        var sets = IecDataSet.Parse(message.Text);
        if (sets.Refusal is { } refusal)
            return new(hex, head, [], refusal);
        // A meter in programming mode says no in the place of a value (6.4.3.2 of the standard, from memory).
        if (sets.Value is [{ Address: null } only] && only.Value.StartsWith("ER", StringComparison.Ordinal))
            return new(hex, head, [], IecRefusal.MeterError(only.Value));
        var facts = new List<FrameFact>();
        var address = "";
        Refusal? wrong = null;
        foreach (var set in sets.Value)
        {
            address = set.Address ?? address;
            if (WhyNoReading(set, address) is { } why)
            {
                wrong ??= why;
                continue;
            }

            facts.Add(new(address, address.Length == 0 ? new("所问数值", "Value asked for") : ObisNames.Of(address), set.Value, set.Unit ?? ""));
        }

        return new(hex, head, facts, wrong);
    }

    /// <summary>What has a unit, or an address of a quantity, is a number; texts and identifiers are read as they are.</summary>
    private static Refusal? WhyNoReading(IecDataSet set, string address) =>
        set.Unit is null && !ObisNames.IsQuantity(address) ? null
        : set.Value.Length == 0 ? IecRefusal.NoValue(address)
        : set.Normalised is null ? IecRefusal.NotANumber(address)
        : null;

    private static string NameOf(IecMessageKind kind) => kind switch
    {
        IecMessageKind.Request => "request",
        IecMessageKind.Identification => "identification",
        IecMessageKind.Acknowledgement => "acknowledgement",
        IecMessageKind.Command => "command",
        IecMessageKind.Data => "data",
    };
}

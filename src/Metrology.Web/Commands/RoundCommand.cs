using System.CommandLine;
using System.Globalization;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Web.Commands;

/// <summary>Rounds numbers to a multiple of an interval by GB/T 8170.</summary>
internal static class RoundCommand
{
    public static Command Create(Terminal terminal)
    {
        var values = new Argument<string[]>("value") { Description = terminal.Say("要修约的数，可多个", "Numbers to round, one or more"), Arity = ArgumentArity.OneOrMore };
        var interval = new Option<string>("--interval") { Description = terminal.Say("修约间隔，例如 0.1、0.2、0.5、5", "Rounding interval, for example 0.1, 0.2, 0.5 or 5"), Required = true };
        var away = new Option<bool>("--half-away") { Description = terminal.Say("恰为一半时远离零（GB/T 8170 为取偶）", "An exact half goes away from zero (GB/T 8170: to even)") };
        var json = Terminal.JsonOption(terminal);
        var command = new Command("round", terminal.Say("按 GB/T 8170 修约", "Round by GB/T 8170")) { values, interval, away, json };
        command.SetAction(parsed =>
        {
            if (QuantityText.ParseNumber(parsed.GetValue(interval)!) is not { } size || size <= 0m)
                return terminal.Refuse(Refusal.Of("round.interval", "修约间隔须为正的十进制数。", "The interval is a positive decimal number."));
            var midpoint = parsed.GetValue(away) ? MidpointRounding.AwayFromZero : MidpointRounding.ToEven;
            var rounding = new RoundingInterval(size);
            var refused = 0;
            foreach (var text in parsed.GetValue(values)!)
                refused = Math.Max(refused, Round(terminal, text, rounding, midpoint, parsed.GetValue(json)));
            return refused;
        });
        return command;
    }

    private static int Round(Terminal terminal, string text, RoundingInterval interval, MidpointRounding midpoint, bool asJson)
    {
        if (QuantityText.ParseNumber(text) is not { } value)
            return terminal.Refuse(Refusal.Of("round.number", $"「{text}」不是可以完整保存的十进制数。", $"“{text}” is no decimal number that can be held with all its digits."));
        string rounded;
        try
        {
            rounded = interval.Print(value, midpoint);
        }
        catch (OverflowException)
        {
            return terminal.Refuse(Refusal.Of("round.too-large", $"「{text}」相对修约间隔太大。", $"“{text}” is too many intervals large."));
        }

        if (asJson)
            terminal.WriteJson(new { value = text, interval = interval.Interval.ToString(CultureInfo.InvariantCulture), rounded, tie = interval.IsTie(value) });
        else
            terminal.WriteLine($"{rounded}");
        return Terminal.Done;
    }
}

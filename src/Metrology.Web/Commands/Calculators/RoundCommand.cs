using System.CommandLine;
using System.Globalization;
using Metrology.Core.Quantities;
using Metrology.Core.Words;

namespace Metrology.Web.Commands.Calculators;

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
            var size = Interval(parsed.GetValue(interval)!);
            var midpoint = parsed.GetValue(away) ? MidpointRounding.AwayFromZero : MidpointRounding.ToEven;
            var rounded = parsed.GetValue(values)!.Select((text, i) => Round(text, i + 1, size.IsRefused ? new(1m) : size.Value, midpoint)).ToList();

            // Everything is looked at before anything is printed.
            var refusals = new[] { size.Refusal }.Concat(rounded.Select(one => one.Refusal)).OfType<Refusal>().Select(terminal.Refuse).ToList();
            if (refusals.Count > 0)
                return refusals[0];
            foreach (var one in rounded)
                Write(terminal, one.Value, size.Value, parsed.GetValue(json));
            return Terminal.Done;
        });
        return command;
    }

    private static Outcome<RoundingInterval> Interval(string text) => QuantityText.ParseNumber(text) is > 0m and var size
        ? new RoundingInterval(size)
        : Refusal.Of("round.interval", $"--interval「{text}」：修约间隔须为正的十进制数。", $"--interval “{text}”: the interval is a positive decimal number.");

    private static Outcome<Rounded> Round(string text, int place, RoundingInterval interval, MidpointRounding midpoint)
    {
        if (QuantityText.ParseNumber(text) is not { } value)
        {
            return Refusal.Of(
                "round.number", $"value 第 {place} 个「{text}」不是可以完整保存的十进制数。", $"value {place}, “{text}”, is no decimal number that can be held with all its digits.");
        }

        try
        {
            return new Rounded(text, interval.Print(value, midpoint), interval.IsTie(value));
        }
        catch (OverflowException)
        {
            return Refusal.Of("round.too-large", $"value 第 {place} 个「{text}」相对修约间隔太大。", $"value {place}, “{text}”, is too many intervals large.");
        }
    }

    private static void Write(Terminal terminal, Rounded one, RoundingInterval interval, bool asJson)
    {
        if (asJson)
            terminal.WriteJson(new { value = one.Text, interval = interval.Interval.ToString(CultureInfo.InvariantCulture), rounded = one.Value, tie = one.IsTie });
        else
            terminal.WriteLine($"{one.Value}");
    }

    /// <param name="Text">As it was typed.</param>
    private sealed record Rounded(string Text, string Value, bool IsTie);
}

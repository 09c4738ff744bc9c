using System.Globalization;
using Metrology.Core.Fares;
using Metrology.Core.Procedures;

namespace Metrology.Web.Commands.Calculators;

/// <summary>A fare on the terminal: one derivation, or both where the tariff leaves two.</summary>
internal static class FareReport
{
    public static void Write(Terminal terminal, Tariff tariff, ExpectedFare expected, bool asJson)
    {
        Fare[] fares = expected.Settled is { } settled ? [settled] : [expected.Additive, expected.Multiplicative];
        if (asJson)
        {
            terminal.WriteJson(Facts(terminal, tariff, expected, fares));
            return;
        }

        terminal.WriteLine($"{Name(terminal, tariff)}{(tariff.Origin.Confirmed ? "" : terminal.Say("　【未确认】", "  [not confirmed]"))}");
        if (fares.Length > 1)
            terminal.WriteLine($"{terminal.Say("运价未说明夜间加价与空驶费如何合并，两种结果都列出：", "The tariff does not say how surcharges combine; both fares are shown:")}");
        foreach (var fare in fares)
            Write(terminal, fare, named: fares.Length > 1);
    }

    private static void Write(Terminal terminal, Fare fare, bool named)
    {
        if (named)
            terminal.WriteLine($"{(fare.Composition == Composition.Additive ? terminal.Say("— 相加", "— additive") : terminal.Say("— 相乘", "— multiplicative"))}");
        foreach (var line in fare.Lines)
            terminal.WriteLine($"  {line.Text.In(terminal.Language)}: {Number(line.Quantity)} {line.Unit.In(terminal.Language)} × {Number(line.Price)} = {Number(line.Amount)}");
        if (fare.Displayed != fare.Metered)
            terminal.WriteLine($"  {terminal.Say("计价器显示", "Shown by the meter")}: {Money(fare.Displayed)}");
        if (fare.Due != fare.Unrounded)
            terminal.WriteLine($"  {terminal.Say("修约前", "Before steps and rounding")}: {Money(fare.Unrounded)}");
        terminal.WriteLine($"  {terminal.Say("应收", "Due")}: {Money(fare.Due)} {terminal.Say("元", "CNY")}");
    }

    private static object Facts(Terminal terminal, Tariff tariff, ExpectedFare expected, Fare[] fares) => new
    {
        tariff = Name(terminal, tariff),
        confirmed = tariff.Origin.Confirmed,
        source = tariff.Origin.Source,
        settled = expected.Settled is not null,
        fares = fares.Select(fare => new
        {
            composition = KebabCase.Of(fare.Composition),
            lines = fare.Lines.Select(line => new
            {
                text = line.Text.In(terminal.Language),
                quantity = Number(line.Quantity),
                unit = line.Unit.In(terminal.Language),
                price = Number(line.Price),
                amount = Number(line.Amount),
            }),
            metered = Money(fare.Metered),
            displayed = Money(fare.Displayed),
            supplements = Money(fare.Supplements),
            unrounded = Money(fare.Unrounded),
            due = Money(fare.Due),
        }),
    };

    private static string Name(Terminal terminal, Tariff tariff) => terminal.Say(tariff.Origin.Name, tariff.Origin.NameEn ?? tariff.Origin.Name);

    private static string Number(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Money(decimal value) => value.ToString("0.00##########", CultureInfo.InvariantCulture);
}

using System.CommandLine;
using Metrology.Core.Fares;
using Metrology.Core.Files;
using Metrology.Core.Words;
using Metrology.Procedures;

namespace Metrology.Web.Commands.Calculators;

/// <summary>Expected fare of a trip under a tariff, with its derivation line by line.</summary>
internal static class FareCommand
{
    public static Command Create(Terminal terminal)
    {
        var shipped = string.Join(", ", TariffCatalog.All.Select(one => one.Id));
        var tariff = new Option<string>("--tariff") { Description = terminal.Say($"运价文件，或随附运价：{shipped}", $"Tariff file, or one that is shipped: {shipped}"), Required = true };
        var trip = new Option<string>("--trip") { Description = terminal.Say("行程文件", "Trip file"), Required = true };
        var json = new Option<bool>("--json") { Description = terminal.Say("一个 JSON 对象", "One JSON object") };
        var command = new Command("fare", terminal.Say("计算行程的应收金额，逐行列出依据", "Compute the expected fare of a trip, line by line")) { tariff, trip, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (tariffPath, tripPath) = (parsed.GetValue(tariff)!, parsed.GetValue(trip)!);
            var rates = await TariffAsync(tariffPath, cancellation);
            if (rates.IsRefused)
                return terminal.Refuse(rates.Refusal!);
            var course = await CommandInput.ReadAsync(tripPath, cancellation);
            if (course.IsRefused)
                return terminal.Refuse(course.Refusal!);
            var ride = TripFile.Load(course.Value, rates.Value.Value);
            // Both files are looked at before anything is refused, so that one attempt shows everything.
            var wrong = rates.Value.IsRefused ? CommandInput.Refuse(terminal, tariffPath, rates.Value.Problems) : Terminal.Done;
            wrong = ride.IsRefused ? CommandInput.Refuse(terminal, tripPath, ride.Problems) : wrong;
            if (wrong != Terminal.Done)
                return wrong;
            var fare = FareCalculation.Expect(rates.Value.Value!, ride.Value!);
            if (fare.IsRefused)
                return terminal.Refuse(fare.Refusal!);
            FareReport.Write(terminal, rates.Value.Value!, fare.Value, parsed.GetValue(json));
            return Terminal.Done;
        });
        return command;
    }

    private static async Task<Outcome<FileLoad<Tariff>>> TariffAsync(string name, CancellationToken cancellation)
    {
        if (TariffCatalog.Find(name) is { } shipped)
            return new FileLoad<Tariff>(shipped, []);
        var bytes = await CommandInput.ReadAsync(name, cancellation);
        return bytes.IsRefused ? bytes.Refusal! : TariffFile.Load(bytes.Value);
    }
}

using System.Globalization;
using Metrology.Adapters.Modbus;
using Metrology.Core.Words;
using Metrology.Instruments.Faults;
using Metrology.Simulators.Room;
using Metrology.Station.Ingest;
using Metrology.Web.Demonstration;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Simulators;

/// <summary>Plays the instrument that was typed.</summary>
internal sealed class StartSimulator(SimulatorRoom room, RegisterMapShelf maps, Broker broker, GatewayKeys keys)
{
    public async Task<Outcome<SimulatedInstrument>> ExecuteAsync(SimulatorForm form)
    {
        if (SimulatorKind.Find(form.Kind ?? "") is not { } kind)
            return SimulatorRefusals.UnknownKind;
        if (!Number(form.Amperes, out var amperes))
            return SimulatorRefusals.Amperes;
        var seed = SimulationSettings.DefaultSeed;
        if (form.Seed?.Trim() is { Length: > 0 } typed && !ulong.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out seed))
            return new Refusal("simulator.seed", new("种子是不带符号的整数。", "A seed is a whole number without a sign."), nameof(SimulatorForm.Seed));
        Capture? capture = null;
        if (kind.NeedsCapture && form.Capture is { Length: > 0 } text)
        {
            var read = Capture.Parse(form.Name ?? "", text);
            if (read.Refusal is { } unreadable)
                return unreadable;
            capture = read.Value;
        }

        try
        {
            return await room.StartAsync(kind, new(form.Name?.Trim() ?? "", form.Address?.Trim() ?? "", seed, amperes, maps.All.FirstOrDefault(map => map.Id == form.Map), capture)
            {
                Messages = name => keys.All.TryGetValue(name, out var key) ? broker.OpenLink($"sim-{name}", name, key) : null,
            });
        }
        catch (InstrumentFault fault)
        {
            return fault.Reason;
        }
    }

    private static bool Number(string? typed, out decimal number)
    {
        number = 0m;
        return typed?.Trim() is not { Length: > 0 } text || decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}

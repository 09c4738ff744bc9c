using System.Globalization;
using Metrology.Adapters.Wire;
using Metrology.App.Equipment;
using Metrology.App.Operation;
using Metrology.App.Verifications;
using Metrology.Core.Quantities;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Station.Benches;

namespace Metrology.Station.Field;

/// <summary>Reads one instrument at its interval into the spool. Who answers is asked first, and again after every fault; while the spool is full nothing is read.</summary>
internal sealed class FieldReader(FieldInstrument instrument, ISpool spool, WiredMeters meters, Action<FieldNotice> tell, TimeProvider clock)
{
    /// <summary>Decimals of a number in the contract.</summary>
    private const int MostDecimals = 9;

    private IMeter? meter;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var due = clock.GetUtcNow();
        try
        {
            while (true)
            {
                await TurnAsync(cancellation);
                // A turn that took longer, or a clock that was set, is not made up for.
                var now = clock.GetUtcNow();
                due = due + instrument.Every is var next && next > now && next - now <= instrument.Every ? next : now + instrument.Every;
                await Task.Delay(due - now, clock, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
        finally
        {
            await LeaveAsync();
        }
    }

    private async Task TurnAsync(CancellationToken cancellation)
    {
        if (spool.IsFull)
        {
            tell(FieldNotice.Full(instrument.Name, spool.Depth));
            return;
        }

        try
        {
            meter ??= await MeetAsync(cancellation);
            var values = new List<WireValue>();
            foreach (var measurand in meter.Offers)
                values.Add(Shown(await meter.ReadAsync(measurand, cancellation)));

            Keep(values);
        }
        catch (InstrumentFault fault)
        {
            tell(FieldNotice.Fault(instrument.Name, fault.Reason));
            await LeaveAsync();
        }
    }

    private void Keep(IReadOnlyList<WireValue> values)
    {
        var now = clock.GetUtcNow();
        // The server takes no other message: what it would refuse is not worth a place in the spool.
        if (WireDecoder.Readings(Encoded(0, now, values)).Refusal is { } unfit)
            tell(FieldNotice.Fault(instrument.Name, unfit));
        else if (spool.TryAdd(instrument.Name, WireTopics.Readings(instrument.Name), number => Encoded(number, now, values)))
            tell(FieldNotice.Reading(instrument.Name));
    }

    /// <summary>
    /// As the contract writes it: decimal digits that fit the step. The step of a binary float is no decimal one; it is then the next coarser power of ten, and the value is rounded to it.
    /// </summary>
    private static WireValue Shown(Reading reading)
    {
        var step = reading.Resolution;
        if (step > 0 && step.Scale <= MostDecimals && reading.Value % step == 0)
            return new(reading.Measurand, reading.Text, reading.Unit, step);
        var (coarse, decimals) = (1m, 0);
        while (coarse < step)
            coarse *= 10;
        while (coarse / 10 >= step && decimals < MostDecimals)
            (coarse, decimals) = (coarse / 10, decimals + 1);
        var rounded = Math.Round(reading.Value / coarse, MidpointRounding.AwayFromZero) * coarse;
        return new(reading.Measurand, rounded.ToString($"F{decimals}", CultureInfo.InvariantCulture), reading.Unit, coarse);
    }

    private byte[] Encoded(long number, DateTimeOffset now, IReadOnlyList<WireValue> values) => WireEncoder.Encode(new WireReadings(spool.Boot, number, now, null, values));

    private async Task<IMeter> MeetAsync(CancellationToken cancellation)
    {
        var item = new EquipmentItem
        {
            Code = instrument.Name,
            NameZh = "",
            NameEn = "",
            Manufacturer = instrument.Manufacturer,
            Model = instrument.Model,
            SerialNumber = instrument.SerialNumber,
        };
        // Its bytes stay here: a transcript belongs to a run, and there is none.
        var opened = meters.Open(new() { Role = BenchRole.Reference, Protocol = instrument.Protocol, Link = instrument.Link, Address = instrument.Address }, item, TranscriptBuffer.OfTrial());
        try
        {
            var who = await opened.IdentifyAsync(cancellation);
            if (who.SerialNumber.Length > 0 && who.SerialNumber != instrument.SerialNumber)
                throw BenchFaults.WrongSerial(instrument.SerialNumber, who.SerialNumber);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    private async Task LeaveAsync()
    {
        if (meter is { } left)
            await left.DisposeAsync();
        meter = null;
    }
}

using Metrology.Adapters.Jtt905;
using Metrology.Core.Quantities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;
using Metrology.Links.Tty;
using Metrology.Simulators.Taximeter;

namespace Metrology.Adapters.Tests.Jtt905;

/// <summary>The adapter against a taximeter that speaks real bytes on a real pseudo-terminal.</summary>
public sealed class Jtt905TaximeterTests : IAsyncDisposable
{
    private const string Number = "0102000077";

    private readonly PtyPair pair = PtyPair.Open();
    private readonly Sink refused = new();
    private readonly List<IAsyncDisposable> open = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var one in open)
            await one.DisposeAsync();
        await pair.DisposeAsync();
    }

    private (Jtt905Taximeter Adapter, SimulatedTaximeter Device) Start(Func<SimulatedTaximeterSettings, SimulatedTaximeterSettings>? with = null)
    {
        var settings = new SimulatedTaximeterSettings(Number);
        var device = new SimulatedTaximeter(pair.Master, with?.Invoke(settings) ?? settings);
        var adapter = new Jtt905Taximeter(
            new TtyLink(pair.SlavePath, TtySettings.Default), new(TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200), Attempts: 3), TimeProvider.System, refused);
        open.AddRange([adapter, device]);
        return (adapter, device);
    }

    [Fact]
    public async Task It_says_who_it_is_what_it_charges_and_what_it_drove()
    {
        var (adapter, device) = Start();
        Assert.Equal(("01", "02", Number, "01.00"), await adapter.IdentifyAsync(Cancellation) is var who ? (who.Manufacturer, who.Model, who.SerialNumber, who.Firmware) : default);
        var tariff = await adapter.TariffAsync(Cancellation);
        string Of(string name) => tariff.Fields.Single(field => field.Name.En == name).Text;
        Assert.Equal(("10.00", "2.00", "2.70"), (Of("Day start fare"), Of("Start distance"), Of("Day one-way price")));
        var trips = (await adapter.StatusAsync(Cancellation)).TotalTrips;
        var trip = await adapter.TripAsync(trips, Cancellation);
        Assert.Equal((1u, 5.0m, 18.1m, new DateTime(2026, 1, 6, 0, 10, 0)), (trip.Number, trip.DistanceKm, trip.AmountYuan, trip.OffAt));
        Assert.Equal("exchange.no-answer", (await Assert.ThrowsAsync<InstrumentFault>(() => adapter.TripAsync(trips + 1, Cancellation).AsTask())).Code);
        device.AnswersAs = "0102000078";
        Assert.Equal("0102000078", (await adapter.IdentifyAsync(Cancellation)).SerialNumber);
    }

    [Fact]
    public async Task Nothing_of_it_is_a_reading()
    {
        var (adapter, _) = Start();
        Assert.Empty(adapter.Offers);
        Assert.Equal("jtt905.no-reading", (await Assert.ThrowsAsync<InstrumentFault>(() => adapter.ReadAsync(Measurands.Distance, Cancellation).AsTask())).Code);
    }

    [Fact]
    public async Task Damaged_answers_are_asked_for_again_and_counted_and_what_is_told_unasked_is_no_answer()
    {
        var (adapter, _) = Start(settings => settings with { BadCheckEvery = 2, TellsTrips = true });
        for (var i = 0; i < 4; i++)
            Assert.Equal(Number, (await adapter.IdentifyAsync(Cancellation)).SerialNumber);
        Assert.Contains(refused.All, one => one.Reason.Code == "jtt905.bad-xor");
    }

    private sealed class Sink : IRefusedAnswerSink
    {
        public List<RefusedAnswer> All { get; } = [];

        public void Append(RefusedAnswer answer) => All.Add(answer);
    }
}

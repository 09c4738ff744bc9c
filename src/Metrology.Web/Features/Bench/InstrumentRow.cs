using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Station.Benches;

namespace Metrology.Web.Features.Bench;

/// <summary>One instrument on the right rail.</summary>
/// <param name="Age">Since its last byte; null when nothing has come yet.</param>
public sealed record InstrumentRow(string Title, Tone Tone, string State, string Identity, TimeSpan? Age, IReadOnlyList<Reading> Readings)
{
    /// <summary>An instrument that is polled and silent for so long is suspect.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<InstrumentRow> Of(BenchView view, Words t) =>
    [
        Meter(view, t, Roles.Reference, view.Verification.Bench!.Reference!.SerialNumber),
        Meter(view, t, Roles.UnitUnderTest, view.Verification.Unit!.SerialNumber),
        Load(view.Live, t),
    ];

    private static InstrumentRow Meter(BenchView view, Words t, string role, string registered)
    {
        var live = view.Live;
        var readings = live.Readings.Where(pair => pair.Key.Role == role).Select(pair => pair.Value).OrderBy(reading => Order(view.State.Plan.Procedure, reading.Measurand)).ToList();
        TimeSpan? age = readings.Count > 0 ? view.Now - readings.Max(reading => reading.ReceivedAt) : null;
        var isSilent = live.Connection == BenchConnection.Ready && age > Silence;
        var identity = live.Identities.TryGetValue(role, out var who)
            ? string.Join(' ', new[] { who.Manufacturer, who.Model, who.SerialNumber }.Where(part => part.Length > 0))
            : $"{t.Bench.Registered} {registered}";
        return new(
            t.Record.Role(role), isSilent ? Tone.Warning : ToneOf(live.Connection), isSilent ? t.Bench.NoData : t.Bench.Connection(live.Connection), identity,
            age < TimeSpan.Zero ? TimeSpan.Zero : age, readings);
    }

    private static InstrumentRow Load(LiveState live, Words t) => live.Connection == BenchConnection.Ready
        ? new(t.Bench.Load, live.IsLoadOn ? Tone.Info : Tone.Quiet, live.IsLoadOn ? t.Bench.LoadOn : t.Bench.LoadOff, "", null, [])
        : new(t.Bench.Load, ToneOf(live.Connection), t.Bench.Connection(live.Connection), "", null, []);

    private static Tone ToneOf(BenchConnection connection) => connection switch
    {
        BenchConnection.Detached => Tone.Quiet,
        BenchConnection.Connecting => Tone.Info,
        BenchConnection.Ready => Tone.Good,
        BenchConnection.Faulted => Tone.Bad,
    };

    private static int Order(Procedure procedure, string measurand) =>
        procedure.AllMeasurands.Select((one, i) => (one.Id, i)).Where(one => one.Id == measurand).Select(one => one.i).FirstOrDefault(int.MaxValue);
}

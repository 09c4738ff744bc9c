using Metrology.App.Verifications;
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
        .. view.Verification.Bench!.Parts.Where(part => !part.IsByHand && BenchRoles.Beside.ContainsKey(part.Role)).OrderBy(part => part.Role)
            .Select(part => Row(view, t, t.BenchRegister.Role(part.Role), part.Role.NameOf(), part.Equipment?.SerialNumber ?? view.Verification.Unit!.SerialNumber, key => BenchRoles.Beside[part.Role].Gives.Contains((key.Role, key.Measurand)))),
    ];

    /// <summary>What an instrument beside it measures is not shown as its own.</summary>
    private static InstrumentRow Meter(BenchView view, Words t, string role, string registered) =>
        Row(view, t, t.Record.Role(role), role, registered, key => key.Role == role && view.Verification.Bench!.Gives(key.Role, key.Measurand) is null);

    private static InstrumentRow Row(BenchView view, Words t, string title, string role, string registered, Func<LiveKey, bool> isOf)
    {
        var live = view.Live;
        var readings = live.Readings.Where(pair => isOf(pair.Key)).Select(pair => pair.Value).OrderBy(reading => Order(view.State.Plan.Procedure, reading.Measurand)).ToList();
        TimeSpan? age = readings.Count > 0 ? view.Now - readings.Max(reading => reading.ReceivedAt) : null;
        var isSilent = live.Connection == BenchConnection.Ready && age > Silence && role is (Roles.Reference or Roles.UnitUnderTest);
        var identity = live.Identities.TryGetValue(role, out var who)
            ? string.Join(' ', new[] { who.Manufacturer, who.Model, who.SerialNumber }.Where(part => part.Length > 0))
            : $"{t.Bench.Registered} {registered}";
        return new(
            title, isSilent ? Tone.Warning : ToneOf(live.Connection), isSilent ? t.Bench.NoData : t.Bench.Connection(live.Connection), identity,
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

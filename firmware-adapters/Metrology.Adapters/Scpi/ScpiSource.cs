using System.Globalization;
using Metrology.Adapters.Types;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Scpi;

/// <summary>
/// A source that speaks SCPI; its type says what it is told. What is set is asked back, and so is whether the output is on: SCPI acknowledges nothing by itself. Faults: those of
/// <see cref="ScpiConversation"/>, "scpi.setting" (Refused: beyond the source, or not taken), "scpi.output" (Refused: the output is not as it was told).
/// </summary>
/// <param name="instrument">Identity in the register, carried by every reading.</param>
/// <param name="refused">Told of every answer that is not taken, with reason "scpi.…".</param>
public sealed class ScpiSource(ILink link, InstrumentType type, string instrument, TimeProvider time, IRefusedAnswerSink? refused = null) : ISource
{
    /// <summary>What it says of a setting has the digits of its display, no more.</summary>
    private const decimal Agreement = 0.001m;

    private readonly ScpiConversation talk = new(link, ScpiSettings.Patient, time, refused);

    public IReadOnlyList<string> Sets { get; } = [.. type.Settings.Select(one => one.Setting)];

    /// <summary>Who it is; its output is off from here on.</summary>
    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        var who = await talk.IdentifyAsync(cancellation).ConfigureAwait(false);
        await SwitchAsync(on: false, cancellation).ConfigureAwait(false);
        return who;
    }

    public async ValueTask SetAsync(IReadOnlyDictionary<string, Quantity> settings, CancellationToken cancellation)
    {
        // All are looked at before one is sent.
        var wanted = type.Settings.Where(one => settings.ContainsKey(one.Setting)).Select(one => (Setting: one, Value: ValueOf(one, settings[one.Setting]))).ToList();
        foreach (var (setting, value) in wanted)
        {
            await talk.TellAsync(setting.Command.Replace("{0}", value.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), cancellation).ConfigureAwait(false);
            var said = ScpiReading.Number((await talk.AskAsync(setting.Query, cancellation).ConfigureAwait(false)).Text);
            if (said.IsRefused || Math.Abs(said.Value.Value - value) > Math.Max(Math.Abs(value) * Agreement, said.Value.Step))
                throw new InstrumentFault(FaultKind.Refused, "scpi.setting", new(
                    $"{talk.Address}：电源没有接受 {setting.Setting} = {value} {setting.Unit}。", $"{talk.Address}: the source did not take {setting.Setting} = {value} {setting.Unit}."));
        }
    }

    public async ValueTask<Reading> SwitchAsync(bool on, CancellationToken cancellation)
    {
        await talk.TellAsync(on ? type.Output!.On : type.Output!.Off, cancellation).ConfigureAwait(false);
        var answer = await talk.AskAsync(type.Output.State, cancellation).ConfigureAwait(false);
        byte[] both = [.. ScpiConversation.Line(type.Output.State), .. answer.Raw.Span];
        var said = ScpiReading.Of(ScpiReading.QueriesOf(type), type.Output.State, answer, both, instrument, Measurands.Conforms, time.GetUtcNow());
        return !said.IsRefused && said.Value.Value == (on ? 1m : 0m) ? said.Value : throw new InstrumentFault(FaultKind.Refused, "scpi.output", on
                ? new($"{talk.Address}：电源输出没有接通。", $"{talk.Address}: the output of the source is not on.")
                : new($"{talk.Address}：电源输出没有断开。请在电源上断开。", $"{talk.Address}: the output of the source is not off. Switch it off at the source."));
    }

    /// <summary>The output is off, and that is seen. A source that was never reached was switched on by nobody here.</summary>
    public async ValueTask StandbyAsync(CancellationToken cancellation)
    {
        if (talk.IsOpen)
            await SwitchAsync(on: false, cancellation).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => talk.DisposeAsync();

    private decimal ValueOf(TypeSetting setting, Quantity asked)
    {
        var unit = Units.Find(setting.Unit)!;
        var value = asked.Unit.Dimension == unit.Dimension ? asked.In(unit).Value : decimal.MaxValue;
        return value >= 0m && value <= setting.Maximum ? value : throw new InstrumentFault(FaultKind.Refused, "scpi.setting", Beyond(setting, asked));
    }

    private BilingualText Beyond(TypeSetting setting, Quantity asked) => new(
        $"{talk.Address}：{setting.Setting} = {asked.Value} {asked.Unit.Symbol} 超出该电源的范围（0～{setting.Maximum} {setting.Unit}）。没有发送任何设定。",
        $"{talk.Address}: {setting.Setting} = {asked.Value} {asked.Unit.Symbol} is beyond the source (0 to {setting.Maximum} {setting.Unit}). Nothing was set.");
}

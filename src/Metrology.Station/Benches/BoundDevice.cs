using Metrology.Adapters.Payloads;
using Metrology.Adapters.Wire;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Links;
using Metrology.Station.Ingest;

namespace Metrology.Station.Benches;

/// <summary>
/// A device of another maker that is bound to its instrument at the ingest. It speaks when it likes: a reading is of the next message that came after it was asked for, that is durable, and that is a
/// measurement (fresh, not retained, with the time of the device). Faults: "payload.silent" (Timeout), "payload.…" with the reason of the message (Garbled).
/// </summary>
public sealed class BoundDevice : IMeter
{
    /// <summary>Devices report every ten seconds to five minutes; nobody waits longer at a bench.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>A device may write whole seconds, and its clock may be that far behind; what it says of an instant before the question is no answer to it.</summary>
    public static readonly TimeSpan LargestBehind = TimeSpan.FromSeconds((double)ClockComparison.LargestOffset);

    private readonly PayloadIntake intake;
    private readonly int equipmentId;
    private readonly string instrument;
    private readonly ITranscriptSink sink;
    private readonly TimeProvider clock;
    private readonly long opened;
    private readonly Lock gate = new();
    private TaskCompletionSource<MeasuredMessage> next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long index;
    private bool listens;

    /// <param name="instrument">Identity in the register, carried by every reading.</param>
    public BoundDevice(PayloadIntake intake, int equipmentId, string instrument, ITranscriptSink sink, TimeProvider clock)
    {
        (this.intake, this.equipmentId, this.instrument, this.sink, this.clock, opened) = (intake, equipmentId, instrument, sink, clock, clock.GetTimestamp());
    }

    public IReadOnlyList<string> Offers { get; } = [Measurands.ActiveEnergy];

    /// <summary>Somebody speaks on its topic. It tells no number that a register knows.</summary>
    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        if (!listens)
            intake.Measured += Came;
        listens = true;
        var message = await NextAsync(Patience, cancellation).ConfigureAwait(false);
        Write(message);
        return new("", message.Settings.Mapping.Convention, "", Firmware: null);
    }

    public async ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation)
    {
        var (asked, askedAt, before) = (clock.GetTimestamp(), clock.GetUtcNow(), null as DateTimeOffset?);
        while (true)
        {
            MeasuredMessage message;
            try
            {
                message = await NextAsync(Patience - clock.GetElapsedTime(asked), cancellation).ConfigureAwait(false);
            }
            catch (InstrumentFault fault) when (fault.Kind == FaultKind.Timeout && before is { } late)
            {
                throw FromBefore(askedAt - late);
            }

            if (!BoundReading.Has(message.Result, measurand))
                continue;
            if (message.Result.Time.Utc is { } said && said < askedAt - LargestBehind)
            {
                before = said;
                continue;
            }

            Write(message);
            var reading = BoundReading.Of(message.Result, message.Payload, instrument, measurand, message.ReceivedAt);
            return reading.Refusal is { } refusal ? throw new InstrumentFault(FaultKind.Garbled, $"{BoundReading.Codec}.{refusal.Code}", refusal.Text) : reading.Value;
        }
    }

    /// <summary>A device that reports applies nothing.</summary>
    public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        intake.Measured -= Came;
        return ValueTask.CompletedTask;
    }

    private void Came(MeasuredMessage message)
    {
        if (message.EquipmentId != equipmentId)
            return;
        TaskCompletionSource<MeasuredMessage> waiting;
        lock (gate)
            (waiting, next) = (next, new(TaskCreationOptions.RunContinuationsAsynchronously));
        waiting.TrySetResult(message);
    }

    private async ValueTask<MeasuredMessage> NextAsync(TimeSpan patience, CancellationToken cancellation)
    {
        Task<MeasuredMessage> waiting;
        lock (gate)
            waiting = next.Task;
        try
        {
            return await waiting.WaitAsync(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, clock, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new InstrumentFault(FaultKind.Timeout, "payload.silent", new(
                "绑定的设备没有发来可作为测量结果的新消息。请在“设备消息”页面查看它最近说了什么。", "The bound device sent no new message that is a measurement. See on Device payloads what it said last."));
        }
    }

    private static InstrumentFault FromBefore(TimeSpan behind) => new(FaultKind.Timeout, "payload.from-before", new(
        $"绑定的设备只说了提问之前的值：其时间早了 {behind.TotalSeconds:F0} s。请校准设备的时钟，或缩短它的上报间隔，然后重新读取。",
        $"The bound device said only values of before it was asked: its time is {behind.TotalSeconds:F0} s earlier. Set the clock of the device, or have it report more often, and read again."));

    private void Write(MeasuredMessage message) => sink.Append(new(WireTopics.LinkOf(message.Topic), index++, clock.GetElapsedTime(opened), Direction.Received, message.Payload)
    {
        Sources = [new(BoundReading.Codec, instrument, BoundReading.Address) { Map = message.Settings.ToJson() }],
    });
}

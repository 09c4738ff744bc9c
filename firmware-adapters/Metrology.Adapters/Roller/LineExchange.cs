using System.Globalization;
using Metrology.Core.Words;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Roller;

/// <summary>
/// Asks a device that speaks these lines (protocol.md): a new tag a question, an echo is passed over, "ERR" is a refusal. Faults: those of the link and the exchange,
/// "FAMILY.refused" (Refused), "FAMILY.value" (Garbled).
/// </summary>
/// <param name="family">Begins the codes of its faults, for example "roller".</param>
internal sealed class LineExchange(ILink link, ExchangeLimits limits, TimeProvider time, IRefusedAnswerSink? refused, string family) : IDisposable
{
    private const int IdentityFields = 6;

    private readonly FrameExchange<RollerFrame> exchange = new(
        link, new RollerFramer(), limits, time, (reason, bytes) => refused?.Append(RefusedAnswer.Of(family, link, reason, bytes, time)));
    private int tag;

    public ValueTask<RollerFrame> AskAsync(bool isReadOnly, CancellationToken cancellation, params string[] fields)
    {
        var number = tag = RollerFrame.NextTag(tag);
        return exchange.AskAsync(new(RollerFrame.Encode(number, fields), frame => Judge(number, fields, frame), isReadOnly), cancellation);
    }

    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        var frame = await AskAsync(isReadOnly: true, cancellation, RollerVerbs.Identity).ConfigureAwait(false);
        return frame.Fields.Count == IdentityFields ? new(frame.Fields[2], frame.Fields[3], frame.Fields[4], frame.Fields[5]) : throw Garbled(RollerRefusal.BadFields, frame);
    }

    public InstrumentFault Garbled(Refusal refusal, RollerFrame frame)
    {
        refused?.Append(RefusedAnswer.Of(family, link, refusal, frame.Raw.ToArray(), time));
        return new(FaultKind.Garbled, $"{family}.value", refusal.Text);
    }

    public void Dispose() => exchange.Dispose();

    private FrameFit Judge(int number, string[] asked, RollerFrame frame)
    {
        // An echo of the question has its tag and is the question itself.
        if (frame.Tag != number.ToString(CultureInfo.InvariantCulture) || frame.Fields.Skip(1).SequenceEqual(asked))
            return FrameFit.Unrelated;
        if (frame.Verb != RollerVerbs.Refused)
            return frame.Verb == asked[0] ? FrameFit.Answer : FrameFit.Unrelated;
        var refusal = RollerRefusal.Device(frame.Fields.Count > 2 ? frame.Fields[2] : RollerVerbs.None);
        throw new InstrumentFault(FaultKind.Refused, $"{family}.refused", refusal.Text);
    }
}

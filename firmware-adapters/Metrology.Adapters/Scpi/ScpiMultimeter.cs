using System.Globalization;
using System.Text;
using Metrology.Core.Quantities;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Scpi;

/// <summary>
/// A multimeter that speaks SCPI over a serial line or a socket. A query that stays silent is looked up in the error queue, so that the answer is why and not only that nothing came.
/// Faults: those of the link and the exchange, "scpi.error" (Refused: what the queue says), "scpi.value" (Garbled), "scpi.identity" (Garbled).
/// </summary>
/// <param name="refused">Told of every answer that is not taken, with reason "scpi.…".</param>
public sealed class ScpiMultimeter(ILink link, ScpiSettings settings, TimeProvider time, IRefusedAnswerSink? refused = null) : IMeter
{
    /// <summary>Name of these bytes in a record.</summary>
    public const string Codec = "scpi";

    /// <summary>SCPI-1999 21.8.8: the queue ends with 0; a device keeps a few.</summary>
    private const int LongestQueue = 32;

    private const string Family = "scpi", Identify = "*IDN?", NextError = "SYST:ERR?", Clear = "*CLS";
    private const int IdentityFields = 4;

    private readonly FrameExchange<ScpiMessage> exchange = new(
        link, new ScpiFramer(), settings.Limits, time, (reason, bytes) => refused?.Append(RefusedAnswer.Of(Family, link, reason, bytes, time)));
    private bool opened;

    public IReadOnlyList<string> Offers => ScpiReading.Offers;

    /// <summary>Opens the link, empties the status of the device and reads *IDN?; a serial number of "0" is none (IEEE 488.2 10.14).</summary>
    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        if (!opened)
        {
            await link.OpenAsync(cancellation).ConfigureAwait(false);
            await link.WriteAsync(Line(Clear), cancellation).ConfigureAwait(false);
        }

        opened = true;
        var answer = await AskAsync(Identify, cancellation).ConfigureAwait(false);
        if (answer.Fields.Count != IdentityFields)
            throw new InstrumentFault(FaultKind.Garbled, "scpi.identity", new(
                $"{link.Address}：*IDN? 的应答没有四个字段：{answer.Text}", $"{link.Address}: the answer to *IDN? has not four fields: {answer.Text}"));
        return new(answer.Fields[0], answer.Fields[1], answer.Fields[2] == "0" ? "" : answer.Fields[2], answer.Fields[3] == "0" ? null : answer.Fields[3]);
    }

    public async ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation)
    {
        var query = ScpiReading.QueryOf(measurand) ?? throw new ArgumentException($"{measurand} is not offered");
        var answer = await AskAsync(query, cancellation).ConfigureAwait(false);
        byte[] both = [.. Line(query), .. answer.Raw.Span];
        var reading = ScpiReading.Of(query, answer, both, settings.Instrument, measurand, time.GetUtcNow());
        if (reading.Refusal is not { } refusal)
            return reading.Value;
        refused?.Append(RefusedAnswer.Of(Family, link, refusal, answer.Raw.ToArray(), time));
        throw new InstrumentFault(FaultKind.Garbled, "scpi.value", refusal.Text);
    }

    /// <summary>A multimeter applies nothing.</summary>
    public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        exchange.Dispose();
        await link.DisposeAsync().ConfigureAwait(false);
    }

    internal static byte[] Line(string command) => Encoding.ASCII.GetBytes(command + "\n");

    private async ValueTask<ScpiMessage> AskAsync(string query, CancellationToken cancellation)
    {
        try
        {
            return await exchange.AskAsync(Request(query), cancellation).ConfigureAwait(false);
        }
        catch (InstrumentFault silent) when (silent.Kind == FaultKind.Timeout)
        {
            throw await WhyAsync(query, cancellation).ConfigureAwait(false) ?? silent;
        }
    }

    /// <summary>A measurement that is asked for twice is measured twice, and its first answer would be taken for the second: a query is sent once.</summary>
    private static FrameRequest<ScpiMessage> Request(string query) => new(Line(query), _ => FrameFit.Answer, IsReadOnly: false);

    /// <summary>What the error queue says of a query without an answer; null when it says nothing either.</summary>
    private async ValueTask<InstrumentFault?> WhyAsync(string query, CancellationToken cancellation)
    {
        InstrumentFault? first = null;
        try
        {
            for (var i = 0; i < LongestQueue; i++)
            {
                var error = await exchange.AskAsync(Request(NextError), cancellation).ConfigureAwait(false);
                if (!int.TryParse(error.Fields[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) || code == 0)
                    break;
                first ??= new(FaultKind.Refused, "scpi.error", new(
                    $"{link.Address}：仪器没有回答 {query}，错误队列：{error.Text}", $"{link.Address}: no answer to {query}; the error queue says {error.Text}"));
            }
        }
        catch (InstrumentFault fault) when (fault.IsTransient)
        {
            // Nobody there at all.
        }

        return first;
    }
}

/// <summary>What the register of equipment knows about a multimeter.</summary>
/// <param name="Instrument">Identity in the register, carried by every reading.</param>
public sealed record ScpiSettings(string Instrument, ExchangeLimits Limits)
{
    /// <summary>A measurement of many power-line cycles takes seconds.</summary>
    public static ScpiSettings Of(string instrument) => new(instrument, new(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2), Attempts: 1));
}

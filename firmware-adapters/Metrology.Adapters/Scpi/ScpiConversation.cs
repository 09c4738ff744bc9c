using System.Globalization;
using System.Text;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Scpi;

/// <summary>
/// Talks with one SCPI instrument. A query that stays silent is looked up in the error queue, so that the answer is why and not only that nothing came. Faults: those of the link and the exchange,
/// "scpi.error" (Refused: what the queue says), "scpi.identity" (Garbled).
/// </summary>
internal sealed class ScpiConversation(ILink link, ExchangeLimits limits, TimeProvider time, IRefusedAnswerSink? refused) : IAsyncDisposable
{
    public const string Family = "scpi";

    /// <summary>SCPI-1999 21.8.8: the queue ends with 0; a device keeps a few.</summary>
    private const int LongestQueue = 32;

    private const string Identify = "*IDN?", NextError = "SYST:ERR?", Clear = "*CLS";
    private const int IdentityFields = 4;

    private readonly FrameExchange<ScpiMessage> exchange = new(
        link, new ScpiFramer(), limits, time, (reason, bytes) => refused?.Append(RefusedAnswer.Of(Family, link, reason, bytes, time)));

    /// <summary>Nothing was said before: an instrument that was never reached needs no farewell.</summary>
    public bool IsOpen { get; private set; }

    public string Address => link.Address;

    /// <summary>Opens the link, empties the status of the device and reads *IDN?; a serial number of "0" is none (IEEE 488.2 10.14).</summary>
    public async ValueTask<Identity> IdentifyAsync(CancellationToken cancellation)
    {
        if (!IsOpen)
        {
            await link.OpenAsync(cancellation).ConfigureAwait(false);
            IsOpen = true;
            await TellAsync(Clear, cancellation).ConfigureAwait(false);
        }

        var answer = await AskAsync(Identify, cancellation).ConfigureAwait(false);
        if (answer.Fields.Count != IdentityFields)
            throw new InstrumentFault(FaultKind.Garbled, "scpi.identity", new(
                $"{link.Address}：*IDN? 的应答没有四个字段：{answer.Text}", $"{link.Address}: the answer to *IDN? has not four fields: {answer.Text}"));
        return new(answer.Fields[0], answer.Fields[1], answer.Fields[2] == "0" ? "" : answer.Fields[2], answer.Fields[3] == "0" ? null : answer.Fields[3]);
    }

    public ValueTask TellAsync(string command, CancellationToken cancellation) => link.WriteAsync(Line(command), cancellation);

    public async ValueTask<ScpiMessage> AskAsync(string query, CancellationToken cancellation)
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

    public async ValueTask DisposeAsync()
    {
        exchange.Dispose();
        await link.DisposeAsync().ConfigureAwait(false);
    }

    public static byte[] Line(string command) => Encoding.ASCII.GetBytes(command + "\n");

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

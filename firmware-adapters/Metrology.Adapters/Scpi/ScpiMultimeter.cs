using Metrology.Adapters.Types;
using Metrology.Core.Quantities;
using Metrology.Instruments.Capabilities;
using Metrology.Instruments.Faults;
using Metrology.Instruments.Framing;
using Metrology.Instruments.Links;

namespace Metrology.Adapters.Scpi;

/// <summary>
/// A multimeter that speaks SCPI over a serial line or a socket; its type says what it is asked. Faults: those of <see cref="ScpiConversation"/>, and "scpi.value" (Garbled).
/// </summary>
/// <param name="refused">Told of every answer that is not taken, with reason "scpi.…".</param>
public sealed class ScpiMultimeter(ILink link, ScpiSettings settings, TimeProvider time, IRefusedAnswerSink? refused = null) : IMeter
{
    /// <summary>Name of these bytes in a record.</summary>
    public const string Codec = "scpi";

    /// <summary>How a record names it among the sources of its line: it is alone there.</summary>
    public const string Address = "scpi";

    private readonly ScpiConversation talk = new(link, settings.Limits, time, refused);

    public IReadOnlyList<string> Offers { get; } = [.. settings.Queries.Select(one => one.Measurand)];

    /// <inheritdoc cref="ScpiConversation.IdentifyAsync"/>
    public ValueTask<Identity> IdentifyAsync(CancellationToken cancellation) => talk.IdentifyAsync(cancellation);

    public async ValueTask<Reading> ReadAsync(string measurand, CancellationToken cancellation)
    {
        var known = settings.Queries.FirstOrDefault(one => one.Measurand == measurand) ?? throw new ArgumentException($"{measurand} is not offered");
        var answer = await talk.AskAsync(known.Query, cancellation).ConfigureAwait(false);
        byte[] both = [.. ScpiConversation.Line(known.Query), .. answer.Raw.Span];
        var reading = ScpiReading.Of(settings.Queries, known.Query, answer, both, settings.Instrument, measurand, time.GetUtcNow());
        if (reading.Refusal is not { } refusal)
            return reading.Value;
        refused?.Append(RefusedAnswer.Of(ScpiConversation.Family, link, refusal, answer.Raw.ToArray(), time));
        throw new InstrumentFault(FaultKind.Garbled, "scpi.value", refusal.Text);
    }

    /// <summary>A multimeter applies nothing.</summary>
    public ValueTask StandbyAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => talk.DisposeAsync();
}

/// <summary>What the register of equipment knows about a multimeter.</summary>
/// <param name="Instrument">Identity in the register, carried by every reading.</param>
public sealed record ScpiSettings(string Instrument, ExchangeLimits Limits)
{
    /// <summary>What its type is asked for each measurand.</summary>
    public IReadOnlyList<TypeQuery> Queries { get; init; } = ScpiReading.Usual;

    /// <summary>A measurement of many power-line cycles takes seconds.</summary>
    public static ExchangeLimits Patient { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2), Attempts: 1);

    public static ScpiSettings Of(string instrument) => new(instrument, Patient);
}

using System.Globalization;
using System.Security.Cryptography;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Records;

/// <summary>
/// The readings of a record, decoded again from its bytes. A reading that nobody typed must rest on a message of its instrument that comes no earlier than the one
/// before it, and say what the message says.
/// </summary>
internal sealed class TranscriptCheck(RecordDocument record, IReadOnlyList<RecordedSource> sources, IReadOnlyList<ITranscriptCodec> codecs)
{
    private readonly List<BundleDifference> differences = [];
    private readonly Dictionary<string, int> reached = [];
    private readonly HashSet<string> instruments = [];
    private readonly Dictionary<RecordedSource, (IStepRule Rule, Queue<Message> Messages)> rules = [];
    private readonly Dictionary<(string Instrument, string Hash), List<Message>> messages = [];

    private readonly List<ReplayedReading> readings = [];
    private readonly List<IReadOnlyList<RecordedBytes>> candidates = [];

    /// <summary>Each observation of the record as its bytes say it.</summary>
    public IReadOnlyList<ReplayedReading> Readings => readings;

    /// <summary>More than any clock is ahead of another, s.</summary>
    private const decimal LargestAhead = 10_000_000_000m;

    public (int Decoded, IReadOnlyList<BundleDifference> Differences) Run()
    {
        var ofLink = record.Transcript.Select((entry, i) => (entry.Link, Bytes: new TranscribedBytes(i, entry.Index, entry.Direction == RecordedBytes.Received, Convert.FromHexString(entry.Hex))))
            .ToLookup(entry => entry.Link, entry => entry.Bytes);
        for (var i = 0; i < sources.Count; i++)
            Take(sources[i], [.. ofLink[sources[i].Link]], Path("sources", i));
        foreach (var same in messages.Values)
            same.Sort((one, other) => one.Position.CompareTo(other.Position));
        var decoded = 0;
        for (var i = 0; i < record.Observations.Count; i++)
        {
            var one = record.Observations[i];
            var found = differences.Count;
            var bytes = one.Reading.Instrument == TypedReadings.Instrument ? null : Check(one, $"{Path("observations", i)}.reading");
            readings.Add(new(one, bytes?.Entry, bytes?.Said, differences.Count > found ? differences[^1] : null));
            candidates.Add(bytes?.Candidates ?? []);
            if (bytes is not null)
                decoded++;
        }

        differences.AddRange(ApartFromTheirClock());
        return (decoded, differences);
    }

    /// <summary>
    /// An offset by a reference clock carries the instant of that clock at which it came. With what the station was ahead of it then, that is an instant of the station shortly after the
    /// comparison of the two.
    /// </summary>
    private IEnumerable<BundleDifference> ApartFromTheirClock()
    {
        foreach (var (i, one) in record.Observations.Index())
        {
            if (one.Role != Roles.UnitUnderTest || one.Reading.Measurand != Measurands.ClockOffset
                || record.Observations.FirstOrDefault(other => other.Event == one.Event && ClockComparison.IsReference(other.Role, other.Subject, other.Reading.Measurand)) is not { } clock)
                continue;
            var isKnown = Math.Abs(clock.Reading.Value) <= LargestAhead;
            var apart = isKnown ? ((one.Reading.ReceivedAt - clock.Reading.ReceivedAt).Ticks / (decimal)TimeSpan.TicksPerSecond) + clock.Reading.Value : 0m;
            if (!isKnown || apart is < 0m or > ClockComparison.LongestApart)
                yield return new($"{Path("observations", i)}.reading.receivedAt", $"0 s to {Text(ClockComparison.LongestApart)} s after the comparison with the reference clock", isKnown ? $"{Text(apart)} s" : Text(clock.Reading.Value));
        }
    }

    /// <summary>
    /// The readings, each at the bytes it was taken from: of equal bytes those that came when it says that it was received. By when its first bytes could have come at the earliest, all readings of a link
    /// say together at which instant the time of that link began.
    /// </summary>
    public IReadOnlyList<ReplayedReading> Placed()
    {
        var began = readings.Where(one => one.Bytes is not null).GroupBy(one => one.Bytes!.Link)
            .ToDictionary(of => of.Key, of => of.Min(one => (one.Observation.Reading.ReceivedAt - DateTimeOffset.UnixEpoch - one.Bytes!.Elapsed).Ticks));
        var last = new Dictionary<string, TimeSpan>();
        return
        [
            .. readings.Select((one, i) =>
            {
                if (one.Bytes is not { } first)
                    return one;
                var wanted = (one.Observation.Reading.ReceivedAt - DateTimeOffset.UnixEpoch).Ticks - began[first.Link];
                var after = last.GetValueOrDefault(one.Observation.Reading.Instrument);
                var own = candidates[i].Where(entry => entry.Link == first.Link && entry.Elapsed >= after).DefaultIfEmpty(first).MinBy(entry => Math.Abs(entry.Elapsed.Ticks - wanted))!;
                last[one.Observation.Reading.Instrument] = own.Elapsed;
                return one with { Bytes = own };
            }),
        ];
    }

    private void Take(RecordedSource source, IReadOnlyList<TranscribedBytes> entries, string path)
    {
        if (codecs.FirstOrDefault(one => one.Name == source.Codec) is not { } codec)
        {
            differences.Add(new($"{path}.codec", string.Join(", ", codecs.Select(one => one.Name)), source.Codec));
            return;
        }

        instruments.Add(source.Instrument);
        var ordered = new Queue<Message>();
        if (codec.RuleOf(source) is { } rule)
            rules.TryAdd(source, (rule, ordered));
        foreach (var one in codec.Messages(entries))
        {
            var key = (source.Instrument, Convert.ToHexStringLower(SHA256.HashData(one.Bytes.Span)));
            if (!messages.TryGetValue(key, out var same))
                messages.Add(key, same = []);
            var message = new Message(one.Position, one.Bytes, source, codec);
            same.Add(message);
            ordered.Enqueue(message);
        }
    }

    /// <summary>Null when the reading was not decoded again; otherwise what it is now, be it something else than it says.</summary>
    private Reread? Check(RecordedObservation one, string path)
    {
        var reading = one.Reading;
        if (!instruments.Contains(reading.Instrument))
        {
            differences.Add(new($"{path}.instrument", "an instrument of the sources", reading.Instrument));
            return null;
        }

        if (!messages.TryGetValue((reading.Instrument, reading.RawHash), out var same))
        {
            differences.Add(new($"{path}.rawHash", "the hash of bytes of the transcript", reading.RawHash));
            return null;
        }

        // A register at rest says the same bytes again and again; the earliest that can be meant leaves most room for the next.
        if (same.Find(one => one.Position >= reached.GetValueOrDefault(reading.Instrument)) is not { } message)
        {
            differences.Add(new($"{path}.rawHash", "bytes that come after those of the reading before", reading.RawHash));
            return null;
        }

        var from = reached[reading.Instrument] = message.Position;
        var decoded = message.Codec.Decode(message.Source, message.Bytes, reading);
        if (decoded.Refusal is { } refusal)
            differences.Add(new($"{path}.rawHash", $"bytes that say {reading.Measurand}", refusal.Text.En));
        else if (FirstDifference(decoded.Value, reading, path) is { } difference)
            differences.Add(difference);
        else if (WhyNotTaken(one, message) is { } stale)
            differences.Add(new($"{path}.rawHash", "a message of this step", stale.Text.En));
        return new(record.Transcript[message.Position], decoded.IsRefused ? null : decoded.Value.Reading, [.. same.Where(one => one.Position >= from).Select(one => record.Transcript[one.Position])]);
    }

    /// <summary>A reading that says what its message says, and whose message is of another time.</summary>
    private Refusal? WhyNotTaken(RecordedObservation one, Message message)
    {
        if (!rules.TryGetValue(message.Source, out var held))
            return null;
        while (held.Messages.TryPeek(out var before) && before.Position < message.Position)
            held.Rule.Passed(held.Messages.Dequeue().Bytes);
        var began = record.Events.LastOrDefault(happened => happened.Sequence < one.Event && StepBoundaries.Contains(happened.Kind))?.At;
        return held.Rule.WhyNotTaken(message.Bytes, new(one.Reading, one.Stage, began));
    }

    /// <summary>Events after which a step, or an attempt of it, begins.</summary>
    private static readonly string[] StepBoundaries = [nameof(RunEvent.Begun), nameof(RunEvent.Accepted), nameof(RunEvent.RepeatRequested), nameof(RunEvent.Skipped), nameof(RunEvent.TakenBack), nameof(RunEvent.Interrupted)];

    private static BundleDifference? FirstDifference(DecodedReading decoded, Reading claimed, string path)
    {
        var said = decoded.Reading;
        var isSame = decoded.Slack > 0m ? Math.Abs(said.Value - claimed.Value) <= decoded.Slack : said.Value == claimed.Value;
        if (decoded.Slack == 0m && said.Text != claimed.Text)
            return new($"{path}.text", said.Text, claimed.Text);
        if (!isSame)
            return new($"{path}.value", Text(said.Value) + (decoded.Slack > 0m ? $" ± {Text(decoded.Slack)}" : ""), Text(claimed.Value));
        if (said.Unit != claimed.Unit)
            return new($"{path}.unit", said.Unit, claimed.Unit);
        if (said.Resolution != claimed.Resolution)
            return new($"{path}.resolution", Text(said.Resolution), Text(claimed.Resolution));
        return said.DeviceTime != claimed.DeviceTime ? new($"{path}.deviceTime", Text(said.DeviceTime), Text(claimed.DeviceTime)) : null;
    }

    private static string Path(string list, int index) => string.Create(CultureInfo.InvariantCulture, $"record.{list}[{index}]");

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? instant) => instant?.ToString("O", CultureInfo.InvariantCulture);

    private sealed record Reread(RecordedBytes Entry, Reading? Said, IReadOnlyList<RecordedBytes> Candidates);

    private sealed record Message(int Position, ReadOnlyMemory<byte> Bytes, RecordedSource Source, ITranscriptCodec Codec);
}

using System.CommandLine;
using System.Globalization;
using Metrology.Adapters.Dlt645;
using Metrology.Adapters.Wire;
using Metrology.Core.Words;
using Metrology.Instruments.Links;

namespace Metrology.Web.Commands;

/// <summary>Decodes the bytes of a recorded exchange again: the readings that the record rests on.</summary>
internal static class ReplayCommand
{
    private const string Messages = "mqtt:";

    private static readonly Refusal Nothing = Refusal.Of(
        "replay.nothing", "记录中没有读数。", "There is no reading in the record.");

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("transcript") { Description = terminal.Say("导出的原始记录（record.json）", "Exported record (record.json)") };
        var json = Terminal.JsonOption(terminal);
        var command = new Command("replay", terminal.Say("重放记录中的报文，列出读数", "Readings of a recorded exchange")) { file, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var bytes = await InputFile.ReadAsync(parsed.GetValue(file)!, cancellation);
            if (bytes.Refusal is { } unreadable)
                return terminal.Refuse(unreadable);
            var records = TranscriptFile.Parse(bytes.Value);
            if (records.Refusal is { } noRecord)
                return terminal.Refuse(noRecord);
            var readings = 0;
            foreach (var reading in records.Value.SelectMany(record => Readings(record, terminal.Language)))
            {
                Write(terminal, reading, parsed.GetValue(json));
                readings++;
            }

            return readings > 0 ? Terminal.Done : terminal.Refuse(Nothing);
        });
        return command;
    }

    private static IEnumerable<Replayed> Readings(RecordedBytes record, Core.Words.Language language)
    {
        // Bytes of one direction of one link are one stream, however they were cut into entries.
        var framers = new Dictionary<string, Dlt645Framer>();
        foreach (var entry in record.Entries.Where(entry => entry.Direction == Direction.Received))
        {
            if (entry.Link.StartsWith(Messages, StringComparison.Ordinal))
            {
                foreach (var reading in OfMessage(record.Record, entry, entry.Link[Messages.Length..]))
                    yield return reading;
                continue;
            }

            if (!framers.TryGetValue(entry.Link, out var framer))
                framers.Add(entry.Link, framer = new());
            foreach (var frame in framer.Push(entry.Bytes).Select(Dlt645Text.Describe))
            {
                if (frame is { Value: { } value, Identifier: { } identifier })
                    yield return new(record.Record, entry, frame.Frame!.Address, identifier.Name.In(language), value.Text, value.Unit);
            }
        }
    }

    private static IEnumerable<Replayed> OfMessage(string record, TranscriptEntry entry, string topic) =>
        topic.Split('/') is ["metrology", "v1", var instrument, "readings"] && WireDecoder.Readings(entry.Bytes) is { IsRefused: false, Value: var message }
            ? message.Values.Select(value => new Replayed(record, entry, instrument, value.Measurand, value.Text, value.Unit))
            : [];

    private static void Write(Terminal terminal, Replayed reading, bool asJson)
    {
        var elapsed = reading.Entry.Elapsed.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture);
        if (asJson)
        {
            terminal.WriteJson(new
            {
                record = reading.Record,
                elapsed,
                link = reading.Entry.Link,
                instrument = reading.Instrument,
                what = reading.What,
                value = reading.Value,
                unit = reading.Unit,
            });
        }
        else
        {
            terminal.WriteLine($"{reading.Record} {elapsed,10} s  {reading.Instrument} {reading.What} {reading.Value} {reading.Unit}");
        }
    }

    /// <param name="What">Name of the data identifier, or measurand.</param>
    private sealed record Replayed(string Record, TranscriptEntry Entry, string Instrument, string What, string Value, string Unit);
}

using System.CommandLine;
using System.Globalization;
using System.Text;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Records;
using Metrology.Core.Words;
using Metrology.Simulators.Room;

namespace Metrology.Web.Commands.Instruments;

/// <summary>
/// Decodes the bytes of a recorded exchange again. Of a record: the readings that it rests on, each with what its bytes say, in every protocol that takes readings. Of a
/// capture, which knows neither protocol nor readings: its frames, by the protocol that is named.
/// </summary>
internal static class ReplayCommand
{
    private static readonly Refusal Nothing = Refusal.Of(
        "replay.nothing", "记录中没有读数。", "There is no reading in the record.");

    private static readonly Refusal Differs = Refusal.Of(
        "replay.differs", "有读数与其报文不符，见上面标有 != 的行。", "Readings differ from their bytes; see the lines marked != above.");

    private static readonly Refusal NoProtocol = Refusal.Of(
        "replay.protocol", $"抓包文件没有写明协议。请加 --protocol，可用：{string.Join("、", ReadableProtocols.Names)}。", $"A capture does not say its protocol. Add --protocol, one of {string.Join(", ", ReadableProtocols.Names)}.");

    public static Command Create(Terminal terminal)
    {
        var names = string.Join(", ", ReadableProtocols.Names);
        var file = new Argument<string>("transcript") { Description = terminal.Say("导出的原始记录（record.json），或抓包文件（> 发送，< 应答）", "Exported record (record.json), or a capture (> sent, < received)") };
        var protocol = new Option<string?>("--protocol") { Description = terminal.Say($"抓包文件的协议：{names}", $"Protocol of a capture: {names}") };
        var map = new Option<string?>("--map") { Description = terminal.Say("modbus：寄存器表（型号，或 JSON 文件）", "modbus: register map (a model, or a JSON file)") };
        var json = Terminal.JsonOption(terminal);
        protocol.AcceptOnlyFromAmong([.. ReadableProtocols.Names]);
        var command = new Command("replay", terminal.Say("重放记录中的报文，列出读数", "Readings of a recorded exchange")) { file, protocol, map, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var bytes = await InputFile.ReadAsync(parsed.GetValue(file)!, cancellation);
            if (bytes.Refusal is { } unreadable)
                return terminal.Refuse(unreadable);
            if (TranscriptFile.IsRecord(bytes.Value))
                return Records(terminal, bytes.Value, parsed.GetValue(json));
            if (parsed.GetValue(protocol) is not { } name)
                return terminal.Refuse(LooksLikeCapture(bytes.Value) ? NoProtocol : TranscriptFile.Parse(bytes.Value).Refusal ?? NoProtocol);
            var registers = parsed.GetValue(map) is { } wanted ? await RegisterMapFile.FindAsync(wanted, cancellation) : null as Outcome<RegisterMap>?;
            if (registers?.Refusal is { } unknown)
                return terminal.Refuse(unknown);
            return Captured(terminal, Encoding.UTF8.GetString(bytes.Value).TrimStart('\uFEFF'), ReadableProtocols.Find(name)!, new(registers?.Value, null), parsed.GetValue(json));
        });
        return command;
    }

    private static bool LooksLikeCapture(byte[] file) => !Capture.Parse("", Encoding.UTF8.GetString(file)).IsRefused;

    private static int Records(Terminal terminal, byte[] file, bool asJson)
    {
        var records = TranscriptFile.Parse(file);
        if (records.Refusal is { } noRecord)
            return terminal.Refuse(noRecord);
        var (any, differs) = (false, false);
        foreach (var record in records.Value)
        {
            var readings = TranscriptReplay.Of(record, TranscriptCodecs.All);
            if (readings.Refusal is { } refusal)
                return terminal.Refuse(refusal);
            foreach (var reading in readings.Value)
            {
                Write(terminal, record.Number, reading, asJson);
                any = true;
                differs |= reading.Difference is not null;
            }
        }

        return !any ? terminal.Refuse(Nothing) : differs ? terminal.Refuse(Differs) : Terminal.Done;
    }

    private static void Write(Terminal terminal, string record, ReplayedReading one, bool asJson)
    {
        var claimed = one.Observation;
        var reading = one.Said ?? claimed.Reading;
        var elapsed = one.Bytes?.Elapsed.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture);
        if (asJson)
        {
            terminal.WriteJson(new
            {
                record,
                sequence = claimed.Sequence,
                step = claimed.Step.ToString(),
                role = claimed.Role,
                subject = claimed.Subject,
                stage = claimed.Stage,
                elapsed,
                link = one.Bytes?.Link,
                instrument = claimed.Reading.Instrument,
                measurand = claimed.Reading.Measurand,
                value = reading.Text,
                unit = reading.Unit,
                from = one.Said is null ? one.Difference is null ? "typed" : null : "bytes",
                difference = one.Difference is { } wrong ? new { wrong.Path, wrong.Expected, wrong.Found } : null,
            });
            return;
        }

        var typed = terminal.Say("人工填写", "typed");
        var from = elapsed is null ? one.Difference is null ? typed : "—" : $"{elapsed} s";
        var about = string.Join(' ', new[] { claimed.Step.ToString(), claimed.Role, claimed.Reading.Measurand, claimed.Subject }.Where(part => part.Length > 0));
        var difference = one.Difference is { } other ? $"  != {other.Path}: {other.Expected} / {other.Found}" : "";
        terminal.WriteLine($"{record} #{claimed.Sequence} {from,10}  {about} {reading.Text} {reading.Unit}{difference}");
    }

    private static int Captured(Terminal terminal, string text, ReadableProtocol protocol, FrameAids aids, bool asJson)
    {
        var capture = Capture.Parse("", text);
        if (capture.Refusal is { } refusal)
            return terminal.Refuse(refusal);
        var isGood = true;
        foreach (var turn in capture.Value.Turns)
        {
            foreach (var frame in protocol.Read([], turn.Question, aids))
                FrameLines.Write(terminal, frame, asJson, "> ");
            if (turn.Answer.Length == 0)
                continue;
            foreach (var frame in protocol.Read(turn.Question, turn.Answer, aids))
            {
                FrameLines.Write(terminal, frame, asJson, "< ");
                isGood &= frame.Refusal is null;
            }
        }

        return isGood ? Terminal.Done : Terminal.Refused;
    }
}

using System.CommandLine;
using Metrology.Adapters.Payloads;
using Metrology.Core.Words;

namespace Metrology.Web.Commands.Instruments;

/// <summary>An MQTT payload as normalised readings, or the reason of refusal.</summary>
internal static class MapCommand
{
    private const string ByTopic = "auto";

    public static Command Create(Terminal terminal)
    {
        var names = string.Join(", ", PayloadMappings.All.Select(mapping => mapping.Id));
        var mapping = new Argument<string>("mapping") { Description = terminal.Say($"映射：{ByTopic}（按主题）、{names}，或 JSON 文件", $"Mapping: {ByTopic} (by topic), {names}, or a JSON file") };
        var topic = new Option<string>("--topic") { Description = terminal.Say("消息的主题", "Topic of the message"), Required = true };
        var payload = new Option<string>("--payload") { Description = terminal.Say("消息内容的文件", "File of the payload"), Required = true };
        var zone = new Option<string?>("--zone") { Description = terminal.Say("设备时间没有时区时采用的时区", "Zone of a device whose time has none") };
        var json = Terminal.JsonOption(terminal);
        var command = new Command("map", terminal.Say("把 MQTT 消息换算为读数", "Read an MQTT payload")) { mapping, topic, payload, zone, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var chosen = await MappingAsync(parsed.GetValue(mapping)!, cancellation);
            if (chosen.Refusal is { } unknown)
                return terminal.Refuse(unknown);
            var bytes = await InputFile.ReadAsync(parsed.GetValue(payload)!, cancellation);
            if (bytes.Refusal is { } unreadable)
                return terminal.Refuse(unreadable);
            var local = parsed.GetValue(zone) is { } text ? PayloadZone.Parse(text) : null as Outcome<PayloadZone>?;
            if (local?.Refusal is { } noZone)
                return terminal.Refuse(noZone);
            var result = new PayloadSession(chosen.Value.Mapping, new(local?.Value)).Take(new(parsed.GetValue(topic)!, bytes.Value));
            Write(terminal, result, parsed.GetValue(json));
            return result.Refusal is null ? Terminal.Done : Terminal.Refused;
        });
        return command;
    }

    private static async Task<Outcome<Choice>> MappingAsync(string name, CancellationToken cancellation)
    {
        if (name == ByTopic)
            return new Choice(null);
        if (PayloadMappings.Find(name) is { } known)
            return new Choice(known);
        if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return Refusal.Of("mapping.unknown", $"没有映射“{name}”。用 --help 查看已有映射，或给出 .json 文件。", $"There is no mapping “{name}”. See --help for those there are, or give a .json file.");
        var read = await InputFile.ReadAsync(name, cancellation);
        if (read.Refusal is { } unreadable)
            return unreadable;
        var mapping = PayloadMappings.Parse(read.Value);
        return mapping.Refusal is { } malformed ? malformed : new Choice(mapping.Value);
    }

    private static void Write(Terminal terminal, PayloadResult result, bool asJson)
    {
        if (asJson)
        {
            terminal.WriteJson(new
            {
                device = result.Device,
                time = result.Time.UtcText,
                readings = result.Readings.Select(reading => new { reading.Quantity, reading.Channel, value = reading.Text, reading.Unit, reading.Resolution }),
                flags = result.Flags,
                measurement = result.IsMeasurement,
                refusal = result.Refusal is { } refused ? new { code = refused.Code, text = refused.Text.In(terminal.Language), field = refused.Field } : null,
            });
            return;
        }

        if (result.Refusal is { } refusal)
        {
            terminal.WriteLine($"{refusal.Text.In(terminal.Language)} [{refusal.Code}]");
            return;
        }

        var time = result.Time.UtcText ?? result.Time.Raw;
        terminal.WriteLine($"{string.Join(' ', new[] { result.Device, time }.Where(fact => fact is not null))}");
        foreach (var reading in result.Readings)
            terminal.WriteLine($"{reading.Quantity} {reading.Channel} {reading.Text} {reading.Unit}");
        foreach (var flag in result.Flags)
            terminal.WriteLine($"{PayloadFlags.NameOf(flag).In(terminal.Language)} [{flag}]");
    }

    /// <summary>Null lets the topic tell.</summary>
    private sealed record Choice(PayloadMapping? Mapping);
}

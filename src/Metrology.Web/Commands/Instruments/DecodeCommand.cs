using System.CommandLine;
using Metrology.Adapters.Modbus;
using Metrology.Adapters.Transcripts;
using Metrology.Core.Words;

namespace Metrology.Web.Commands.Instruments;

/// <summary>Frames as readings, or the reason of refusal.</summary>
internal static class DecodeCommand
{
    public static Command Create(Terminal terminal)
    {
        var names = string.Join(", ", ReadableProtocols.Names);
        var protocol = new Argument<string>("protocol") { Description = terminal.Say($"协议：{names}", $"Protocol: {names}") }.AcceptOnlyFromAmong([.. ReadableProtocols.Names]);
        var hex = new Argument<string[]>("hex") { Description = terminal.Say("十六进制字节", "Bytes in hexadecimal"), Arity = ArgumentArity.ZeroOrMore };
        var file = new Option<FileInfo?>("--file") { Description = terminal.Say("从文件读十六进制文本", "Read the hexadecimal text from a file") };
        var map = new Option<string?>("--map")
        {
            Description = terminal.Say("modbus：寄存器表（型号，或 JSON 文件），用于请求之后的应答", "modbus: register map (a model, or a JSON file), for replies that follow their request"),
        };
        var key = new Option<FileInfo?>("--key")
        {
            Description = terminal.Say("ocmf：电能表公钥的文件（PEM，或十六进制、base64 的 DER）", "ocmf: file with the public key of the meter (PEM, or DER in hexadecimal or base64)"),
        };
        var json = Terminal.JsonOption(terminal);
        var command = new Command("decode", terminal.Say("解码报文", "Decode frames")) { protocol, hex, file, map, key, json };
        command.Validators.Add(result =>
        {
            foreach (var token in (result.GetValue(hex) ?? []).Where(token => token.StartsWith('-')))
                result.AddRefusal(terminal, UseErrors.Unexpected(token, "decode"));
            if ((result.GetValue(file) is null) == (result.GetValue(hex) is null or { Length: 0 }))
                result.AddRefusal(terminal, Refusal.Of("decode.one-source", "请给出十六进制字节，或用 --file 给出文件（二者其一）。", "Give bytes in hexadecimal or a file with --file, one of the two."));
            if (result.GetValue(map) is not null && ReadableProtocols.Find(result.GetValue(protocol) ?? "")?.TakesMap != true)
                result.AddRefusal(terminal, Refusal.Of("decode.map", "--map 只用于 modbus-rtu 和 modbus-tcp。", "--map is for modbus-rtu and modbus-tcp only."));
            if (result.GetValue(key) is not null && ReadableProtocols.Find(result.GetValue(protocol) ?? "")?.TakesKey != true)
                result.AddRefusal(terminal, Refusal.Of("decode.key", "--key 只用于 ocmf。", "--key is for ocmf only."));
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var text = string.Join(' ', parsed.GetValue(hex) ?? []);
            var isTyped = true;
            if (parsed.GetValue(file) is { } source)
            {
                var read = await InputFile.ReadTextAsync(source.FullName, cancellation);
                if (read.Refusal is { } unreadable)
                    return terminal.Refuse(unreadable);
                (text, isTyped) = (read.Value, false);
            }

            // A typed argument that is no hexadecimal is a wrong use; in a file it is what was found.
            int Refuse(Refusal refusal) => isTyped ? terminal.RefuseUse(refusal) : terminal.Refuse(refusal);
            var registers = parsed.GetValue(map) is { } wanted ? await RegisterMapFile.FindAsync(wanted, cancellation) : null as Outcome<RegisterMap>?;
            if (registers?.Refusal is { } unknown)
                return terminal.Refuse(unknown);
            var keyText = parsed.GetValue(key) is { } keyFile ? await InputFile.ReadTextAsync(keyFile.FullName, cancellation) : null as Outcome<string>?;
            if (keyText?.Refusal is { } noKey)
                return terminal.Refuse(noKey);
            var described = ReadableProtocols.Find(parsed.GetValue(protocol)!)!.Describe(text, new(registers?.Value, keyText?.Value));
            if (described.Refusal is { } refusal)
                return Refuse(refusal);
            foreach (var item in described.Value)
                FrameLines.Write(terminal, item, parsed.GetValue(json));
            return described.Value.All(item => item.Refusal is null) ? Terminal.Done : Terminal.Refused;
        });
        return command;
    }
}

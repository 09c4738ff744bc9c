using System.CommandLine;
using Metrology.Adapters.Dlt645;
using Metrology.Core.Words;

namespace Metrology.Web.Commands;

/// <summary>Frames as readings, or the reason of refusal.</summary>
internal static class DecodeCommand
{
    private const string Dlt645 = "dlt645";

    public static Command Create(Terminal terminal)
    {
        var protocol = new Argument<string>("protocol") { Description = terminal.Say($"协议：{Dlt645}", $"Protocol: {Dlt645}") }.AcceptOnlyFromAmong(Dlt645);
        var hex = new Argument<string[]>("hex") { Description = terminal.Say("十六进制字节", "Bytes in hexadecimal"), Arity = ArgumentArity.ZeroOrMore };
        var file = new Option<FileInfo?>("--file") { Description = terminal.Say("从文件读十六进制文本", "Read the hexadecimal text from a file") };
        var json = new Option<bool>("--json") { Description = terminal.Say("每帧一个 JSON 对象", "One JSON object a frame") };
        var command = new Command("decode", terminal.Say("解码报文", "Decode frames")) { protocol, hex, file, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            string text;
            if (parsed.GetValue(file) is { } source)
            {
                if (!source.Exists)
                    return terminal.Refuse(Refusal.Of("decode.no-file", $"没有文件 {source.FullName}。", $"There is no file {source.FullName}."));
                text = await File.ReadAllTextAsync(source.FullName, cancellation);
            }
            else
            {
                text = string.Join(' ', parsed.GetValue(hex) ?? []);
            }

            return Decode(terminal, text, parsed.GetValue(json));
        });
        return command;
    }

    private static int Decode(Terminal terminal, string text, bool asJson)
    {
        var described = Dlt645Text.Describe(text);
        if (described.Refusal is { } refusal)
            return terminal.Refuse(refusal);
        foreach (var item in described.Value)
            Write(terminal, item, asJson);
        return described.Value.Count > 0 && described.Value.All(item => item.Refusal is null) ? Terminal.Done : Terminal.Refused;
    }

    private static void Write(Terminal terminal, Dlt645Description item, bool asJson)
    {
        if (asJson)
        {
            terminal.WriteJson(new
            {
                hex = item.Hex,
                address = item.Frame?.Address,
                function = item.Frame?.Function.ToString(),
                di = item.Identifier?.Code.ToString("X8", System.Globalization.CultureInfo.InvariantCulture),
                name = item.Identifier?.Name,
                value = item.Value?.Text,
                unit = item.Identifier?.Unit,
                refusal = item.Refusal is { } why ? new { code = why.Code, text = why.Text.In(terminal.Language) } : null,
            });
            return;
        }

        if (item.Refusal is { } refusal)
            terminal.WriteLine($"{item.Hex}  {refusal.Text.In(terminal.Language)} [{refusal.Code}]");
        else
            terminal.WriteLine($"{item.Frame?.Address} {item.Frame?.Function} {item.Identifier?.Name} {item.Value?.Text} {(item.Value is null ? "" : item.Identifier?.Unit)}");
    }
}

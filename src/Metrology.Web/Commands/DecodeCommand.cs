using System.CommandLine;
using System.Globalization;
using Metrology.Adapters.Dlt645;

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
        var json = Terminal.JsonOption(terminal);
        var command = new Command("decode", terminal.Say("解码报文", "Decode frames")) { protocol, hex, file, json };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(file) is null) == (result.GetValue(hex) is null or { Length: 0 }))
                result.AddError(terminal.Say("请给出十六进制字节，或用 --file 给出文件（二者其一）。", "Give bytes in hexadecimal or a file with --file, one of the two."));
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

            var described = Dlt645Text.Describe(text);
            // A typed argument that is no hexadecimal is a wrong use; in a file it is what was found.
            return described.Refusal is not { } refusal ? Write(terminal, described.Value, parsed.GetValue(json)) : isTyped ? terminal.RefuseUse(refusal) : terminal.Refuse(refusal);
        });
        return command;
    }

    private static int Write(Terminal terminal, IReadOnlyList<Dlt645Description> described, bool asJson)
    {
        foreach (var item in described)
            Write(terminal, item, asJson);
        return described.All(item => item.Refusal is null) ? Terminal.Done : Terminal.Refused;
    }

    private static void Write(Terminal terminal, Dlt645Description item, bool asJson)
    {
        var frame = item.Frame;
        if (asJson)
        {
            terminal.WriteJson(new
            {
                hex = item.Hex,
                preamble = frame?.Preamble,
                address = frame?.Address,
                control = frame?.Control.ToString("X2", CultureInfo.InvariantCulture),
                direction = frame is null ? null : Direction(frame),
                function = frame is null ? null : Dlt645Function.NameOf(frame.Function),
                moreFollows = frame?.MoreFollows,
                di = frame?.Identifier?.ToString("X8", CultureInfo.InvariantCulture),
                name = item.Identifier?.Name.In(terminal.Language),
                value = item.Value?.Text,
                unit = item.Value?.Unit,
                errorByte = frame?.Error?.ToString("X2", CultureInfo.InvariantCulture),
                refusal = item.Refusal is { } refused ? new { code = refused.Code, text = refused.Text.In(terminal.Language) } : null,
            });
            return;
        }

        var facts = frame is null
            ? item.Hex
            : string.Join(' ', new[] { frame.Address, Direction(frame), Dlt645Function.NameOf(frame.Function), item.Identifier?.Name.In(terminal.Language), item.Value?.Text, item.Value?.Unit }
                .Where(fact => !string.IsNullOrEmpty(fact)));
        var why = item.Refusal is { } refusal ? $"  {refusal.Text.In(terminal.Language)} [{refusal.Code}]" : "";
        terminal.WriteLine($"{facts}{why}");
    }

    private static string Direction(Dlt645Frame frame) => frame.IsReply ? "reply" : "request";
}

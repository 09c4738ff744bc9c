using System.CommandLine;
using System.Text.Json;
using Metrology.Core.Words;
using Metrology.Web.Commands.Server;

namespace Metrology.Web.Commands.Instruments;

/// <summary>Registers a bench at a running server, signed in as a person: the same checks, rights and history as on the page.</summary>
internal static class BenchCommand
{
    public static Command Create(Terminal terminal) => new("bench", terminal.Say("检定台登记", "The register of benches")) { Add(terminal) };

    private static Command Add(Terminal terminal)
    {
        var file = new Argument<string>("file") { Description = terminal.Say("检定台的 JSON 文件（docs/formats/station.md）", "JSON file of the bench (docs/formats/station.md)") };
        var server = new Option<string>("--server") { Description = terminal.Say("服务器地址，https://…（本机可用 http://）", "Address of the server, https://… (http:// on this machine only)"), Required = true };
        var user = new Option<string>("--user") { Description = terminal.Say("登录名", "User name"), Required = true };
        var password = new Option<string>("--password-file") { Description = terminal.Say("只含密码的文件", "File with the password alone"), Required = true };
        var code = new Option<string?>("--code") { Description = terminal.Say("第二因素的六位数字", "Six digits of the second factor") };
        var json = Terminal.JsonOption(terminal);
        var command = new Command("add", terminal.Say("登记一个检定台", "Register a bench")) { file, server, user, password, code, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            int Refuse(Refusal refusal) => terminal.Refuse(refusal, parsed.GetValue(json));
            var read = await InputFile.ReadAsync(parsed.GetValue(file)!, cancellation);
            if (read.Refusal is { } missing)
                return Refuse(missing);
            // Editors of Windows begin a file with a mark of the byte order.
            var body = read.Value is [0xEF, 0xBB, 0xBF, ..] ? read.Value[3..] : read.Value;
            if (!IsObject(body))
                return Refuse(NotJson);
            var secret = await InputFile.ReadAsync(parsed.GetValue(password)!, cancellation);
            if (secret.Refusal is { } noPassword)
                return Refuse(noPassword);
            var opened = await ServerSession.OpenAsync(parsed.GetValue(server), parsed.GetValue(user)!, System.Text.Encoding.UTF8.GetString(secret.Value).TrimEnd('\r', '\n'), parsed.GetValue(code), terminal.Language, cancellation);
            if (opened.Refusal is { } closed)
                return Refuse(closed);
            using var session = opened.Value;
            var made = await session.PostAsync("benches", body, cancellation);
            if (made.Refusal is { } refusal)
                return Refuse(refusal);
            var id = made.Value.GetProperty("id").GetInt32();
            if (parsed.GetValue(json))
                terminal.WriteJson(new { id });
            else
                terminal.WriteLine($"{terminal.Say("已登记", "Registered")} {session.Address}laboratory/benches/{id}");
            return Terminal.Done;
        });
        return command;
    }

    private static readonly Refusal NotJson = Refusal.Of("bench.not-json", "文件不是一个 JSON 对象。请对照 docs/formats/station.md。", "The file is no JSON object. Compare docs/formats/station.md.");

    private static bool IsObject(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

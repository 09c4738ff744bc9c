using System.CommandLine;
using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Metrology.Web.Access;
using Metrology.Web.Host;

namespace Metrology.Web.Commands;

internal static class ServeCommand
{
    private static readonly Refusal NotADemonstration = Refusal.Of(
        "serve.not-a-demonstration",
        "这个数据目录属于真实机构，不能作为示例打开。请去掉 --demo，或换一个 --data。",
        "This data folder belongs to a real institution and is not opened as a demonstration. Leave out --demo, or give another --data.");

    public static Command Create(Terminal terminal)
    {
        var data = new Option<string?>("--data") { Description = terminal.Say("数据目录；默认 ./data，示例为 ./data/demo", "Data folder; ./data unless given, ./data/demo for a demonstration") };
        var urls = new Option<string?>("--urls") { Description = terminal.Say($"监听地址，分号分隔；默认 {ServeOptions.DefaultUrls}", $"Addresses to listen on, separated by semicolons; {ServeOptions.DefaultUrls} unless given") };
        var demo = new Option<bool>("--demo") { Description = terminal.Say("示例：虚构的机构、人员和仪器", "Demonstration: invented institution, people and instruments") };
        var command = new Command("serve", terminal.Say("启动服务器（默认命令）", "Start the server (the default command)")) { data, urls, demo };
        command.SetAction((parsed, cancellation) =>
        {
            var isDemo = parsed.GetValue(demo);
            var folder = parsed.GetValue(data) is { } chosen ? new DataFolder(chosen) : DataFolder.Default(isDemo);
            return ServeAsync(terminal, new(folder, isDemo, parsed.GetValue(urls)), cancellation);
        });
        return command;
    }

    private static async Task<int> ServeAsync(Terminal terminal, ServeOptions options, CancellationToken cancellation)
    {
        await using var app = MetrologyHost.Create(options);
        var store = app.Services.GetRequiredService<Store>();
        await store.MigrateAsync(cancellation);
        if (options.IsDemo && await new LaboratoryQueries(store).InstitutionAsync(cancellation) is { IsDemonstration: false })
            return terminal.Refuse(NotADemonstration);
        await MetrologyHost.PrepareAsync(app, cancellation);

        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException fault)
        {
            // The usual one: the address is in use.
            await terminal.Error.WriteLineAsync(fault.Message);
            return Terminal.Refused;
        }

        Announce(terminal, app, options);
        await app.WaitForShutdownAsync(cancellation);
        return Terminal.Done;
    }

    private static void Announce(Terminal terminal, WebApplication app, ServeOptions options)
    {
        foreach (var url in app.Urls)
            terminal.Out.WriteLine($"{terminal.Say("地址", "Address")}: {url}");
        terminal.Out.WriteLine($"{terminal.Say("数据", "Data")}: {Path.GetFullPath(options.Data.Path)}");
        var words = new Languages.Words(terminal.Language);
        foreach (var login in app.Services.GetRequiredService<DemoLogins>().All)
            terminal.Out.WriteLine($"{terminal.Say("示例登录", "Demo sign-in")}: {login.UserName,-14} {login.Password}  {words.Frame.Role(login.Role)}");
        terminal.Out.Flush();
    }
}

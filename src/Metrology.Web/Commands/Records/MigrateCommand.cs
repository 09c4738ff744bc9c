using System.CommandLine;

namespace Metrology.Web.Commands.Records;

/// <summary>Creates the schema or brings it up to date, for servers that are updated without being started.</summary>
internal static class MigrateCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = DatabaseWork.DataOption(terminal);
        var command = new Command("migrate", terminal.Say("建立数据库或更新到当前版本", "Create the database or bring it up to date")) { data };
        command.SetAction((parsed, cancellation) => DatabaseWork.RunAsync(terminal, parsed.GetValue(data), mustExist: false, async store =>
        {
            await store.MigrateAsync(cancellation);
            var engine = await store.DescribeAsync(cancellation);
            terminal.WriteLine($"{terminal.Say("数据库已是当前版本", "The database is up to date")}: {engine}");
            return Terminal.Done;
        }));
        return command;
    }
}

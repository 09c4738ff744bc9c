using System.CommandLine;
using System.Data.Common;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;
using Metrology.Web.Host;

namespace Metrology.Web.Commands.Records;

/// <summary>What commands that work on the database have in common: which one it is, and what is said when it is not there.</summary>
internal static class DatabaseWork
{
    private static readonly Refusal NotCurrent = Refusal.Of(
        "data.needs-migrate", "数据库还没有建立或是旧版本。请先运行 metrology migrate。", "The database is not there yet or is of an older version. Run metrology migrate first.");

    private static readonly Refusal Unreadable = Refusal.Of(
        "data.unreadable", "数据库打不开或不是本系统的数据库；什么都没有改变。", "The database cannot be opened, or is not one of this product. Nothing was changed.");

    public static Option<string?> DataOption(Terminal terminal) => new("--data") { Description = terminal.Say("数据目录；默认 ./data", "Data folder; ./data unless given") };

    public static Option<bool> JsonOption(Terminal terminal) => new("--json") { Description = terminal.Say("每行一个 JSON 对象", "One JSON object a line") };

    public static Option<string?> OnOption(Terminal terminal) => new("--on") { Description = terminal.Say("查询日期，年-月-日；默认今天", "The day, year-month-day; today unless given") };

    /// <summary>Reads from the database as it is.</summary>
    public static Task<int> ReadAsync(Terminal terminal, string? folder, Func<Store, Task<int>> work, CancellationToken cancellation) =>
        RunAsync(terminal, folder, mustExist: true, async store => await store.NeedsMigrationAsync(cancellation) ? terminal.Refuse(NotCurrent) : await work(store));

    /// <summary>Answers for a day, or says that it is no day.</summary>
    public static Task<int> OnDayAsync(Terminal terminal, string? typed, Func<DateOnly, Task<int>> answer)
    {
        var chosen = ChosenDate.Of(typed, TimeProvider.System);
        return chosen.Refusal is { } refusal ? Task.FromResult(terminal.RefuseUse(refusal)) : answer(chosen.Day);
    }

    /// <param name="mustExist">A database that is not there is refused instead of made.</param>
    public static async Task<int> RunAsync(Terminal terminal, string? folder, bool mustExist, Func<Store, Task<int>> work)
    {
        var data = folder is null ? DataFolder.Default(demo: false) : new DataFolder(folder);
        var chosen = Databases.ServerFromEnvironment();
        if (chosen.Refusal is { } wrong)
            return terminal.Refuse(wrong);
        var server = chosen.Value;
        // Looking must leave no folder behind.
        if (server is null && !Directory.Exists(data.Path))
            return terminal.Refuse(NoFolder(data));
        if (server is null && mustExist && !File.Exists(data.Database))
            return terminal.Refuse(NoDatabase(data));
        var store = Databases.Open(data, server);
        store.Memory = LedgerFolder.Existing(data, null);
        try
        {
            return await work(store);
        }
        catch (DbException) when (server is null)
        {
            return terminal.Refuse(Unreadable);
        }
        finally
        {
            if (store is IAsyncDisposable disposable)
                await disposable.DisposeAsync();
        }
    }

    private static Refusal NoFolder(DataFolder data) => Refusal.Of(
        "data.no-folder", $"没有数据目录 {Path.GetFullPath(data.Path)}。请检查 --data。", $"There is no data folder {Path.GetFullPath(data.Path)}. Check --data.");

    private static Refusal NoDatabase(DataFolder data) => Refusal.Of(
        "data.no-database", $"目录中没有数据库：{data.Database}。请检查 --data，或先运行 metrology migrate。", $"There is no database in the folder: {data.Database}. Check --data, or run metrology migrate first.");
}

using System.Globalization;
using System.Text;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Operation;
using Metrology.Db.Sqlite;
using Metrology.Scenario.Worker;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Metrology.Fault.Worker;

/// <summary>The acts of the product that must be whole or not at all. What is printed was acknowledged.</summary>
internal static class WorkerTasks
{
    /// <summary>Acts of one worker that go on until it is killed.</summary>
    private const int Most = 10_000;

    public static Task RunAsync(string task, string folder, KillPoint kill) => task switch
    {
        "ingest" => IngestAsync(folder, kill, isAcknowledgedFirst: false),
        "ingest-acknowledged-first" => IngestAsync(folder, kill, isAcknowledgedFirst: true),
        "ingest-again" => IngestAgainAsync(folder),
        "unsafe" => UnsafeAsync(folder),
        "migrate" => MigrateAsync(folder, kill),
        _ => WithHostAsync(task, folder, kill),
    };

    /// <summary>Batches as the endpoint keeps them; acknowledged after the commit, or, as a control that must be found out, before.</summary>
    private static async Task IngestAsync(string folder, KillPoint kill, bool isAcknowledgedFirst)
    {
        await using var store = new SqliteStore(Path.Combine(folder, "metrology.db"));
        await store.MigrateAsync(default);
        var keep = new KeepMessages(store);
        var boot = Guid.NewGuid().ToString("N");
        kill.Arm();
        for (var sequence = 1L; sequence < Most; sequence += 2)
        {
            List<InstrumentMessage> batch = [Message("left", boot, sequence), Message("right", boot, sequence), Message("left", boot, sequence + 1)];
            if (isAcknowledgedFirst)
                batch.ForEach(Acknowledge);
            await keep.ExecuteAsync(batch, [], default);
            if (!isAcknowledgedFirst)
                batch.ForEach(Acknowledge);
        }
    }

    /// <summary>The same for ever, as instruments do it: what could not be kept is said and sent again.</summary>
    private static async Task IngestAgainAsync(string folder)
    {
        await using var store = new SqliteStore(Path.Combine(folder, "metrology.db"));
        await store.MigrateAsync(default);
        var keep = new KeepMessages(store);
        var boot = Guid.NewGuid().ToString("N");
        for (var sequence = 1L; ; sequence += 2)
        {
            while (true)
            {
                List<InstrumentMessage> batch = [Message("left", boot, sequence), Message("right", boot, sequence), Message("left", boot, sequence + 1)];
                try
                {
                    await keep.ExecuteAsync(batch, [], default);
                    batch.ForEach(Acknowledge);
                    break;
                }
                catch (Exception fault) when ((fault as SqliteException ?? fault.InnerException as SqliteException) is { } sqlite)
                {
                    Say($"failed {sqlite.SqliteErrorCode}");
                }
            }
        }
    }

    private static InstrumentMessage Message(string instrument, string boot, long sequence) => new()
    {
        Instrument = instrument,
        Boot = boot,
        Sequence = sequence,
        Topic = "t",
        Payload = Encoding.UTF8.GetBytes(sequence.ToString(CultureInfo.InvariantCulture)),
    };

    private static void Acknowledge(InstrumentMessage message) => Say($"{message.Instrument} {message.Boot} {message.Sequence}");

    /// <summary>The control of a power cut: commits that are not flushed.</summary>
    private static async Task UnsafeAsync(string folder)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "metrology.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; CREATE TABLE IF NOT EXISTS Rows (Number INTEGER PRIMARY KEY)";
        await command.ExecuteNonQueryAsync();
        for (var number = 1; number < Most * 100; number++)
        {
            command.CommandText = $"INSERT INTO Rows VALUES ({number})";
            await command.ExecuteNonQueryAsync();
            Say($"{number}");
        }
    }

    private static async Task MigrateAsync(string folder, KillPoint kill)
    {
        await using var store = new SqliteStore(Path.Combine(folder, "metrology.db"));
        kill.Arm();
        await store.MigrateAsync(default);
        Say($"migrated");
    }

    private static async Task WithHostAsync(string task, string folder, KillPoint kill)
    {
        await using var app = await ScenarioHost.OpenAsync(folder);
        kill.Arm();
        if (task != "rights")
            Say($"{await Acts.DoAsync(app.Services, task)}");
        else
            await RightsAsync(app.Services);
    }

    /// <summary>Rights that go to and fro, each with its checkpoint.</summary>
    private static async Task RightsAsync(IServiceProvider services)
    {
        var actors = await Acts.ActorsAsync(services);
        var technician = actors(Role.Technician).AccountId;
        for (var turn = 0; turn < Most; turn++)
        {
            Role[] roles = turn % 2 == 0 ? [Role.Technician, Role.Checker] : [Role.Technician];
            var changed = await services.GetRequiredService<AdministerAccounts>().SetRolesAsync(actors(Role.Administrator).Saying($"turn {turn}"), technician, roles, default);
            await services.GetRequiredService<TakeCheckpoint>().ExecuteAsync(default);
            Say($"{changed.Refusal?.Code ?? $"turn {turn}"}");
        }
    }

    private static void Say(FormattableString line)
    {
        Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        Console.Out.Flush();
    }
}

using Metrology.App.Certificates;
using Metrology.App.Demonstration;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.App.Targets;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Db.Sqlite;
using Metrology.Documents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Metrology.App.Tests.Support;

/// <summary>The use cases on a real embedded database that holds the demonstration laboratory. Every test has a database of its own.</summary>
internal sealed class Laboratory : IAsyncDisposable
{
    private const string File = "metrology.db";

    /// <summary>Migrated and seeded once; each test takes a copy.</summary>
    private static readonly Lazy<Task<string>> Seeded = new(SeedAsync);

    /// <summary>The same with one record that is measured, passed and approved: measuring one takes longer than most tests.</summary>
    private static readonly Lazy<Task<(string Folder, Guid Record)>> WithApproved = new(ApproveAsync);

    private readonly ServiceProvider services;
    private readonly string folder;

    private Laboratory(ServiceProvider services, string folder, People people, SettableClock clock) =>
        (this.services, this.folder, People, Clock) = (services, folder, people, clock);

    public People People { get; }

    public SettableClock Clock { get; }

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    public static async Task<Laboratory> OpenAsync() => await CopyAsync(await Seeded.Value);

    public static async Task<(Laboratory Laboratory, Guid Record)> OpenWithApprovedAsync()
    {
        var (folder, record) = await WithApproved.Value;
        return (await CopyAsync(folder), record);
    }

    private static async Task<Laboratory> CopyAsync(string from)
    {
        var folder = Directory.CreateTempSubdirectory("metrology-app-").FullName;
        System.IO.File.Copy(Path.Combine(from, File), Path.Combine(folder, File));
        var clock = new SettableClock();
        var services = Compose(Path.Combine(folder, File), clock);
        var accounts = await services.GetRequiredService<LaboratoryQueries>().AccountsAsync(default);
        return new(services, folder, new(accounts), clock);
    }

    public static async Task<Laboratory> OpenEmptyAsync()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-app-").FullName;
        var clock = new SettableClock();
        var services = Compose(Path.Combine(folder, File), clock);
        await services.GetRequiredService<Store>().MigrateAsync(default);
        return new(services, folder, new([]), clock);
    }

    public T The<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<T> AskAsync<T>(Func<MetrologyDb, Task<T>> query) => The<Store>().ReadAsync(query, TestContext.Current.CancellationToken);

    /// <summary>Changes rows behind the back of every use case: what the context saves is in the ledger, what is executed is not, and no trigger hinders it.</summary>
    public async Task TamperAsync(Func<MetrologyDb, Task> change) =>
        Assert.True((await The<Store>().WriteAsync<bool>(
            new Actor(0, "测试", []).Saying("测试"),
            async db =>
            {
                var triggers = await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'trigger'").ToListAsync();
                var made = await db.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE type = 'trigger'").ToListAsync();
                await db.Database.ExecuteSqlRawAsync(string.Concat(triggers.Select(name => $"DROP TRIGGER \"{name}\";")));
                await change(db);
                await db.SaveChangesAsync();
                // That a trigger is missing is found by itself.
                await db.Database.ExecuteSqlRawAsync(string.Join(";\n", made));
                return true;
            },
            TestContext.Current.CancellationToken)).Value);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static ServiceProvider Compose(string database, TimeProvider clock) => new ServiceCollection()
        .AddSingleton(clock)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddSingleton<Store>(provider => new SqliteStore(database) { Room = new(() => provider.GetRequiredService<FreeSpace>().Bytes), Memory = provider.GetRequiredService<ILedgerWitness>() })
        .AddSingleton<ICertificateRenderer>(_ => new CertificateRenderer(DocumentFonts.Stack))
        .AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(Microsoft.Extensions.Logging.Abstractions.NullLogger<>))
        .AddSingleton<IReceivedPdf, ReceivedPdfReader>()
        .AddSingleton<ICertificateSigner>(Signing.Demonstration)
        .AddSingleton<ITimeStampAuthority, NoTimeStamps>()
        .AddSingleton<ISealService, NoSealService>()
        .AddSingleton<ILedgerWitness, KeptInMemory>()
        .AddSingleton(new FreeSpace())
        .AddSingleton<Post>().AddSingleton<Metrology.App.Notifications.IMessageChannels>(provider => provider.GetRequiredService<Post>())
        .AddSingleton(new CheckPage(new("https://check.example/"))).AddSingleton(new Metrology.App.Notifications.PageAddress(new("https://check.example/")))
        .AddApplication()
        .BuildServiceProvider();

    private static string TemplateFolder()
    {
        var folder = Directory.CreateTempSubdirectory("metrology-app-seed-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    private static async Task<(string Folder, Guid Record)> ApproveAsync()
    {
        var folder = TemplateFolder();
        await using var laboratory = await OpenAsync();
        var record = await laboratory.ApprovedAsync();
        // Closing the only writer brings everything into the one file.
        await laboratory.services.DisposeAsync();
        System.IO.File.Copy(Path.Combine(laboratory.folder, File), Path.Combine(folder, File));
        return (folder, record);
    }

    private static async Task<string> SeedAsync()
    {
        var folder = TemplateFolder();
        await using var services = Compose(Path.Combine(folder, File), new SettableClock());
        var store = services.GetRequiredService<Store>();
        await store.MigrateAsync(default);
        var data = DemonstrationData.Current;
        var seeded = await services.GetRequiredService<SeedDemonstration>().ExecuteAsync(data, data.Accounts.ToDictionary(row => row.UserName, _ => "hash"), default);
        Assert.True(seeded.Value);
        Assert.False((await services.GetRequiredService<ImportTargets>().ExecuteAsync(ImportTargets.Shipped(), default)).IsRefused);
        await store.WriteAsync<bool>(
            db =>
            {
                db.AddRange(People.More);
                return Task.FromResult<Outcome<bool>>(true);
            },
            default);
        return folder;
    }
}

/// <summary>One person of each role as the demonstration has them, and colleagues who are several things.</summary>
internal sealed class People(IReadOnlyList<Account> accounts)
{
    private static readonly Role[] Every = [Role.Technician, Role.Checker, Role.Approver];

    public static IEnumerable<Account> More => new[] { "ann", "ben", "cao" }.Select(name => new Account
    {
        UserName = name,
        NormalizedUserName = name.ToUpperInvariant(),
        DisplayName = name,
        SecurityStamp = "",
        Roles = Every,
    });

    public Actor Technician => Of("technician");
    public Actor Checker => Of("checker");
    public Actor Approver => Of("approver");
    public Actor Planner => Of("planner");
    public Actor Administrator => Of("administrator");

    /// <summary>Verifier, checker and approver in one person, three times.</summary>
    public Actor Ann => Of("ann");
    public Actor Ben => Of("ben");
    public Actor Cao => Of("cao");

    public Actor Of(Role role) => Of(role.ToString().ToLowerInvariant());

    private Actor Of(string name)
    {
        var account = accounts.Single(row => row.UserName == name);
        return new(account.Id, account.DisplayName, account.Roles);
    }
}

/// <summary>A clock of the institution's time zone that stands until it is set. The demonstration is seeded at its first instant.</summary>
internal sealed class SettableClock : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 6, 15, 9, 30, 0, TimeSpan.FromHours(8));

    public DateTimeOffset Now { get; set; } = Start;

    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("institution", TimeSpan.FromHours(8), "institution", "institution");

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}

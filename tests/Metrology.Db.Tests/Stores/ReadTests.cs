using Microsoft.EntityFrameworkCore;

namespace Metrology.Db.Tests.Stores;

/// <summary>A read sees one committed moment, waits for no writer and changes nothing.</summary>
public sealed class ReadTests
{
    private static readonly TimeSpan NotBlocked = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task A_read_during_a_write_returns_what_was_committed_before(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        await opened.Store.DoAsync(db => db.Add(Rows.Equipment("before")));
        List<string> meanwhile = [];
        await opened.Store.WriteAsync<int>(
            Rows.Author,
            async db =>
            {
                (await db.Equipment.SingleAsync()).Code = "after";
                await db.SaveChangesAsync();
                meanwhile = await opened.Store.AskAsync(reading => reading.Equipment.Select(row => row.Code).ToListAsync()).WaitAsync(NotBlocked);
                return 1;
            },
            default);

        Assert.Equal(["before"], meanwhile);
        Assert.Equal(["after"], await opened.Store.AskAsync(db => db.Equipment.Select(row => row.Code).ToListAsync()));
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task Two_queries_of_one_read_see_the_same_moment(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        var (first, second) = await opened.Store.AskAsync(async db =>
        {
            var before = await db.Equipment.CountAsync();
            await opened.Store.DoAsync(writing => writing.Add(Rows.Equipment("E"))).WaitAsync(NotBlocked);
            return (before, await db.Equipment.CountAsync());
        });

        Assert.Equal((0, 0), (first, second));
        Assert.Equal(1, await opened.Store.AskAsync(db => db.Equipment.CountAsync()));
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task A_read_cannot_write(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        await opened.Store.DoAsync(db => db.Add(Rows.Equipment("E")));

        await Assert.ThrowsAnyAsync<Exception>(() => opened.Store.AskAsync(db =>
        {
            db.Add(Rows.Equipment("smuggled"));
            return db.SaveChangesAsync();
        }));
        // Past the change tracker: the embedded store throws, the server rolls back.
        await Record.ExceptionAsync(() => opened.Store.AskAsync(db => db.Equipment.ExecuteDeleteAsync()));

        Assert.Equal(["E"], await opened.Store.AskAsync(db => db.Equipment.Select(row => row.Code).ToListAsync()));
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task A_read_tracks_nothing(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        await opened.Store.DoAsync(db => db.Add(Rows.Equipment("E")));
        Assert.Equal(0, await opened.Store.AskAsync(async db => (await db.Equipment.ToListAsync()).Count + db.ChangeTracker.Entries().Count() - 1));
    }
}

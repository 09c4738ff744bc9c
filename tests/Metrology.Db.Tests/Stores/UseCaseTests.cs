using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Db.Tests.Stores;

/// <summary>A write is all or nothing, alone, and refuses what somebody else has changed.</summary>
public sealed class UseCaseTests
{
    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task A_refused_use_case_leaves_nothing_even_of_what_it_saved_itself(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        var outcome = await opened.Store.WriteAsync<int>(
            async db =>
            {
                db.Add(Rows.Equipment("saved"));
                await db.SaveChangesAsync();
                db.Add(Rows.Equipment("only added"));
                return Rows.No;
            },
            default);

        Assert.Equal(Rows.No, outcome.Refusal);
        Assert.Equal(0, await opened.Store.AskAsync(db => db.Equipment.CountAsync()));
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task An_exception_leaves_nothing_and_the_store_goes_on(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        await Assert.ThrowsAsync<NotFiniteNumberException>(() => opened.Store.WriteAsync<int>(
            async db =>
            {
                db.Add(Rows.Equipment("lost"));
                await db.SaveChangesAsync();
                throw new NotFiniteNumberException();
            },
            default));
        await opened.Store.DoAsync(db => db.Add(Rows.Equipment("kept")));

        Assert.Equal(["kept"], await opened.Store.AskAsync(db => db.Equipment.Select(row => row.Code).ToListAsync()));
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task A_cancelled_use_case_leaves_nothing_and_the_store_goes_on(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opened.Store.WriteAsync<int>(
            async db =>
            {
                db.Add(Rows.Equipment("lost"));
                await db.SaveChangesAsync();
                await cancellation.CancelAsync();
                return 1;
            },
            cancellation.Token));
        await opened.Store.DoAsync(db => db.Add(Rows.Equipment("kept")));

        Assert.Equal(["kept"], await opened.Store.AskAsync(db => db.Equipment.Select(row => row.Code).ToListAsync()));
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task Who_edits_an_old_version_is_told_that_it_moved_on(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        await opened.Store.DoAsync(db => db.Add(Rows.Equipment("E")));
        var seen = (await opened.Store.AskAsync(db => db.Equipment.SingleAsync())).Version;

        Task<Outcome<int>> Rename(string name) => opened.Store.WriteAsync<int>(
            Rows.Author,
            async db =>
            {
                var item = await db.Equipment.SingleAsync(row => row.Code == "E");
                db.Entry(item).Property(row => row.Version).OriginalValue = seen;
                item.NameEn = name;
                db.Add(Rows.Equipment(name));
                return 1;
            },
            default);

        Assert.False((await Rename("first")).IsRefused);
        Assert.Equal("storage.moved-on", (await Rename("second")).Refusal?.Code);
        var rows = await opened.Store.AskAsync(db => db.Equipment.OrderBy(row => row.Id).ToListAsync());
        Assert.Equal(["E", "first"], rows.Select(row => row.Code));
        Assert.Equal("first", rows[0].NameEn);
        Assert.Equal(seen + 1, rows[0].Version);
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task A_second_record_of_the_same_number_is_refused(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        await opened.Store.DoAsync(db => db.Add(Rows.Equipment("E")));
        var outcome = await opened.Store.WriteAsync<int>(
            db =>
            {
                db.AddRange(Rows.Equipment("other"), Rows.Equipment("E"));
                return Task.FromResult<Outcome<int>>(1);
            },
            default);

        Assert.Equal("storage.already-exists", outcome.Refusal?.Code);
        Assert.Equal(["E"], await opened.Store.AskAsync(db => db.Equipment.Select(row => row.Code).ToListAsync()));
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task Parallel_writers_draw_every_number_once(string provider)
    {
        const int people = 4;
        const int each = 15;
        await using var opened = await StoreUnderTest.OpenAsync(provider);

        async Task<List<string>> DrawAsync()
        {
            var drawn = new List<string>();
            for (var i = 0; i < each; i++)
                drawn.Add((await opened.Store.WriteAsync<string>(async db => await NumberRange.DrawAsync(db, "JD", 2026, default), default)).Value);
            return drawn;
        }

        var numbers = (await Task.WhenAll(Enumerable.Range(0, people).Select(_ => Task.Run(DrawAsync)))).SelectMany(drawn => drawn);

        Assert.Equal(Enumerable.Range(1, people * each).Select(number => $"JD-2026-{number:00000}"), numbers.Order(StringComparer.Ordinal));
    }
}

using Metrology.App.Storage;
using Metrology.App.Templates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Db.Tests.Stores;

/// <summary>What happened cannot be changed or removed: the context refuses it, and behind the context the database does.</summary>
public sealed class AppendOnlyTests
{
    private static readonly string[] Kept =
    [
        "AccountEvents", "BulkOrderEnds", "BulkOrders", "CertificateWithdrawals", "Certificates", "Disposals", "KeepingRuns", "LedgerCheckpoints", "LedgerEntries", "LegalHoldReleases", "LegalHolds", "Observations", "ParameterChanges", "Recognitions", "ReportFiles", "RunEvents", "StandardEvents", "StationEvents", "SupervisionReports", "TemplatePictures", "TraceabilityFiles", "TranscriptSources", "Transcripts",
        "Transitions", "UsedEquipment",
    ];

    [Fact]
    public async Task These_tables_are_append_only()
    {
        await using var opened = await StoreUnderTest.OpenAsync(StoreUnderTest.Sqlite);
        Assert.Equal(Kept, await opened.Store.AskAsync(db => Task.FromResult(AppendOnly.Tables(db.Model))));
        Assert.Equal(
            Kept.SelectMany(table => new[] { $"{table}_AppendOnly_DELETE", $"{table}_AppendOnly_INSERT", $"{table}_AppendOnly_UPDATE" }),
            await opened.Store.AskAsync(db => db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'trigger' ORDER BY name").ToListAsync()));
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite)]
    [InlineData(StoreUnderTest.SqlServer)]
    public async Task The_context_saves_no_change_and_no_removal(string provider)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        await opened.Store.DoAsync(db => db.Add(Picture()));
        var changed = await Assert.ThrowsAsync<InvalidOperationException>(() => opened.Store.DoAsync(db => db.TemplatePictures.Single().MediaType = "other"));
        Assert.Contains(AppendOnly.Answer, changed.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => opened.Store.DoAsync(db => db.Remove(db.TemplatePictures.Single())));
        Assert.Equal("image/png", await opened.Store.AskAsync(db => db.TemplatePictures.Select(row => row.MediaType).SingleAsync()));
    }

    [Theory]
    [InlineData(StoreUnderTest.Sqlite, "UPDATE \"TemplatePictures\" SET \"MediaType\" = 'other'")]
    [InlineData(StoreUnderTest.Sqlite, "DELETE FROM \"TemplatePictures\"")]
    [InlineData(StoreUnderTest.Sqlite, "UPDATE \"LedgerEntries\" SET \"LeafHash\" = x'00'")]
    [InlineData(StoreUnderTest.Sqlite, "DELETE FROM \"LedgerEntries\"")]
    [InlineData(StoreUnderTest.Sqlite, "INSERT OR REPLACE INTO \"TemplatePictures\" SELECT \"Hash\", 'other', x'00', 0, 0 FROM \"TemplatePictures\"")]
    [InlineData(StoreUnderTest.Sqlite, "INSERT OR REPLACE INTO \"TemplatePictures\" (rowid, \"Hash\", \"MediaType\", \"Content\", \"Width\", \"Height\") SELECT rowid, 'other', 'other', x'00', 0, 0 FROM \"TemplatePictures\"")]
    [InlineData(StoreUnderTest.Sqlite, "REPLACE INTO \"LedgerEntries\" (\"Index\", \"Bytes\", \"LeafHash\") SELECT \"Index\", \"Bytes\", x'00' FROM \"LedgerEntries\"")]
    [InlineData(StoreUnderTest.Sqlite, "INSERT OR REPLACE INTO \"TemplatePictures\" (rowid, \"Hash\", \"MediaType\", \"Content\", \"Width\", \"Height\") SELECT rowid, 'another', 'other', x'00', 0, 0 FROM \"TemplatePictures\"")]
    [InlineData(StoreUnderTest.Sqlite, "INSERT INTO \"TemplatePictures\" SELECT \"Hash\", 'other', x'00', 0, 0 FROM \"TemplatePictures\" WHERE true ON CONFLICT DO UPDATE SET \"MediaType\" = 'other'")]
    [InlineData(StoreUnderTest.SqlServer, "UPDATE [TemplatePictures] SET [MediaType] = 'other'")]
    [InlineData(StoreUnderTest.SqlServer, "DELETE FROM [LedgerEntries]")]
    public async Task Behind_the_context_the_database_refuses(string provider, string statement)
    {
        await using var opened = await StoreUnderTest.OpenAsync(provider);
        await opened.Store.DoAsync(db => db.Add(Picture()));
        var refused = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => opened.Store.WriteAsync<int>(
            async db => await db.Database.ExecuteSqlRawAsync(statement) is var rows ? rows : Rows.No, TestContext.Current.CancellationToken));
        Assert.Contains(AppendOnly.Answer, refused.Message, StringComparison.Ordinal);
        Assert.Equal(("image/png", 1), await opened.Store.AskAsync(async db => (await db.TemplatePictures.Select(row => row.MediaType).SingleAsync(), await db.LedgerEntries.CountAsync())));
    }

    /// <summary>Every unique key counts, not only the primary one: replacing by another of them removes the row as well.</summary>
    [Fact]
    public async Task A_row_is_not_replaced_by_any_of_its_keys()
    {
        await using var opened = await StoreUnderTest.OpenAsync(StoreUnderTest.Sqlite);
        var scripts = await opened.Store.AskAsync(db => db.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE type = 'trigger' AND name = 'Certificates_AppendOnly_INSERT'").SingleAsync());
        Assert.Contains("\"Id\" = NEW.\"Id\"", scripts, StringComparison.Ordinal);
        Assert.Contains("\"Number\" = NEW.\"Number\"", scripts, StringComparison.Ordinal);
    }

    /// <summary>Two that add the same row: the second hears what it hears of every other table.</summary>
    [Fact]
    public async Task A_second_row_of_a_key_is_refused_as_everywhere()
    {
        await using var opened = await StoreUnderTest.OpenAsync(StoreUnderTest.Sqlite);
        await opened.Store.DoAsync(db => db.Add(Picture()));
        var second = await opened.Store.WriteAsync<int>(db => { db.Add(Picture()); return Task.FromResult<Outcome<int>>(1); }, TestContext.Current.CancellationToken);
        Assert.Equal(StorageErrors.AlreadyExists, second.Refusal);
    }

    /// <summary>A table that a migration rebuilds loses its triggers; the next start makes them again.</summary>
    [Fact]
    public async Task A_trigger_that_is_gone_is_made_again()
    {
        await using var opened = await StoreUnderTest.OpenAsync(StoreUnderTest.Sqlite);
        await opened.Store.WriteAsync<int>(async db => await db.Database.ExecuteSqlRawAsync("DROP TRIGGER \"LedgerEntries_AppendOnly_DELETE\""), TestContext.Current.CancellationToken);
        await opened.Store.MigrateAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3 * Kept.Length, await opened.Store.AskAsync(db => db.Database.SqlQuery<int>($"SELECT count(*) AS Value FROM sqlite_master WHERE type = 'trigger'").SingleAsync()));
    }

    private static TemplatePicture Picture() => new() { Hash = new string('0', 64), MediaType = "image/png", Content = [1] };
}

using Metrology.Db.Sqlite;

namespace Metrology.Db.Tests;

public sealed class SqliteEngineTests
{
    [Theory]
    [InlineData("3.6.23", false)]
    [InlineData("3.7.0", true)]
    [InlineData("3.40.1", true)]
    [InlineData("3.44.5", true)]
    [InlineData("3.44.6", false)]
    [InlineData("3.45.0", true)]
    [InlineData("3.50.4", true)]
    [InlineData("3.50.6", true)]
    [InlineData("3.50.7", false)]
    [InlineData("3.51.0", true)]
    [InlineData("3.51.2", true)]
    [InlineData("3.51.3", false)]
    [InlineData("3.53.2", false)]
    public void The_WAL_reset_bug_is_known_by_version(string version, bool has) => Assert.Equal(has, SqliteEngine.HasWalResetBug(new(version)));

    [Fact]
    public void The_bug_is_said_in_words()
    {
        Assert.Equal("SQLite 3.50.4 (WAL-reset bug in this version; one connection owns writes and checkpoints)", SqliteEngine.Describe(new("3.50.4")));
        Assert.Equal("SQLite 3.53.2", SqliteEngine.Describe(new("3.53.2")));
    }

    [Fact]
    public async Task The_store_describes_the_library_that_is_loaded()
    {
        using var folder = new TemporaryFolder();
        await using var store = new SqliteStore(folder.File("m.db"));
        Assert.Equal(SqliteEngine.Describe(SqliteEngine.Version()), await store.DescribeAsync(default));
    }
}

using Metrology.App.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Design;

namespace Metrology.Db.Sqlite;

/// <summary>The context for dotnet-ef and for scripts: the model and its SQL. The connection is never opened.</summary>
internal sealed class DesignTimeDb : IDesignTimeDbContextFactory<MetrologyDb>
{
    public MetrologyDb CreateDbContext(string[] args) => SqliteStore.Context(new SqliteConnection("Data Source=never-opened"));
}

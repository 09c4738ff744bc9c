using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore.Design;

namespace Metrology.Db.SqlServer;

/// <summary>The context for dotnet-ef and for scripts: the model and its SQL. The connection is never opened.</summary>
internal sealed class DesignTimeDb : IDesignTimeDbContextFactory<MetrologyDb>
{
    public MetrologyDb CreateDbContext(string[] args) => new(new SqlServerSettings("Server=never-opened;Encrypt=true").Options());
}

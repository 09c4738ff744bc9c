using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Update;

namespace Metrology.Db.SqlServer;

/// <summary>
/// Makes append-only tables ledger tables where the server has such (SQL Server 2022, Azure SQL): it then refuses changes itself, also to who may drop triggers, and can prove that nothing was changed
/// (sp_verify_database_ledger). A table becomes one when it is made and never later, so the migration that makes it asks the server; an older server makes a plain one.
/// </summary>
internal sealed class SqlServerLedgerTables(MigrationsSqlGeneratorDependencies dependencies, ICommandBatchPreparer commandBatchPreparer) : SqlServerMigrationsSqlGenerator(dependencies, commandBatchPreparer)
{
    /// <summary>True on a server that knows ledger tables; asked of its catalogue, because versions are counted otherwise in the cloud.</summary>
    private const string IsKnown = "EXISTS (SELECT 1 FROM sys.all_columns WHERE [object_id] = OBJECT_ID(N'sys.tables') AND [name] = N'ledger_type')";

    private const string Clause = " WITH (LEDGER = ON (APPEND_ONLY = ON))";

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        if (!AppendOnly.Types(Dependencies.CurrentContext.Context.Model).Any(type => type.GetTableName() == operation.Name && AppendOnly.GoesWhen(type) is null))
        {
            base.Generate(operation, model, builder, terminate);
            return;
        }

        var alone = new MigrationCommandListBuilder(Dependencies);
        base.Generate(operation, model, alone, terminate: false);
        alone.EndCommand();
        var plain = alone.GetCommandList().Single().CommandText.TrimEnd().TrimEnd(';');
        // In a text of its own: a server that does not know the clause would not compile the batch.
        builder.AppendLine($"IF {IsKnown}").AppendLine($"    EXEC(N'{(plain + Clause).Replace("'", "''", StringComparison.Ordinal)}')").AppendLine("ELSE").Append(plain);
        if (terminate)
            builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator).EndCommand();
    }
}

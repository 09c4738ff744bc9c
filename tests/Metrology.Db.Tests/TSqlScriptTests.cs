using Metrology.Db.Tool;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Metrology.Db.Tests;

/// <summary>The SQL Server script is T-SQL in the eyes of Microsoft's own parser. It proves the syntax, not that a server runs it.</summary>
public sealed class TSqlScriptTests
{
    private static readonly string Script = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "scripts", Provider.SqlServer.ScriptFile));

    [Fact]
    public void The_script_parses_and_makes_every_table()
    {
        var (script, errors) = Parse(Script);

        Assert.Empty(errors);
        var tables = new Tables();
        script.Accept(tables);
        using var db = Provider.SqlServer.Model();
        var mapped = db.Model.GetEntityTypes().Select(entity => (string)entity.FindAnnotation("Relational:TableName")!.Value!);
        Assert.Equal(mapped.Append("__EFMigrationsHistory").Order(StringComparer.Ordinal), tables.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_planted_error_is_found()
    {
        var (_, errors) = Parse(Script.Replace("CREATE TABLE [Accounts] (", "CREATE TABEL [Accounts] ("));
        Assert.Contains(errors, error => error.Message.Contains("TABEL"));
    }

    private static (TSqlFragment Script, IList<ParseError> Errors) Parse(string sql)
    {
        using var reader = new StringReader(sql);
        return (new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors), errors);
    }

    private sealed class Tables : TSqlFragmentVisitor
    {
        public List<string> Names { get; } = [];

        public override void Visit(CreateTableStatement node) => Names.Add(node.SchemaObjectName.BaseIdentifier.Value);
    }
}

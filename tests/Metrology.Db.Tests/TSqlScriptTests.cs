using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
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

    /// <summary>The parser is of a server before ledger tables: the text that only a newer one is given parses without its last clause, and makes the table of the branch beside it.</summary>
    [Fact]
    public void Every_append_only_table_becomes_a_ledger_table_on_a_server_that_has_such()
    {
        const string clause = " WITH (LEDGER = ON (APPEND_ONLY = ON))";
        var (script, errors) = Parse(Script);
        Assert.Empty(errors);
        var asked = new LedgerTables();
        script.Accept(asked);
        using var db = Provider.SqlServer.Model();
        Assert.Equal(AppendOnly.Types(db.Model).Where(type => AppendOnly.GoesWhen(type) is null).Select(type => type.GetTableName()), asked.Branches.Select(one => one.Table).Order(StringComparer.Ordinal));
        Assert.All(asked.Branches, branch =>
        {
            Assert.EndsWith(clause, branch.Text, StringComparison.Ordinal);
            var (inner, problems) = Parse(branch.Text[..^clause.Length]);
            Assert.Empty(problems);
            var tables = new Tables();
            inner.Accept(tables);
            Assert.Equal([branch.Table], tables.Names);
        });
        Assert.All(asked.Conditions, condition => Assert.Contains("N'ledger_type'", condition, StringComparison.Ordinal));
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

    /// <summary>IF …ledger_type… EXEC(text) ELSE CREATE TABLE.</summary>
    private sealed class LedgerTables : TSqlFragmentVisitor
    {
        public List<(string Table, string Text)> Branches { get; } = [];

        public List<string> Conditions { get; } = [];

        public override void Visit(IfStatement node)
        {
            if (node is not { ThenStatement: ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableStringList { Strings: [StringLiteral text] } }, ElseStatement: CreateTableStatement table })
                return;
            Branches.Add((table.SchemaObjectName.BaseIdentifier.Value, text.Value));
            Conditions.Add(string.Concat(Enumerable.Range(node.Predicate.FirstTokenIndex, node.Predicate.LastTokenIndex - node.Predicate.FirstTokenIndex + 1).Select(at => node.ScriptTokenStream[at].Text)));
        }
    }
}

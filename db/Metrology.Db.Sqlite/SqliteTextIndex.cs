using Metrology.App.Lists;
using Metrology.App.Storage;
using Metrology.Core.Registers;
using Microsoft.EntityFrameworkCore;

namespace Metrology.Db.Sqlite;

/// <summary>
/// Pairs of characters of every search text in a full-text table (FTS5) that keeps neither texts nor positions. SQLite's own trigrams do not find two characters, and most words of this field have two.
/// </summary>
public sealed class SqliteTextIndex : ITextIndex
{
    /// <summary>Made beside the tables of the model, where it is missing.</summary>
    public const string Script = """
        CREATE VIRTUAL TABLE IF NOT EXISTS "SearchGrams" USING fts5("Grams", content='', contentless_delete=1, detail=none, tokenize='ascii');
        """;

    public static readonly SqliteTextIndex Instance = new();

    private const string Found = """
        SELECT g.rowid AS "Value" FROM "SearchGrams" AS g CROSS JOIN "SearchTexts" AS t
        WHERE g."SearchGrams" MATCH {0} AND g.rowid > {1} AND g.rowid < {2} AND t."Id" = g.rowid AND instr(t."Text", {3}) > 0
        """;

    private const string Words = """
        SELECT g.rowid AS "Value" FROM "SearchGrams" AS g WHERE g."SearchGrams" MATCH {0} AND g.rowid > {1} AND g.rowid < {2}
        """;

    private const string AscendingWords = Words + " ORDER BY g.rowid LIMIT {4}";
    private const string DescendingWords = Words + " ORDER BY g.rowid DESC LIMIT {4}";
    private const string Ascending = Found + " ORDER BY g.rowid LIMIT {4}";
    private const string Descending = Found + " ORDER BY g.rowid DESC LIMIT {4}";

    /// <summary>The index gives candidates in the order of keys. Each is compared, because pairs may stand apart; a single pair is the answer itself.</summary>
    public Task<List<long>> FindAsync(MetrologyDb db, string text, long above, long below, bool descending, int most, CancellationToken cancellation)
    {
        object[] values = [string.Join(' ', SearchForm.Needed(text).Select(word => $"\"{word}\"")), above, below, text, most];
        return ((SearchForm.IsWord(text), descending) switch
        {
            (true, false) => db.Database.SqlQueryRaw<long>(AscendingWords, values),
            (true, true) => db.Database.SqlQueryRaw<long>(DescendingWords, values),
            (false, false) => db.Database.SqlQueryRaw<long>(Ascending, values),
            (false, true) => db.Database.SqlQueryRaw<long>(Descending, values),
        }).ToListAsync(cancellation);
    }

    public async Task PutAsync(MetrologyDb db, IReadOnlyCollection<(long Key, string? Text)> texts, CancellationToken cancellation)
    {
        foreach (var (key, text) in texts)
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"SearchGrams\" WHERE rowid = {0}", [key], cancellation);
            if (text is not null)
                await db.Database.ExecuteSqlRawAsync("INSERT INTO \"SearchGrams\" (rowid, \"Grams\") VALUES ({0}, {1})", [key, string.Join(' ', SearchForm.Grams(text))], cancellation);
        }
    }
}

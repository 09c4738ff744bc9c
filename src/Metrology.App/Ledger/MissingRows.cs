using System.Collections.Frozen;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Metrology.App.Ledger;

/// <summary>
/// How many rows of each kind the ledger knows that are not there: lists say it, for a row that was taken out is missed by nobody who reads the others. Counted when the server starts, by the places of the rows; each
/// audit says it exactly, of rows without a place too. Nothing is allowed because nothing is missing here.
/// </summary>
public sealed class MissingRows(Store store)
{
    private volatile FrozenDictionary<string, int> byKind = FrozenDictionary<string, int>.Empty;

    /// <summary>Of all these kinds together.</summary>
    /// <param name="kinds">As entries name them, such as "UnitUnderTest".</param>
    public int Of(params IEnumerable<string> kinds) => kinds.Sum(kind => byKind.GetValueOrDefault(kind));

    /// <summary>Counts rows against places.</summary>
    public Task LookAsync(CancellationToken cancellation) => store.ReadAsync(
        async db =>
        {
            var places = await db.LedgerPlaces.GroupBy(place => place.Row.Substring(0, place.Row.IndexOf(" "))).Select(group => new { Kind = group.Key, Count = group.Count() }).ToListAsync(cancellation);
            var rows = (await db.Database.SqlQueryRaw<KindCount>(CountSql(db)).ToListAsync(cancellation)).ToDictionary(row => row.Kind, row => row.Count);
            return byKind = places.Where(place => place.Count > rows.GetValueOrDefault(place.Kind)).ToFrozenDictionary(place => place.Kind, place => place.Count - rows.GetValueOrDefault(place.Kind));
        },
        cancellation);

    /// <summary>What an audit found.</summary>
    internal void Take(LedgerReport report) => byKind = report.Findings.Where(one => one.Code == "ledger.row-missing").GroupBy(one => one.Where.Split(' ')[0]).ToFrozenDictionary(group => group.Key, group => group.Count());

    /// <summary>One statement for all tables.</summary>
    private static string CountSql(MetrologyDb db)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        return string.Join(" UNION ALL ", db.Model.GetEntityTypes().Where(type => LegalRow.IsLegal(type) && LegalRow.IsPlaced(LegalRow.KindOf(type)))
            .Select(type => $"SELECT '{LegalRow.KindOf(type)}' AS {sql.DelimitIdentifier(nameof(KindCount.Kind))}, COUNT(*) AS {sql.DelimitIdentifier(nameof(KindCount.Count))} FROM {sql.DelimitIdentifier(type.GetTableName()!, type.GetSchema())}"));
    }

    private sealed record KindCount(string Kind, int Count);
}

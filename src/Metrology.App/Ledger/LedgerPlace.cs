using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Ledger;

/// <summary>The entry of the ledger that speaks last of a register row (<see cref="PlacedInLedgerAttribute"/>). Follows from the entries; the audit compares it.</summary>
[NotLedgered]
public sealed class LedgerPlace
{
    /// <summary>Kind and key, as in <see cref="LedgerEntry.Sought"/>.</summary>
    public required string Row { get; set; }

    public long Entry { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<LedgerPlace>
    {
        public void Configure(EntityTypeBuilder<LedgerPlace> place)
        {
            place.HasKey(row => row.Row);
            place.Property(row => row.Row).HasMaxLength(450);
        }
    }
}

/// <summary>Keeps the places with the entries.</summary>
public static class LedgerPlaces
{
    /// <summary>Rows of which at most so many are asked for at once.</summary>
    private const int Chunk = 500;

    /// <summary>With an entry that is added.</summary>
    internal static async Task PutAsync(MetrologyDb db, long entry, IReadOnlyList<LedgerLine> lines, CancellationToken cancellation)
    {
        var placed = lines.Where(line => LegalRow.IsPlaced(line.Kind)).ToDictionary(line => LegalRow.Sought(line.Kind, line.Key), line => line.Act);
        foreach (var some in placed.Keys.Chunk(Chunk))
        {
            var there = placed.Count == 1 || some.Any(row => placed[row] != RowAct.Added)
                ? await db.LedgerPlaces.AsTracking().Where(row => some.Contains(row.Row)).ToDictionaryAsync(row => row.Row, cancellation)
                : [];
            foreach (var row in some)
            {
                // What this transaction has added and not read.
                var old = there.GetValueOrDefault(row) ?? db.LedgerPlaces.Local.FindEntry(row)?.Entity;
                if (placed[row] == RowAct.Removed)
                {
                    if (old is not null)
                        db.Remove(old);
                }
                else if (old is not null)
                {
                    old.Entry = entry;
                }
                else
                {
                    db.Add(new LedgerPlace { Row = row, Entry = entry });
                }
            }
        }
    }

    /// <summary>Makes them anew, where a database has entries and none.</summary>
    public static async Task IfMissingAsync(MetrologyDb db, CancellationToken cancellation)
    {
        if (!await db.LedgerPlaces.AnyAsync(cancellation) && await db.LedgerEntries.AnyAsync(cancellation))
            await RebuildAsync(db, cancellation);
    }

    /// <summary>Makes them anew from the entries.</summary>
    internal static async Task RebuildAsync(MetrologyDb db, CancellationToken cancellation)
    {
        var places = new Dictionary<string, long>();
        await foreach (var entry in db.LedgerEntries.AsNoTracking().OrderBy(row => row.Index).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (LedgerText.Parse(entry.Bytes) is not { IsRefused: false, Value: var text })
                continue;
            foreach (var line in text.Lines.Where(line => LegalRow.IsPlaced(line.Kind)))
            {
                if (line.Act == RowAct.Removed)
                    places.Remove(LegalRow.Sought(line.Kind, line.Key));
                else
                    places[LegalRow.Sought(line.Kind, line.Key)] = entry.Index;
            }
        }

        await db.LedgerPlaces.ExecuteDeleteAsync(cancellation);
        db.ChangeTracker.Clear();
        foreach (var some in places.Chunk(Chunk))
        {
            db.AddRange(some.Select(one => new LedgerPlace { Row = one.Key, Entry = one.Value }));
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }
}

using System.Reflection;
using Metrology.App.Storage;
using Metrology.Core.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Ledger;

/// <summary>The entry of the ledger that speaks last of a row that can change (<see cref="LegalRow.IsPlaced"/>). Follows from the entries; the audit compares it.</summary>
[NotLedgered]
public sealed class LedgerPlace
{
    /// <summary>Kind and key, as in <see cref="LedgerEntry.Sought"/>.</summary>
    public required string Row { get; set; }

    public long Entry { get; set; }

    /// <summary>With which others it belongs together (<see cref="IRegisterPart"/>); null with none. One of them that was removed is missed by it.</summary>
    public string? PartOf { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<LedgerPlace>
    {
        public void Configure(EntityTypeBuilder<LedgerPlace> place)
        {
            place.HasKey(row => row.Row);
            place.Property(row => row.Row).HasMaxLength(450);
            place.Property(row => row.PartOf).HasMaxLength(100);
            place.HasIndex(row => row.PartOf);
        }
    }
}

/// <summary>Keeps the places with the entries.</summary>
public static class LedgerPlaces
{
    /// <summary>Rows of which at most so many are asked for at once.</summary>
    private const int Chunk = 500;

    /// <summary>With an entry that is added.</summary>
    /// <param name="parts">What rows belong together with, by kind and key.</param>
    /// <exception cref="RefusedSaveException">A row is added that the ledger knows already: it was removed behind the product.</exception>
    internal static async Task PutAsync(MetrologyDb db, long entry, IReadOnlyList<LedgerLine> lines, IReadOnlyDictionary<string, string> parts, CancellationToken cancellation)
    {
        var placed = lines.Where(line => LegalRow.IsPlaced(line.Kind)).ToDictionary(line => LegalRow.Sought(line.Kind, line.Key), line => line.Act);
        foreach (var some in placed.Keys.Chunk(Chunk))
        {
            var there = await db.LedgerPlaces.AsTracking().Where(row => some.Contains(row.Row)).ToDictionaryAsync(row => row.Row, cancellation);
            foreach (var row in some)
            {
                var old = there.GetValueOrDefault(row);
                if (placed[row] == RowAct.Added && old is not null)
                    throw new RefusedSaveException(RowCheck.UnusableRegister(row));
                if (placed[row] == RowAct.Removed)
                {
                    if (old is not null)
                        db.Remove(old);
                }
                else if (old is not null)
                {
                    (old.Entry, old.PartOf) = (entry, parts.GetValueOrDefault(row));
                }
                else
                {
                    db.Add(new LedgerPlace { Row = row, Entry = entry, PartOf = parts.GetValueOrDefault(row) });
                }
            }
        }
    }

    /// <summary>Which of the entries from one on speaks last of each row that is remembered beside the key (<see cref="LegalRow.IsRemembered"/>).</summary>
    internal static async Task<Dictionary<string, long>> LatestSinceAsync(MetrologyDb db, long first, CancellationToken cancellation)
    {
        var latest = new Dictionary<string, long>();
        await foreach (var entry in db.LedgerEntries.AsNoTracking().Where(row => row.Index >= first).OrderBy(row => row.Index).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (db.Memory.IsForeign(entry) || LedgerText.Parse(entry.Bytes) is not { IsRefused: false, Value: var text })
                continue;
            foreach (var line in text.Lines.Where(line => LegalRow.IsRemembered(line.Kind)))
                latest[LegalRow.Sought(line.Kind, line.Key)] = entry.Index;
        }

        return latest;
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
            if (db.Memory.IsForeign(entry) || LedgerText.Parse(entry.Bytes) is not { IsRefused: false, Value: var text })
                continue;
            foreach (var line in text.Lines.Where(line => LegalRow.IsPlaced(line.Kind)))
            {
                if (line.Act == RowAct.Removed)
                    places.Remove(LegalRow.Sought(line.Kind, line.Key));
                else
                    places[LegalRow.Sought(line.Kind, line.Key)] = entry.Index;
            }
        }

        var parts = await PartsAsync(db, cancellation);
        await db.LedgerPlaces.ExecuteDeleteAsync(cancellation);
        db.ChangeTracker.Clear();
        foreach (var some in places.Chunk(Chunk))
        {
            db.AddRange(some.Select(one => new LedgerPlace { Row = one.Key, Entry = one.Value, PartOf = parts.GetValueOrDefault(one.Key) }));
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>What rows belong together with: as they say it, and as it was kept of those that are gone.</summary>
    private static async Task<Dictionary<string, string>> PartsAsync(MetrologyDb db, CancellationToken cancellation)
    {
        var parts = await db.LedgerPlaces.AsNoTracking().Where(row => row.PartOf != null).ToDictionaryAsync(row => row.Row, row => row.PartOf!, cancellation);
        foreach (var type in db.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(IRegisterPart))))
            await (Task)Reading.MakeGenericMethod(type.ClrType).Invoke(null, [db, parts, cancellation])!;
        return parts;
    }

    private static readonly MethodInfo Reading = typeof(LedgerPlaces).GetMethod(nameof(ReadPartsAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static async Task ReadPartsAsync<T>(MetrologyDb db, Dictionary<string, string> parts, CancellationToken cancellation) where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        await foreach (var row in db.Set<T>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
            parts[LegalRow.Sought(type.ClrType.Name, LegalRow.KeyOf(type, property => property.PropertyInfo!.GetValue(row)))] = RegisterParts.Of(row)!;
    }
}

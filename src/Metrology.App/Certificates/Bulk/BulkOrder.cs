using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Certificates.Bulk;

/// <summary>
/// Who ordered which approved records to be issued in one go: written by the request before which the person gave the password, and never changed. <see cref="BulkIssue"/> and its lines only say how far it is;
/// nothing is issued that is not in an order that is what the ledger says.
/// </summary>
[AppendOnly]
public sealed class BulkOrder : IProvable
{
    public int Id { get; set; }
    public int OrderedById { get; set; }

    /// <summary>The name as it was then.</summary>
    public required string OrderedBy { get; set; }

    public DateTimeOffset OrderedAt { get; set; }

    /// <summary>A line for each record: its id, a blank, and SHA-256 of what was approved (<see cref="Verifications.Transition.SignedHash"/>).</summary>
    public required string Records { get; set; }

    /// <inheritdoc/>
    [NotLedgered]
    public long? LedgerIndex { get; set; }

    BilingualText IProvable.Called => Called;

    internal static BilingualText Called { get; } = new("批量签发的指令", "order of a bulk issue");

    internal static string TextOf(IEnumerable<(Guid Id, string Approved)> records) => string.Join('\n', records.Select(one => $"{one.Id:D} {one.Approved}"));

    internal Dictionary<Guid, string> Approved() => Records.Split('\n').ToDictionary(line => Guid.ParseExact(line[..36], "D"), line => line[37..]);

    internal sealed class Mapping : IEntityTypeConfiguration<BulkOrder>
    {
        public void Configure(EntityTypeBuilder<BulkOrder> order)
        {
            order.Property(row => row.OrderedBy).HasMaxLength(100);
            order.Property(row => row.Records).HasMaxLength(-1);
        }
    }
}

/// <summary>An order holds until this: every record of it was tried, or somebody cancelled. An ended one issues nothing more, whatever its lines say.</summary>
[AppendOnly]
[SoughtInLedger]
[WrittenAlways]
public sealed class BulkOrderEnd : IProvable
{
    /// <summary>The key: an order ends once, and the ledger is asked for its end by this.</summary>
    public int OrderId { get; set; }

    /// <summary>Null where nothing was left to do.</summary>
    public string? CancelledBy { get; set; }

    public DateTimeOffset At { get; set; }

    /// <inheritdoc/>
    [NotLedgered]
    public long? LedgerIndex { get; set; }

    BilingualText IProvable.Called => Called;

    internal static BilingualText Called { get; } = new("批量签发的结束", "end of a bulk issue");

    internal sealed class Mapping : IEntityTypeConfiguration<BulkOrderEnd>
    {
        public void Configure(EntityTypeBuilder<BulkOrderEnd> end)
        {
            end.HasKey(row => row.OrderId);
            end.Property(row => row.OrderId).ValueGeneratedNever();
            end.Property(row => row.CancelledBy).HasMaxLength(100);
        }
    }
}

/// <summary>What of an order holds.</summary>
/// <param name="Approved">What was approved of each of its records.</param>
internal sealed record StandingOrder(int Id, int OrderedById, IReadOnlyDictionary<Guid, string> Approved)
{
    /// <summary>As the person gave it. One that the ledger does not know, or knows otherwise, is none.</summary>
    public static async Task<Outcome<StandingOrder>> FindAsync(MetrologyDb db, int id, CancellationToken cancellation)
    {
        if (await db.BulkOrders.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } order)
            return RowCheck.UnusableRegister(LegalRow.Sought(nameof(BulkOrder), $"{id}"));
        return await RowCheck.UnusableAsync(db, [order], cancellation) is { } unusable ? unusable : new StandingOrder(id, order.OrderedById, order.Approved());
    }

    /// <summary>Why nothing is issued by it now: an open failure names it, or its end.</summary>
    public Task<Refusal?> DoubtAsync(MetrologyDb db, CancellationToken cancellation)
    {
        string[] names =
        [
            .. new[] { nameof(BulkOrder), nameof(BulkOrderEnd) }.Select(kind => RowCheck.WhereOf(RowCheck.UnusableRegister(LegalRow.Sought(kind, $"{Id}")))),
            .. new[] { BulkOrder.Called, BulkOrderEnd.Called }.Select(called => RowCheck.WhereOf(RowCheck.Unusable(called, $"{Id}"))),
        ];
        return LedgerFaults.NamingAsync(db, row => names.Contains(row.Where), cancellation);
    }

    /// <summary>How an order ended; null while it holds. An end that was removed behind the product is refused.</summary>
    public static async Task<Outcome<BulkOrderEnd?>> EndAsync(MetrologyDb db, int id, CancellationToken cancellation)
    {
        if (await db.BulkOrderEnds.AsNoTracking().FirstOrDefaultAsync(row => row.OrderId == id, cancellation) is { } end)
            return end;
        return (await RowCheck.RemovedAsync<BulkOrderEnd>(db, [id], cancellation)).Count > 0 ? RowCheck.UnusableRegister(LegalRow.Sought(nameof(BulkOrderEnd), $"{id}")) : (BulkOrderEnd?)null;
    }
}

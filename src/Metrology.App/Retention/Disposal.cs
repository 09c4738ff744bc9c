using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Retention;

/// <summary>That bulk data was disposed of: what, how much, by whom and why. It stands in the ledger with the transaction that removed the rows.</summary>
[AppendOnly]
public sealed class Disposal
{
    public int Id { get; set; }
    public required List<DisposedKind> Lines { get; set; }

    /// <summary>SHA-256 over all lines (<see cref="RetentionLook.DigestOf"/>), as it was seen before.</summary>
    public required string Digest { get; set; }

    public required string Why { get; set; }
    public int ById { get; set; }
    public required string By { get; set; }
    public DateTimeOffset At { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Disposal>
    {
        public void Configure(EntityTypeBuilder<Disposal> disposal)
        {
            disposal.Property(row => row.Lines).HasConversion(new JsonText<List<DisposedKind>>(), new JsonComparer<List<DisposedKind>>()).HasMaxLength(-1);
            disposal.Property(row => row.Digest).HasMaxLength(64);
        }
    }
}

/// <summary>What was disposed of one kind.</summary>
/// <param name="Before">Everything was from before this day.</param>
/// <param name="Digest">Lower-case hexadecimal SHA-256 of the rows, each as its key, a tab, its columns as the ledger would write them, and a line end; oldest first.</param>
public sealed record DisposedKind(string Kind, DateOnly Before, int Rows, string Digest);

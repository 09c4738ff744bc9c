using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Equipment;

/// <summary>The file of a certificate of somebody else, as it came. One file may be the certificate of several measurands and instruments.</summary>
[AppendOnly]
public sealed class TraceabilityFile
{
    /// <summary>Lower-case hexadecimal SHA-256 of <see cref="Content"/>.</summary>
    public required string Hash { get; set; }

    /// <summary>Name under which it came.</summary>
    public required string Name { get; set; }

    public required string MediaType { get; set; }
    public required byte[] Content { get; set; }

    /// <summary>What was signed and by whom, when it was imported; empty when nobody signed it.</summary>
    public required IReadOnlyList<ReceivedSignature> Signatures { get; set; }

    public int ImportedById { get; set; }
    public required string ImportedBy { get; set; }
    public DateTimeOffset ImportedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<TraceabilityFile>
    {
        public void Configure(EntityTypeBuilder<TraceabilityFile> file)
        {
            file.HasKey(row => row.Hash);
            file.Property(row => row.Hash).HasMaxLength(64);
            file.Property(row => row.MediaType).HasMaxLength(64);
            file.Property(row => row.Signatures).HasConversion(new JsonText<IReadOnlyList<ReceivedSignature>>(), new JsonComparer<IReadOnlyList<ReceivedSignature>>()).HasMaxLength(-1);
            file.HasMany<TraceabilityCertificate>().WithOne().HasForeignKey(row => row.FileHash).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

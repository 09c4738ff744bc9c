using Metrology.App.Standards;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Sharing;

/// <summary>A standard of ours that the institution has chosen to publish; what is not here is seen by nobody outside.</summary>
public sealed class PublishedStandard
{
    public int StandardId { get; set; }
    public required string PublishedBy { get; set; }
    public DateTimeOffset PublishedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<PublishedStandard>
    {
        public void Configure(EntityTypeBuilder<PublishedStandard> row)
        {
            row.HasKey(one => one.StandardId);
            row.Property(one => one.StandardId).ValueGeneratedNever();
            row.HasOne<MeasurementStandard>().WithOne().HasForeignKey<PublishedStandard>(one => one.StandardId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The catalogue of another institution as it came. The newest of an institution counts; earlier ones stay.</summary>
public sealed class ReceivedCatalogue
{
    public int Id { get; set; }

    /// <summary>Name of the institution in Chinese, by which its catalogues belong together.</summary>
    public required string Institution { get; set; }

    public DateOnly IssuedOn { get; set; }
    public required byte[] File { get; set; }
    public required string ReceivedBy { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ReceivedCatalogue>
    {
        public void Configure(EntityTypeBuilder<ReceivedCatalogue> row) => row.HasIndex(one => new { one.Institution, one.IssuedOn }).IsUnique();
    }
}

/// <summary>That we recognise a standard of another institution (互认), or no more: by whom, when and why. Rows only come; the last one counts.</summary>
[AppendOnly]
public sealed class Recognition
{
    public int Id { get; set; }
    public required string Institution { get; set; }

    /// <summary>Id of the standard in the catalogues of the institution.</summary>
    public required string StandardKey { get; set; }

    /// <summary>As it was called then.</summary>
    public required string StandardName { get; set; }

    /// <summary>False ends it.</summary>
    public bool IsRecognised { get; set; }

    public required string Why { get; set; }

    /// <summary>Agreement, letter or report that it rests on; may be empty.</summary>
    public required string Document { get; set; }

    public int AccountId { get; set; }
    public required string By { get; set; }
    public DateTimeOffset At { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<Recognition>
    {
        public void Configure(EntityTypeBuilder<Recognition> row) => row.HasIndex(one => new { one.Institution, one.StandardKey, one.Id });
    }
}

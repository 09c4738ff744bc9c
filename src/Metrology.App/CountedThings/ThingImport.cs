using Metrology.App.Standards.Importing;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.CountedThings;

/// <summary>A table of counted things, kept as it came. Checked at first; what it says is evidence after a person has taken it.</summary>
public sealed class ThingImport : IVersioned
{
    public int Id { get; set; }
    public required string FileName { get; set; }
    public required byte[] File { get; set; }

    /// <summary>What a person took each column of the sheet for, separated by commas and empty for those that are not used; empty while the headings decide.</summary>
    public string Columns { get; set; } = "";

    public ImportState State { get; set; }
    public required string CheckedBy { get; set; }
    public DateTimeOffset CheckedAt { get; set; }
    public string? ImportedBy { get; set; }
    public DateTimeOffset? ImportedAt { get; set; }
    public string? UndoneBy { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }
    public string? UndoneBecause { get; set; }
    public List<ImportedThing> Rows { get; } = [];
    public int Version { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ThingImport>
    {
        public void Configure(EntityTypeBuilder<ThingImport> import)
        {
            import.HasMany(row => row.Rows).WithOne().HasForeignKey(row => row.ImportId);
            import.Property(row => row.Columns).HasMaxLength(-1);
            import.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>A row of an imported table, and the row of evidence that it became.</summary>
public sealed class ImportedThing
{
    public int Id { get; set; }
    public int ImportId { get; set; }

    /// <summary>Number of the row in the file.</summary>
    public int Line { get; set; }

    public int ThingId { get; set; }
}

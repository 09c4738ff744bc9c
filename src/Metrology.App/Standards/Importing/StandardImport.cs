using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Standards.Importing;

/// <summary>A file of somebody's register, kept as it came. Checked at first; what it says stands in the register after a person has taken it.</summary>
public sealed class StandardImport : IVersioned
{
    public int Id { get; set; }
    public required string FileName { get; set; }
    public required byte[] File { get; set; }

    /// <summary>Name of the column of a register for each column of the sheet, empty for those that are not used; separated by commas.</summary>
    public required string Columns { get; set; }

    /// <summary>For the rows that say none.</summary>
    public OwnerClass? OwnerClass { get; set; }

    public ImportState State { get; set; }
    public required string CheckedBy { get; set; }
    public DateTimeOffset CheckedAt { get; set; }
    public string? ImportedBy { get; set; }
    public DateTimeOffset? ImportedAt { get; set; }
    public string? UndoneBy { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }
    public string? UndoneBecause { get; set; }
    public List<ImportedRow> Rows { get; } = [];
    public int Version { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<StandardImport>
    {
        public void Configure(EntityTypeBuilder<StandardImport> import)
        {
            import.HasMany(row => row.Rows).WithOne().HasForeignKey(row => row.ImportId);
            import.Property(row => row.Columns).HasMaxLength(-1);
            import.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

public enum ImportState
{
    /// <summary>Looked at; nothing of it is in the register.</summary>
    Checked,
    Imported,

    /// <summary>What it brought was taken out again.</summary>
    Undone,
}

/// <summary>A row of an imported file: the standard that it became, and the cells as they were written.</summary>
public sealed class ImportedRow
{
    public int Id { get; set; }
    public int ImportId { get; set; }

    /// <summary>From 1, below the heading.</summary>
    public int Row { get; set; }

    /// <summary>No foreign key: the row outlives an import that is undone.</summary>
    public int StandardId { get; set; }

    /// <summary>JSON object: heading → text.</summary>
    public required string Raw { get; set; }
}

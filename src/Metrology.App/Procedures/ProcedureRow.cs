using Metrology.App.Parameters;
using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Procedures;

/// <summary>A procedure file that was imported, byte for byte. The file never changes: another text is another revision.</summary>
[ParametersOf(ParameterSubject.Procedure, "规程文件（限值、公式、测量点）", "Procedure file: limits, formulas, points")]
public sealed class ProcedureRow : IVersioned
{
    /// <summary>Content hash of the file, by which records pin it.</summary>
    public required string ContentHash { get; set; }

    /// <summary>"JJG 1148-2022".</summary>
    [Parameter("规程编号", "Designation")]
    public required string Designation { get; set; }

    [Parameter("修订", "Revision")]
    public int Revision { get; set; }
    public required byte[] File { get; set; }
    [Parameter("状态", "State")]
    public ProcedureState State { get; set; }
    public int ImportedById { get; set; }
    public required string ImportedBy { get; set; }
    public DateTimeOffset ImportedAt { get; set; }
    public string? PublishedBy { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public string? WithdrawnBy { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public string? WithdrawnBecause { get; set; }
    public int Version { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ProcedureRow>
    {
        public void Configure(EntityTypeBuilder<ProcedureRow> procedure)
        {
            procedure.HasKey(row => row.ContentHash);
            procedure.Property(row => row.ContentHash).HasMaxLength(64);
            procedure.Property(row => row.Designation).HasMaxLength(60);
            procedure.HasIndex(row => new { row.Designation, row.Revision }).IsUnique();
            procedure.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

public enum ProcedureState
{
    /// <summary>Checked by the program, waiting for a second person. Nobody works with it.</summary>
    Imported,

    /// <summary>Frozen. The highest published revision of a designation is worked with.</summary>
    Published,

    /// <summary>Nobody begins with it any more; records made under it keep it for ever.</summary>
    Withdrawn,
}

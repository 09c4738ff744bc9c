using Metrology.App.Equipment;
using Metrology.App.Standards.Importing;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Exchange;

/// <summary>A register file of somebody's instruments, kept as it came. Checked at first; what it says stands in the register after a person has taken it.</summary>
public sealed class EquipmentImport : IVersioned
{
    public int Id { get; set; }
    public required string FileName { get; set; }
    public required byte[] File { get; set; }
    public ImportState State { get; set; }
    public required string CheckedBy { get; set; }
    public DateTimeOffset CheckedAt { get; set; }
    public string? ImportedBy { get; set; }
    public DateTimeOffset? ImportedAt { get; set; }
    public string? UndoneBy { get; set; }
    public DateTimeOffset? UndoneAt { get; set; }
    public string? UndoneBecause { get; set; }

    /// <summary>Ids of the instruments that it brought; they outlive an import that is undone.</summary>
    public List<int> Brought { get; set; } = [];

    public int Version { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<EquipmentImport>
    {
        public void Configure(EntityTypeBuilder<EquipmentImport> import)
        {
            import.Property(row => row.Brought).HasConversion(new JsonText<List<int>>(), new JsonComparer<List<int>>()).HasMaxLength(-1);
            import.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>What an import would enter, before anything is written.</summary>
public sealed record EquipmentImportPlan(IReadOnlyList<EquipmentImportPlan.Row> Rows)
{
    public int Refused => Rows.Count(row => row.Refusals.Count > 0);

    /// <param name="Certificates">That can be entered.</param>
    /// <param name="Remarks">What is not entered, and why; the row is entered without it.</param>
    /// <param name="Refusals">Why the row, and with it the file, cannot be entered.</param>
    public sealed record Row(MslEquipment Item, IReadOnlyList<AddTraceabilityCertificate.Request> Certificates, IReadOnlyList<BilingualText> Remarks, IReadOnlyList<BilingualText> Refusals);
}

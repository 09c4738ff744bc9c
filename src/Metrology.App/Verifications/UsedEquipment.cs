using Metrology.App.Equipment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Verifications;

/// <summary>
/// An instrument of the standard when measuring began. The paper names these, whatever the standard is made of later: equipment that joined it the next day measured nothing. What the
/// register says of each may be corrected until the record is submitted.
/// </summary>
public sealed class UsedEquipment
{
    public Guid VerificationId { get; set; }

    /// <summary>Order on the paper, from 1: main standards first.</summary>
    public int Sequence { get; set; }

    public int EquipmentId { get; set; }

    public EquipmentItem? Item { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<UsedEquipment>
    {
        public void Configure(EntityTypeBuilder<UsedEquipment> used)
        {
            used.HasKey(row => new { row.VerificationId, row.Sequence });
            used.HasOne<Verification>().WithMany(row => row.Used).HasForeignKey(row => row.VerificationId).OnDelete(DeleteBehavior.Restrict);
            used.HasOne(row => row.Item).WithMany().HasForeignKey(row => row.EquipmentId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

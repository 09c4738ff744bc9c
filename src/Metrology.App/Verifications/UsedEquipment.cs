using Metrology.App.Equipment;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Verifications;

/// <summary>
/// An instrument of the standard when measuring began, by a certificate that counted then. The results are computed with these certificates and the paper names these, whatever the registers
/// say later: equipment that joined the standard the next day measured nothing, and a certificate that came during the run promised nothing. An instrument has a row for each measurand.
/// </summary>
[AppendOnly]
public sealed class UsedEquipment : IProvable
{
    public Guid VerificationId { get; set; }

    /// <summary>Order on the paper, from 1: main standards first.</summary>
    public int Sequence { get; set; }

    public int EquipmentId { get; set; }

    public EquipmentItem? Item { get; set; }

    public int CertificateId { get; set; }

    public TraceabilityCertificate? Certificate { get; set; }

    /// <inheritdoc/>
    [NotLedgered]
    public long? LedgerIndex { get; set; }

    BilingualText IProvable.Called => new("所用设备", "equipment used");

    internal sealed class Mapping : IEntityTypeConfiguration<UsedEquipment>
    {
        public void Configure(EntityTypeBuilder<UsedEquipment> used)
        {
            used.HasKey(row => new { row.VerificationId, row.Sequence });
            used.HasIndex(row => new { row.EquipmentId, row.VerificationId });
            used.HasOne<Verification>().WithMany(row => row.Used).HasForeignKey(row => row.VerificationId).OnDelete(DeleteBehavior.Restrict);
            used.HasOne(row => row.Certificate).WithMany().HasForeignKey(row => row.CertificateId).OnDelete(DeleteBehavior.Restrict);
            used.HasOne(row => row.Item).WithMany().HasForeignKey(row => row.EquipmentId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

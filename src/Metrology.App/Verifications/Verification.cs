using Metrology.App.Customers;
using Metrology.App.Laboratory;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Fares;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Verifications;

/// <summary>One verification (检定) of one unit, from draft to issued certificate. Everything that was true when it began is pinned here.</summary>
public sealed class Verification : IVersioned, IProvable
{
    public Guid Id { get; set; }

    /// <summary>Number of the original record, for example "YS-2026-00012"; simulated runs are of another range.</summary>
    public required string Number { get; set; }

    public VerificationState State { get; set; }
    public VerificationKind Kind { get; set; }
    public int UnitId { get; set; }
    public int StandardId { get; set; }
    public int BenchId { get; set; }

    /// <summary>The day on which the validity of everything used is asked.</summary>
    public DateOnly WorkDate { get; set; }

    public required string Place { get; set; }
    public required string ProcedureDesignation { get; set; }
    public int ProcedureRevision { get; set; }

    /// <summary>Content hash of the procedure file the record was made under.</summary>
    public required string ProcedureHash { get; set; }

    /// <summary>Form of its record, and with it the way in which it is evaluated for ever; fixed when it is opened.</summary>
    public required string RecordFormat { get; set; }

    public Dictionary<string, string> Nameplate { get; set; } = [];

    /// <summary>The instrument as it was registered when the record was opened: record and paper speak of this one, whatever the register says later.</summary>
    public required ItemParticulars Item { get; set; }

    /// <summary>What else the paper says, as registered when the record was submitted; null before that and after a return.</summary>
    public RegisteredParticulars? Registered { get; set; }

    /// <summary>Empty until measuring begins.</summary>
    public List<UsedEquipment> Used { get; set; } = [];

    /// <summary>What was agreed for a calibration; null for a verification by a regulation.</summary>
    public CalibrationTerms? Calibration { get; set; }

    /// <summary>What the fares that a taximeter shows are compared with; null where nobody chose a tariff.</summary>
    public PinnedTariff? Tariff { get; set; }

    /// <summary>What the references promised on the work date.</summary>
    public List<ReferenceCapability> References { get; set; } = [];

    public bool IsSimulated { get; set; }
    public bool IsDemonstration { get; set; }
    public int VerifierId { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public int Version { get; set; }

    public UnitUnderTest? Unit { get; set; }
    public MeasurementStandard? Standard { get; set; }
    public Bench? Bench { get; set; }
    public Account? Verifier { get; set; }
    public List<Transition> Transitions { get; } = [];

    /// <inheritdoc/>
    [NotLedgered]
    public long? LedgerIndex { get; set; }

    BilingualText IProvable.Called => new("原始记录", "record");

    internal sealed class Mapping : IEntityTypeConfiguration<Verification>
    {
        public void Configure(EntityTypeBuilder<Verification> verification)
        {
            verification.Property(row => row.Id).ValueGeneratedNever();
            verification.Property(row => row.Number).HasMaxLength(40);
            verification.HasIndex(row => row.Number).IsUnique();
            verification.HasIndex(row => row.State);
            // What a chain asks of a record, from either side; see RecordKey.
            verification.HasIndex(row => new { row.Id, row.StandardId, row.UnitId }).HasDatabaseName(RecordKey.Index);
            verification.HasIndex(row => new { row.StandardId, row.Id, row.UnitId });
            verification.Property(row => row.References)
                .HasConversion(new JsonText<List<ReferenceCapability>>(), new JsonComparer<List<ReferenceCapability>>()).HasMaxLength(-1);
            verification.Property(row => row.Item).HasConversion(new JsonText<ItemParticulars>(), new JsonComparer<ItemParticulars>()).HasMaxLength(-1);
            verification.Property(row => row.Registered).HasConversion(new JsonText<RegisteredParticulars?>(), new JsonComparer<RegisteredParticulars?>()).HasMaxLength(-1);
            verification.Property(row => row.Calibration).HasConversion(new JsonText<CalibrationTerms?>(), new JsonComparer<CalibrationTerms?>()).HasMaxLength(-1);
            verification.Property(row => row.Tariff).HasConversion(new JsonText<PinnedTariff?>(), new JsonComparer<PinnedTariff?>()).HasMaxLength(-1);
            verification.HasOne(row => row.Unit).WithMany().HasForeignKey(row => row.UnitId).OnDelete(DeleteBehavior.Restrict);
            verification.HasOne(row => row.Standard).WithMany().HasForeignKey(row => row.StandardId).OnDelete(DeleteBehavior.Restrict);
            verification.HasOne(row => row.Bench).WithMany().HasForeignKey(row => row.BenchId).OnDelete(DeleteBehavior.Restrict);
            verification.HasOne(row => row.Verifier).WithMany().HasForeignKey(row => row.VerifierId).OnDelete(DeleteBehavior.Restrict);
            verification.HasMany(row => row.Transitions).WithOne().HasForeignKey(row => row.VerificationId).OnDelete(DeleteBehavior.Restrict);
            verification.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>Where a verification stands. Legal moves are in <see cref="VerificationStates"/>.</summary>
public enum VerificationState
{
    Draft,
    Running,
    Evaluated,
    Submitted,
    Checked,
    Approved,
    Issued,
    Aborted,
}

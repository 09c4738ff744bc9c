using Metrology.App.Storage;
using Metrology.Core.Runs;
using Metrology.Core.Words;
using Metrology.Instruments.Links;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Verifications;

/// <summary>One event of the run, in order. The run state is the fold of these rows.</summary>
[AppendOnly]
public sealed class RunEventRow : IProvable
{
    public Guid VerificationId { get; set; }
    public int Sequence { get; set; }

    /// <summary>Name of the <see cref="RunEvent"/>.</summary>
    public required string Kind { get; set; }

    public Stage? Stage { get; set; }

    /// <summary>Reason or text of the event.</summary>
    public string? Text { get; set; }

    /// <summary>Fault code of an interruption; the step that was taken back.</summary>
    public string? Code { get; set; }

    public int AccountId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <inheritdoc/>
    [NotLedgered]
    public long? LedgerIndex { get; set; }

    BilingualText IProvable.Called => new("运行事件", "event of a run");

    internal sealed class Mapping : IEntityTypeConfiguration<RunEventRow>
    {
        public void Configure(EntityTypeBuilder<RunEventRow> row)
        {
            row.HasKey(item => new { item.VerificationId, item.Sequence });
            row.Property(item => item.Kind).HasMaxLength(40);
            row.Property(item => item.Text).HasMaxLength(2000);
            row.HasOne<Verification>().WithMany().HasForeignKey(item => item.VerificationId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>One observation of the original record with the event that brought it.</summary>
[AppendOnly]
public sealed class ObservationRow : IProvable
{
    public Guid VerificationId { get; set; }
    public int Sequence { get; set; }
    public int EventSequence { get; set; }
    public required string Item { get; set; }
    public required string Point { get; set; }
    public int Repeat { get; set; }
    public int Attempt { get; set; }
    public required string Role { get; set; }
    public Stage Stage { get; set; }
    public required string Subject { get; set; }
    public required string Instrument { get; set; }
    public required string Measurand { get; set; }
    public required string Text { get; set; }
    public decimal Value { get; set; }
    public required string Unit { get; set; }
    public decimal Resolution { get; set; }
    public required string RawHash { get; set; }
    public DateTimeOffset? DeviceTime { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    public int? Supersedes { get; set; }
    public string? Reason { get; set; }

    /// <inheritdoc/>
    [NotLedgered]
    public long? LedgerIndex { get; set; }

    BilingualText IProvable.Called => new("读数", "observation");

    internal sealed class Mapping : IEntityTypeConfiguration<ObservationRow>
    {
        public void Configure(EntityTypeBuilder<ObservationRow> row)
        {
            row.HasKey(item => new { item.VerificationId, item.Sequence });
            row.Property(item => item.RawHash).HasMaxLength(64);
            row.Property(item => item.Reason).HasMaxLength(2000);
            row.HasOne<Verification>().WithMany().HasForeignKey(item => item.VerificationId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>Bytes of one direction on one link, as they went.</summary>
[AppendOnly]
public sealed class TranscriptRow : IProvable
{
    public Guid VerificationId { get; set; }

    /// <summary>Counts through all links and connections of the run.</summary>
    public int Sequence { get; set; }

    public required string Link { get; set; }

    /// <summary>Counts from the opening of the link.</summary>
    public long Index { get; set; }
    public long ElapsedTicks { get; set; }
    public Direction Direction { get; set; }
    public required byte[] Bytes { get; set; }

    /// <inheritdoc/>
    [NotLedgered]
    public long? LedgerIndex { get; set; }

    BilingualText IProvable.Called => new("通信记录", "transcript");

    internal sealed class Mapping : IEntityTypeConfiguration<TranscriptRow>
    {
        public void Configure(EntityTypeBuilder<TranscriptRow> row)
        {
            row.Property(item => item.Link).HasMaxLength(160);
            row.HasKey(item => new { item.VerificationId, item.Sequence });
            row.HasOne<Verification>().WithMany().HasForeignKey(item => item.VerificationId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>Which codec takes the readings of an instrument from the bytes of a link of the transcript.</summary>
[AppendOnly]
public sealed class TranscriptSourceRow : IProvable
{
    public Guid VerificationId { get; set; }
    public int Sequence { get; set; }
    public required string Link { get; set; }
    public required string Codec { get; set; }
    public required string Instrument { get; set; }

    /// <summary>How the protocol names the instrument on the link.</summary>
    public required string Address { get; set; }

    /// <summary>What the numbers of the instrument mean, where the protocol does not say it: the data file as it was then.</summary>
    public string? Map { get; set; }

    /// <inheritdoc/>
    [NotLedgered]
    public long? LedgerIndex { get; set; }

    BilingualText IProvable.Called => new("通信记录的来源", "source of a transcript");

    internal sealed class Mapping : IEntityTypeConfiguration<TranscriptSourceRow>
    {
        public void Configure(EntityTypeBuilder<TranscriptSourceRow> row)
        {
            row.Property(item => item.Link).HasMaxLength(160);
            row.Property(item => item.Codec).HasMaxLength(40);
            row.Property(item => item.Map).HasMaxLength(-1);
            row.HasKey(item => new { item.VerificationId, item.Sequence });
            row.HasOne<Verification>().WithMany().HasForeignKey(item => item.VerificationId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

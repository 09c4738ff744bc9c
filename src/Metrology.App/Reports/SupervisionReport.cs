using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Reports;

public enum ReportPeriod
{
    /// <summary>A calendar month, made by the job of the night after it.</summary>
    Month,

    /// <summary>A calendar quarter, likewise.</summary>
    Quarter,

    /// <summary>Asked for by a person, from any day to any day that has passed.</summary>
    Asked,
}

/// <summary>A report on public measurement standards for government supervision, as it was made: what it said stays, whatever the register learns later.</summary>
[AppendOnly]
public sealed class SupervisionReport
{
    public int Id { get; set; }
    public ReportPeriod Period { get; set; }
    public DateOnly From { get; set; }

    /// <summary>The day of which the status is.</summary>
    public DateOnly Until { get; set; }

    /// <summary>The report that its changes are counted from; null is none.</summary>
    public int? SinceId { get; set; }

    /// <summary>Null is the job.</summary>
    public string? MadeBy { get; set; }

    public DateTimeOffset MadeAt { get; set; }

    /// <summary>The status of every standard, for the report after it.</summary>
    public required List<ReportLine> Lines { get; set; }

    public bool IsDemonstration { get; set; }
    public List<ReportFile> Files { get; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<SupervisionReport>
    {
        public void Configure(EntityTypeBuilder<SupervisionReport> report)
        {
            report.Property(row => row.Lines).HasConversion(new JsonText<List<ReportLine>>(), new JsonComparer<List<ReportLine>>()).HasMaxLength(-1);
            report.HasMany(row => row.Files).WithOne().HasForeignKey(row => row.ReportId);
            report.HasIndex(row => row.Until);
        }
    }
}

public enum ReportFormat
{
    Pdf,
    Xlsx,
}

/// <summary>A file of a report. Its hash stands on the page and, with the row, in the ledger.</summary>
[AppendOnly]
public sealed class ReportFile
{
    public int ReportId { get; set; }
    public Language Language { get; set; }
    public ReportFormat Format { get; set; }
    public required byte[] Content { get; set; }

    /// <summary>SHA-256 of the content, in hexadecimal.</summary>
    public required string Hash { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ReportFile>
    {
        public void Configure(EntityTypeBuilder<ReportFile> file)
        {
            file.HasKey(row => new { row.ReportId, row.Language, row.Format });
            file.Property(row => row.Hash).HasMaxLength(64);
        }
    }
}

/// <summary>A standard as a report has it.</summary>
/// <param name="Code">Classification, or null.</param>
public sealed record ReportLine(
    int Id, BilingualText Name, string? Code, OwnerClass OwnerClass, string Institution, string? AssessmentNumber, DateOnly? AssessmentUntil, string? PublicNumber, DateOnly? PublicUntil, StandardStanding Standing)
{
    public static ReportLine Of(MeasurementStandard standard, DateOnly day)
    {
        var (assessment, published) = (standard.CertificateShownOn(Core.Traceability.StandardCertificateKind.Assessment, day), standard.CertificateShownOn(Core.Traceability.StandardCertificateKind.Public, day));
        return new(
            standard.Id, standard.Name, standard.ClassificationCode, standard.OwnerClass, standard.Institution ?? "", assessment?.Number, assessment?.ValidUntil, published?.Number, published?.ValidUntil, standard.StandingOn(day));
    }
}

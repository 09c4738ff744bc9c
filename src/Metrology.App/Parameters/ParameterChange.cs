using Metrology.App.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Parameters;

/// <summary>One change of a value that matters: what it was, what it is, who, when and why. It stays for ever, and stands in the ledger with the row that it is of.</summary>
[AppendOnly]
public sealed class ParameterChange
{
    /// <summary>Characters of a reason.</summary>
    public const int LongestReason = 400;

    public int Id { get; set; }
    public ParameterSubject Subject { get; set; }

    /// <summary>Key of the subject, by which its page asks.</summary>
    public required string SubjectKey { get; set; }

    /// <summary>Name of the kind of row, as the ledger has it.</summary>
    public required string Kind { get; set; }

    /// <summary>Name of the property; empty where a row came or went as a whole.</summary>
    public required string Property { get; set; }

    /// <summary>Null where there was none.</summary>
    public string? Before { get; set; }

    public string? After { get; set; }

    /// <summary>Null where no person did it.</summary>
    public int? ById { get; set; }

    public required string By { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>Why; a row that was entered anew may have none.</summary>
    public string? Because { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ParameterChange>
    {
        public void Configure(EntityTypeBuilder<ParameterChange> change)
        {
            change.Property(row => row.SubjectKey).HasMaxLength(100);
            change.Property(row => row.Kind).HasMaxLength(100);
            change.Property(row => row.Property).HasMaxLength(100);
            change.Property(row => row.Before).HasMaxLength(-1);
            change.Property(row => row.After).HasMaxLength(-1);
            change.HasIndex(row => new { row.Subject, row.SubjectKey });
        }
    }
}

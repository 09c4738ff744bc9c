using System.Globalization;
using Metrology.App.Parameters;
using Metrology.App.Storage;
using Metrology.Core.Planning.Things;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.CountedThings;

/// <summary>A row of evidence behind a counted number that is no measurement standard: a site, an enterprise, a platform, a person, or a rate as it was stated.</summary>
[ParametersOf(ParameterSubject.CountedThing, "计数对象", "Counted thing")]
public sealed class CountedThingRow : IVersioned
{
    public const int LongestCode = 100;

    public int Id { get; set; }
    public ThingKind Kind { get; set; }

    [Parameter("名称", "Name")]
    public required string Name { get; set; }

    [Parameter("编码", "Code")]
    public string? Code { get; set; }

    [Parameter("区县", "District")]
    public string? District { get; set; }

    /// <summary>First day, or the day on which it happened or of which a rate is; null is unknown.</summary>
    [Parameter("起始日期", "First day")]
    public DateOnly? From { get; set; }

    [Parameter("终止日期", "Last day")]
    public DateOnly? Until { get; set; }

    /// <summary>Of a coverage rate: what was divided by what, and both numbers.</summary>
    [Parameter("分子分母的定义", "What is divided by what")]
    public string? Definition { get; set; }

    [Parameter("分子", "Numerator")]
    public decimal? Numerator { get; set; }

    [Parameter("分母", "Denominator")]
    public decimal? Denominator { get; set; }

    /// <summary>The paper that proves it.</summary>
    [Parameter("依据", "Evidence")]
    public required string Source { get; set; }

    /// <summary>Entered by mistake: it stays and counts nowhere.</summary>
    [Parameter("作废", "Void")]
    public bool IsVoid { get; set; }

    public required string EnteredBy { get; set; }
    public DateTimeOffset EnteredAt { get; set; }
    public bool IsDemonstration { get; set; }
    public int Version { get; set; }

    public CountedThing Counted() => new(Id.ToString(CultureInfo.InvariantCulture), Kind, Name, Code, District, From, Until);

    internal sealed class Mapping : IEntityTypeConfiguration<CountedThingRow>
    {
        public void Configure(EntityTypeBuilder<CountedThingRow> thing)
        {
            thing.Property(row => row.Code).HasMaxLength(LongestCode);
            thing.HasIndex(row => row.Kind);
            thing.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

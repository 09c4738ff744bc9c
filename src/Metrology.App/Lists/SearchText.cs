using Metrology.App.Equipment;
using Metrology.App.Standards;
using Metrology.App.Storage;
using Metrology.Core.Registers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Lists;

/// <summary>What a row of a register is found by, in <see cref="SearchForm"/>. Follows from the registers and is written with them; no record of its own.</summary>
[NotLedgered]
public sealed class SearchText
{
    /// <summary>See <see cref="KeyOf"/>.</summary>
    public long Id { get; set; }

    public required string Text { get; set; }

    public static string Of(EquipmentItem item) =>
        SearchForm.OfFields([item.Code, item.NameZh, item.NameEn, item.Manufacturer, item.Model, item.SerialNumber, .. item.Certificates.Select(one => one.Number)]);

    public static string Of(MeasurementStandard standard) =>
        SearchForm.OfFields([standard.NameZh, standard.NameEn, standard.ClassificationCode, standard.Place, .. standard.Certificates.Select(one => one.Number)]);

    /// <summary>Rows of one register stand together, in the order of their ids.</summary>
    public static long KeyOf(ListSubject subject, int id) => FirstKeyOf(subject) + id;

    /// <summary>Before the first row of a register.</summary>
    public static long FirstKeyOf(ListSubject subject) => (long)subject << 32;

    internal sealed class Mapping : IEntityTypeConfiguration<SearchText>
    {
        public void Configure(EntityTypeBuilder<SearchText> row)
        {
            row.Property(one => one.Id).ValueGeneratedNever();
            row.Property(one => one.Text).HasMaxLength(-1);
        }
    }
}

/// <summary>An index of the pairs of characters of every <see cref="SearchText"/>. A database without one compares the texts.</summary>
public interface ITextIndex
{
    /// <summary>Keys of texts between two keys, both not included, that contain what is searched for, in order.</summary>
    Task<List<long>> FindAsync(MetrologyDb db, string text, long above, long below, bool descending, int most, CancellationToken cancellation);

    /// <summary>Puts texts in the place of those that were there; null takes one out.</summary>
    Task PutAsync(MetrologyDb db, IReadOnlyCollection<(long Key, string? Text)> texts, CancellationToken cancellation);
}

internal static class TextSearch
{
    /// <summary>Ids of rows whose text contains <paramref name="text"/> (in search form, not empty), in the order of ids, behind <paramref name="after"/>.</summary>
    public static async Task<List<int>> FindAsync(MetrologyDb db, ListSubject subject, string text, int? after, bool descending, int most, CancellationToken cancellation)
    {
        var first = SearchText.FirstKeyOf(subject);
        var (above, below) = (first, SearchText.FirstKeyOf(subject + 1));
        if (after is { } last)
            (above, below) = descending ? (above, first + last) : (first + last, below);
        return (await KeysAsync(db, text, above, below, descending, most, cancellation)).ConvertAll(key => (int)(key - first));
    }

    private static Task<List<long>> KeysAsync(MetrologyDb db, string text, long above, long below, bool descending, int most, CancellationToken cancellation)
    {
        if (db.Texts is { } index)
            return index.FindAsync(db, text, above, below, descending, most, cancellation);
        var rows = db.SearchTexts.Where(row => row.Id > above && row.Id < below && row.Text.Contains(text));
        return (descending ? rows.OrderByDescending(row => row.Id) : rows.OrderBy(row => row.Id)).Select(row => row.Id).Take(most).ToListAsync(cancellation);
    }
}

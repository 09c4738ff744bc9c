using Metrology.App.Equipment;
using Metrology.App.Laboratory;
using Metrology.Core.Words;
using Metrology.Web.Features.Search;

namespace Metrology.Web.Features.Equipment;

/// <summary>Instruments by asset number, serial number, name, model and certificate; a scanned label leads there at once.</summary>
internal sealed class EquipmentSearch(EquipmentQueries equipment, Words t) : ISearchSource
{
    public Permission Permission => Permission.SeeRegistry;

    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, int most, CancellationToken cancellation)
    {
        var exact = await equipment.WithNumberAsync(text, cancellation);
        var found = await equipment.ListAsync(new(DateOnly.MinValue, Text: text), cancellation, most);
        return [.. exact.Concat(found.Items).DistinctBy(item => item.Id).Take(most).Select((item, i) => new SearchHit(
            t.Equipment.Title, $"{item.Code} {(t.Language == Language.Zh ? item.NameZh : item.NameEn)}", $"/equipment/{item.Id}", i < exact.Count))];
    }
}

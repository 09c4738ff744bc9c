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
        var simplified = SimplifiedChinese.Of(text);
        return [.. (await equipment.AllAsync(cancellation)).Where(item => EquipmentFilter.Matches(item, simplified)).Take(most).Select(item => new SearchHit(
            t.Equipment.Title,
            $"{item.Code} {(t.Language == Language.Zh ? item.NameZh : item.NameEn)}",
            $"/equipment/{item.Id}",
            item.Code.Equals(text, StringComparison.OrdinalIgnoreCase) || item.SerialNumber.Equals(text, StringComparison.OrdinalIgnoreCase)))];
    }
}

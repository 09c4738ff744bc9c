using Metrology.App.Equipment;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Equipment;

/// <summary>The query of the list of equipment as it came.</summary>
public sealed record EquipmentFilter
{
    public string? On { get; init; }
    public string? State { get; init; }
    public string? Q { get; init; }

    public string Text => Q?.Trim() is { } text ? text[..Math.Min(text.Length, 100)] : "";

    public StandardStanding? Standing => State is not null && Enum.GetNames<StandardStanding>().Contains(State) ? Enum.Parse<StandardStanding>(State) : null;

    public bool IsNarrowed => Text.Length > 0 || Standing is not null;

    public List<EquipmentItem> Narrow(IEnumerable<EquipmentItem> items, DateOnly on)
    {
        var text = SimplifiedChinese.Of(Text);
        return [.. items.Where(item => (Standing is null || item.StandingOn(on) == Standing) && (text.Length == 0 || Matches(item, text)))];
    }

    public string With(StandardStanding? standing, bool clear = false) =>
        QueryText.Path("/equipment", [(ChosenDate.Field, On), ("state", standing?.ToString()), ("q", clear ? null : Text)]);

    internal static bool Matches(EquipmentItem item, string simplified) =>
        new[] { item.Code, item.NameZh, item.NameEn, item.Manufacturer, item.Model, item.SerialNumber }.Concat(item.Certificates.Select(certificate => certificate.Number))
            .Any(text => SimplifiedChinese.Of(text).Contains(simplified, StringComparison.OrdinalIgnoreCase));
}

using System.Globalization;
using Metrology.App.Equipment;
using Metrology.Core.Planning;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Equipment;

/// <summary>The query of the list of equipment as it came.</summary>
public sealed record EquipmentFilter
{
    public string? On { get; init; }
    public string? State { get; init; }
    public string? Q { get; init; }

    /// <summary>Id of the last row of the page before.</summary>
    public int? After { get; init; }

    public string Text => Q?.Trim() is { } text ? text[..Math.Min(text.Length, 100)] : "";

    public StandardStanding? Standing => State is not null && Enum.GetNames<StandardStanding>().Contains(State) ? Enum.Parse<StandardStanding>(State) : null;

    public bool IsNarrowed => Text.Length > 0 || Standing is not null;

    public EquipmentQueries.Filter Parse(DateOnly on) => new(on, Standing, Text, After);

    public string With(StandardStanding? standing, bool clear = false, int? after = null, string path = "/equipment") =>
        QueryText.Path(path, [(ChosenDate.Field, On), ("state", standing?.ToString()), ("q", clear ? null : Text), ("after", after?.ToString(CultureInfo.InvariantCulture))]);
}

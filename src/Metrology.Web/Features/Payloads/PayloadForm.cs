using System.Globalization;
using Metrology.App.Payloads;

namespace Metrology.Web.Features.Payloads;

/// <summary>A binding as typed.</summary>
public sealed record PayloadForm
{
    /// <summary>Seconds; most devices speak every minute or oftener.</summary>
    private const string UsualAge = "60";

    public string? Topic { get; set; }
    public string? EquipmentId { get; set; }
    public string? Client { get; set; }
    public string? Mapping { get; set; }
    public string? Values { get; set; }
    public string? Zone { get; set; }
    public string? GreatestAge { get; set; } = UsualAge;

    /// <summary>Of the row that was edited, so that two people do not overwrite each other.</summary>
    public string? Version { get; set; }

    /// <summary>Why it is changed.</summary>
    public string? Because { get; set; }

    public static PayloadForm Of(PayloadBinding binding) => new()
    {
        Topic = binding.Topic,
        EquipmentId = binding.EquipmentId.ToString(CultureInfo.InvariantCulture),
        Client = binding.Client,
        Mapping = binding.Mapping,
        Values = binding.Values,
        Zone = binding.Zone,
        GreatestAge = binding.GreatestAge.ToString(CultureInfo.InvariantCulture),
        Version = binding.Version.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What is no number is 0, which the use case refuses at its field.</summary>
    public SavePayloadBinding.Request Request(int? id) => new(
        id, Topic ?? "", Number(EquipmentId) ?? 0, Client ?? "", Mapping ?? "", Values ?? "", Zone ?? "", Number(GreatestAge) ?? 0, Number(Version));

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

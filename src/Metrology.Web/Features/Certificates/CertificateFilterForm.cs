using System.Globalization;
using Metrology.App.Certificates;
using Metrology.Core.Certificates;
using Metrology.Core.Planning;
using Metrology.Web.Host;

namespace Metrology.Web.Features.Certificates;

/// <summary>The filter as it stands in the address.</summary>
public sealed record CertificateFilterForm
{
    public string? Q { get; init; }
    public string? Kind { get; init; }
    public string? Validity { get; init; }
    public int? Before { get; init; }

    private const int LongestText = 100;

    public static readonly IReadOnlyList<StandardStanding> Validities = [StandardStanding.Valid, StandardStanding.Expiring, StandardStanding.Expired, StandardStanding.Withdrawn];

    public CertificateQueries.Filter Parse()
    {
        var text = Q?.Trim() is { Length: > 0 } typed ? typed[..Math.Min(typed.Length, LongestText)] : null;
        return new(text, Member<CertificateKind>(Kind), Member<StandardStanding>(Validity), Before);
    }

    public IEnumerable<KeyValuePair<string, string>> Pairs(int? before) =>
        new[] { ("q", Q), ("kind", Kind), ("validity", Validity), ("before", before?.ToString(CultureInfo.InvariantCulture)) }
            .Where(pair => !string.IsNullOrEmpty(pair.Item2)).Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2!));

    private static T? Member<T>(string? name)
        where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>().FirstOrDefault(member => string.Equals(member.ToString(), name, StringComparison.OrdinalIgnoreCase));
}

internal static class CertificateFilterRules
{
    public static TBuilder TakesFilter<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.Takes("kind", Enum.GetNames<CertificateKind>()).Takes("validity", [.. CertificateFilterForm.Validities.Select(one => one.ToString())]);
}

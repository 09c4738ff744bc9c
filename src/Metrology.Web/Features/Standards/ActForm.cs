using System.Globalization;
using Metrology.App.Standards.Life;
using Metrology.Core.Planning.Life;
using Metrology.Web.Features.Planning;

namespace Metrology.Web.Features.Standards;

/// <summary>An act of the life of a standard as typed.</summary>
public sealed record ActForm
{
    public string? Act { get; init; }
    public string? On { get; init; }
    public string? Until { get; init; }
    public string? Reason { get; init; }
    public string? Document { get; init; }
    public string? Effect { get; init; }
    public string[] Situations { get => field ?? []; init; } = [];
    public string[] Causes { get => field ?? []; init; } = [];
    public string[] Out { get => field ?? []; init; } = [];
    public string[] MainIn { get => field ?? []; init; } = [];
    public string[] AuxiliaryIn { get => field ?? []; init; } = [];

    /// <summary>What a replacement leaves; empty is as it was.</summary>
    public string? RangeText { get; init; }

    public string? UncertaintyText { get; init; }
    public string? Parameters { get; init; }

    public RecordAct.Request Check(int standardId, FieldErrors errors)
    {
        var act = errors.Choice<StandardAct>(nameof(Act), Act);
        return new(
            standardId, act, errors.Day(nameof(On), On), errors.Day(nameof(Until), Until), Reason ?? "", Document ?? "",
            act != StandardAct.Replaced ? null : new(
                string.IsNullOrEmpty(Effect) ? null : errors.Choice<ReplacementEffect>(nameof(Effect), Effect),
                [.. Situations.Select(one => errors.Choice<ReplacementSituation>(nameof(Situations), one))], [.. Causes.Select(one => errors.Choice<ReplacementCause>(nameof(Causes), one))],
                Ids(Out), Ids(MainIn), Ids(AuxiliaryIn))
            {
                RangeText = RangeText,
                UncertaintyText = UncertaintyText,
                Parameters = string.IsNullOrWhiteSpace(Parameters) ? null : StandardLines.Parameters(Parameters, errors),
            });
    }

    /// <summary>What is no number is no instrument: 0, which the use case refuses.</summary>
    private static int[] Ids(string[] ids) => [.. ids.Select(id => int.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : 0)];
}

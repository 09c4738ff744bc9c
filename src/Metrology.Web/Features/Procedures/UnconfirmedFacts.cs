using Metrology.Core.Procedures;

namespace Metrology.Web.Features.Procedures;

/// <summary>How many of the facts that a list shows nobody has confirmed yet.</summary>
internal static class UnconfirmedFacts
{
    public static int Count(Procedure procedure) =>
        procedure.Items.Sum(item => item.Points.Count(point => !point.Confirmed) + (item.Acceptance?.Limits.Values.Count(limit => !limit.Confirmed) ?? 0))
        + procedure.References.Count(reference => !reference.Confirmed)
        + (procedure.PeriodMonths.Confirmed ? 0 : 1);
}

using Metrology.Core.Files;

namespace Metrology.Core.Procedures;

/// <summary>JSON members → one uncertainty component of an item.</summary>
internal static class BudgetReader
{
    /// <summary>Most points of a density.</summary>
    private const int MostPoints = 1000;

    public static BudgetRule Read(JsonCursor at) => at.Object(component => new BudgetRule(
        component.Text("id"),
        component.Bilingual("label"),
        component.Text("distribution"),
        component.Required("halfWidth", width => width.AsAmount(), AmountRule.Of(0m)),
        component.Text("unit"),
        component.Optional("variable")?.AsText(),
        component.Confirmed(),
        component.Text("source"))
    {
        Beta = component.Optional("beta")?.AsDecimal(),
        DegreesOfFreedom = component.Optional("degreesOfFreedom")?.AsDecimal(),
        Density = component.Optional("density")?.List(MostPoints).Select(Point).ToList() ?? [],
    });

    private static (double X, double Density) Point(JsonCursor at)
    {
        if (at.List(2) is [var x, var density])
            return (x.AsReal(), density.AsReal());
        at.Problem("此处应为 [x, 密度]", "a pair [x, density] is expected here");
        return (0, 0);
    }
}

using Metrology.Core.Certificates;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Metrology.Dcc.Dsi;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Writing;

namespace Metrology.Dcc.Rebuilding;

/// <summary>The results of a certificate from its file: ids, digits, units and names are taken, what follows from them is made anew.</summary>
internal static class RebuiltItems
{
    /// <summary>Columns of judged errors, by the last part of the ids of their values; words of edition 1.</summary>
    private static readonly (string End, ColumnRole Role, BilingualText Title)[] Judged =
    [
        ("/limit/lower", ColumnRole.LowerLimit, new("最大允许误差下限", "Lower limit of the error")),
        ("/limit/upper", ColumnRole.UpperLimit, new("最大允许误差上限", "Upper limit of the error")),
        ("/mean", ColumnRole.MeanError, new("平均误差", "Mean error")),
        ("/rounded", ColumnRole.RoundedError, new("修约值", "Rounded error")),
    ];

    public static IEnumerable<(string End, ColumnRole Role, BilingualText Title)> JudgedColumns => Judged;

    public static IReadOnlyList<ItemData> Of(ReadDcc xml, IReadOnlyList<OwnResult> results, ProcedurePurpose purpose)
    {
        var judged = xml.Conformities.Where(one => one.Reference?.Contains('/', StringComparison.Ordinal) == false).ToList();
        return [.. results.Select((one, i) => Item(one, judged.Count == results.Count ? judged[i] : null, purpose))];
    }

    private static ItemData Item(OwnResult result, ReadConformity? judged, ProcedurePurpose purpose) => new(judged?.Reference ?? result.Item ?? "", result.Name.Both, VerdictOf(judged?.Status))
    {
        DecisionRule = judged is { Declaration.IsEmpty: false } ? judged.Declaration.Both : null,
        Checks = [.. result.Checks.Select(check => new CheckData(check.Id ?? "", check.Name.Both, check.Status switch { "pass" => true, "fail" => false, _ => null }))],
        Points = Unwrapped.Rows(result.Points, Results.Points(purpose), result.PointIds.Count),
        Results = [.. result.Results.Select(JudgedColumn)],
        Verdicts = [.. result.Verdicts.Select(one => new PrintedVerdict(one.Id ?? "", VerdictOf(one.Status)))],
        Readings = [.. result.Readings.Select(column => Column(column, ReadingRole(column), column.Name.Both))],
    };

    private static PrintedColumn JudgedColumn(OwnColumn column)
    {
        var known = Array.Find(Judged, one => column.Values.Count > 0 && column.Values[0].Label?.EndsWith(one.End, StringComparison.Ordinal) == true);
        return known.End is null ? Column(column, ColumnRole.Derived, column.Name.Both) : Column(column, known.Role, known.Title);
    }

    private static PrintedColumn Column(OwnColumn column, ColumnRole role, BilingualText title) => new(role, title, [.. column.Values.Select(Number)])
    {
        Uncertainty = column.Values.Any(value => value.Uncertainty is not null)
            ? [.. column.Values.Select(value => new PrintedUncertainty("", value.Uncertainty?.Digits, value.Uncertainty?.CoverageFactor ?? "", value.Uncertainty?.CoverageProbability ?? ""))]
            : null,
    };

    public static PrintedNumber Number(ReadValue value) => new(value.Label ?? "", value.IsMissing ? null : value.Digits, DsiUnits.Symbol(value.Unit));

    /// <summary>Which instrument gave a reading is known to the record; that it is a load or an error, its id says.</summary>
    private static ColumnRole ReadingRole(OwnColumn column)
    {
        var id = column.Values.Count > 0 ? column.Values[0].Label ?? "" : "";
        return id.Contains("/settings/", StringComparison.Ordinal) ? ColumnRole.Setting
            : id.EndsWith("/error", StringComparison.Ordinal) ? ColumnRole.Error
            : column.RefType == RefTypes.Of(ColumnRole.Indication) ? ColumnRole.Indication
            : column.RefType == RefTypes.Of(ColumnRole.Reference) ? ColumnRole.Reference
            : ColumnRole.Derived;
    }

    private static Verdict VerdictOf(string? status) => status switch
    {
        "pass" => Verdict.Pass,
        "conditionalPass" => Verdict.ConditionalPass,
        "fail" => Verdict.Fail,
        _ => Verdict.NotSet,
    };
}

using System.Globalization;
using Metrology.Core.Errors;
using Metrology.Core.Quantities;

namespace Metrology.Vectors.Kinds;

public sealed class RoundingGbt8170 : VectorKind
{
    public override string Name => "rounding-gbt8170";

    public override void Run(VectorCase vector)
    {
        vector.PassOver("group", "confidence");
        if (vector.Text("standard_kind") is { } kind)
            Row(vector, kind);
        else
            Round(vector);
    }

    private static void Round(VectorCase vector)
    {
        if (vector["expected"] is null)
        {
            // A tie alone says nothing of the rounding.
            vector.PassOver("value", "interval", "tie", "half_away_from_zero_would_give");
            return;
        }

        var (value, interval) = (vector.Decimal("value"), new RoundingInterval(vector.Decimal("interval")));
        vector.Expect("expected", interval.Print(value));
        vector.Expect("tie", interval.IsTie(value));
        vector.Expect("half_away_from_zero_would_give", interval.Print(value, MidpointRounding.AwayFromZero));
    }

    private static void Row(VectorCase vector, string kind)
    {
        var row = RoundingTable.Find(kind, vector.NeedText("class"));
        vector.Expect("average_error_interval", row?.MeanError.ToString(CultureInfo.InvariantCulture));
        vector.Expect("std_dev_interval", row?.StandardDeviation?.ToString(CultureInfo.InvariantCulture));
    }
}

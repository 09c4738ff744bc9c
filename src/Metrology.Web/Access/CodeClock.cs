using System.Globalization;
using Metrology.App.Laboratory;
using Metrology.Core.Words;

namespace Metrology.Web.Access;

/// <summary>How much clocks may differ where codes of authenticators are taken. None unless it is said: a code is good for the thirty seconds in which it is shown.</summary>
internal static class CodeClock
{
    public const string Variable = "METROLOGY_CODE_TOLERANCE";

    private static readonly Refusal Wrong = Refusal.Of(
        "serve.bad-code-tolerance",
        $"{Variable} 须为 0 到 {TimeCode.MostTolerance.TotalSeconds} 的整秒数。", $"{Variable} takes whole seconds from 0 to {TimeCode.MostTolerance.TotalSeconds}.");

    public static Outcome<TimeSpan> From(Func<string, string?> setting)
    {
        if (setting(Variable) is not { Length: > 0 } said)
            return TimeSpan.Zero;
        return int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= TimeCode.MostTolerance.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Wrong;
    }
}

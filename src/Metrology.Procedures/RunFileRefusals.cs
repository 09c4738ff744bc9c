using System.Globalization;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Procedures;

/// <summary>Why the sets of a run file do not make the run that its procedure plans. The codes are stable.</summary>
internal static class RunFileRefusals
{
    public static Refusal NoStepLeft(int more)
    {
        var count = more.ToString(CultureInfo.InvariantCulture);
        return Refusal.Of("run-file.no-step-left", $"检定步骤已全部完成，文件还多出 {count} 组读数。请删去。", $"Every step of the run is done, and the file has {count} more sets. Remove them.");
    }

    public static Refusal Unexpected(GoldenReading reading, ExpectedSet expected)
    {
        var wanted = string.Join(", ", expected.Readings.Select(one => Name(one.Role, one.Measurand, one.Subject)));
        var name = Name(reading.Role, reading.Measurand, reading.Subject);
        return Refusal.Of(
            "run.reading-unknown", $"当前步骤不需要这个读数：{name}。此步骤的读数：{wanted}。请更正或删去。",
            $"The current step knows no such reading: {name}. It reads: {wanted}. Correct or remove it.");
    }

    private static string Name(string role, string measurand, string subject) => subject.Length == 0 ? $"{role} {measurand}" : $"{role} {measurand} ({subject})";
}

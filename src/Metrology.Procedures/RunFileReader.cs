using System.Text.Json;
using Metrology.Core.Files;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;

namespace Metrology.Procedures;

/// <summary>JSON members → run file, with every problem and its place.</summary>
internal static class RunFileReader
{
    /// <summary>No run comes near it.</summary>
    private const int MostSets = 20_000;

    public static RunFile Read(JsonCursor at) => at.Object(run => new RunFile
    {
        Title = run.OptionalText("title") ?? "",
        Origin = run.OptionalText("origin") ?? "",
        Nameplate = run.Required("nameplate", nameplate => nameplate.Map(value => value.AsAnyText()), new Dictionary<string, string>()),
        Kind = KebabCase.Of(run.Required("kind", kind => kind.AsChoice<VerificationKind>(), default)),
        References = run.Optional("references")?.List(Reference) ?? [],
        Sets = run.Required("sets", sets => sets.List(MostSets).Select(Set).ToList(), []),
        Expect = run.Optional("expect")?.Object(Expectation),
    });

    /// <summary>Nobody can compute with a capability whose factor means nothing, and none is exact.</summary>
    private static ReferenceCapability Reference(JsonCursor at) => at.Object(reference =>
    {
        var one = ReferenceReader.Read(reference);
        if (one.CoverageFactor <= 0m)
            reference.Optional("coverageFactor")?.Problem("包含因子应为正数", "the coverage factor must be positive");
        if (one.ExpandedUncertainty <= 0m && reference.Optional("expandedUncertainty") is { Kind: JsonValueKind.Number } expanded)
            expanded.Problem("扩展不确定度应为正数：没有准确无误的标准器", "the expanded uncertainty must be positive: no reference is exact");
        return one;
    });

    private static GoldenSet Set(JsonCursor at) => at.Object(set => new GoldenSet(
        set.Required("stage", stage => stage.AsChoice<Stage>(), default),
        set.Required("readings", readings => readings.List(Reading), []),
        set.OptionalText("reason"),
        set.OptionalText("skipped")));

    private static GoldenReading Reading(JsonCursor at) => at.Object(reading => new GoldenReading(
        reading.AnyText("role"), reading.AnyText("measurand"), reading.Required("text", Number, "0"), reading.AnyText("unit"), reading.OptionalText("subject") ?? "",
        reading.Optional("resolution")?.AsDecimal() ?? LastDigit(reading)));

    /// <summary>Who read a display and wrote down its digits has written its resolution.</summary>
    private static decimal LastDigit(JsonCursor reading) =>
        QuantityText.ParseNumber(reading.OptionalText("text") ?? "") is { } value ? new(1, 0, 0, false, value.Scale) : 0m;

    private static string Number(JsonCursor at)
    {
        if (at.TextOrNull is { } text && QuantityText.ParseNumber(text) is not null)
            return text;
        at.Problem("此处应为写成文字的数字，例如 \"23.4\"", "a number written as text is expected here, “23.4” for example");
        return "0";
    }

    private static GoldenExpectation Expectation(JsonCursor at) => new(
        at.Text("verdict"),
        at.Optional("printed")?.Map(value => value.AsAnyText()),
        at.Optional("computed")?.Map(value => value.Kind == JsonValueKind.Null ? null : value.AsAnyText()));
}

using Metrology.Core.Decisions;
using Metrology.Core.Planning;
using Metrology.Core.Words;

namespace Metrology.Web.Features.Gallery;

/// <summary>Invented values for the gallery.</summary>
internal static class GallerySamples
{
    private const int ForecastFrom = 8;

    public static FieldErrors Errors => new FieldErrors()
        .Add("serial", new("请填写出厂编号。", "Fill in the serial number."), "input.required")
        .Add("", new("这条记录刚被别人改过。", "Somebody else has just changed this record."), "storage.moved-on");

    public static IReadOnlyList<TimelinePoint> Points =>
    [
        new("15 A", Verdict.Pass, AsFound: Verdict.Fail, Detail: Figures.WithUnit("+0.12", "%")),
        new("63 A", Verdict.Pass, Detail: Figures.WithUnit("\u22120.31", "%")),
        new("125 A", Verdict.Fail, Detail: Figures.WithUnit("+1.24", "%")),
        new("160 A", Verdict.NotSet, IsCurrent: true),
        new("250 A", Verdict.NotSet),
    ];

    public static IReadOnlyList<Step> Steps(Words t) =>
    [
        new(t.Term.Verification, StepStanding.Done, "示例检定员 2026-11-20 09:42"),
        new(t.Term.Checker, StepStanding.Current, t.Kit.State(App.Verifications.VerificationState.Submitted)),
        new(t.Term.Approver, StepStanding.ToDo),
        new(t.Term.VerificationCertificate, StepStanding.ToDo),
    ];

    public static IReadOnlyList<TraceLink> Trace(Words t) =>
    [
        new(t.Term.UnitUnderTest + " DC-0001", "120 kW"),
        new(t.Term.MeasurementStandard, "〔示例〕0001", StandardStanding.Expiring, new(2026, 12, 31), "/ui"),
        new(t.Term.Equipment, "示例-JZ-2026-0001, U = 0.02 %, k = 2", StandardStanding.Valid, new(2027, 6, 30)),
    ];

    public static ChartData Curve(Words t)
    {
        decimal[] counts = [44, 46, 46, 49, 52, 51, 51, 54, 55, 50, 47, 52];
        var points = counts.Select((count, month) => new ChartPoint(new DateOnly(2026, month + 1, 1).Iso(), count)).ToArray();
        return new(t.Term.DueDate, t.Term.MeasurementStandard,
        [
            new(t.Kit.Standing(StandardStanding.Valid), ChartStyle.Step, Tone.Good, points[..(ForecastFrom + 1)]),
            new(t.Kit.Forecast, ChartStyle.Step, Tone.Unknown, points[ForecastFrom..]) { IsForecast = true },
        ])
        {
            X = ChartAxis.Time,
            Limits = [new(t.Term.Target, 58, Tone.Info)],
        };
    }
}

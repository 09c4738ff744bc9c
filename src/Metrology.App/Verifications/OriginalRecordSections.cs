using System.Globalization;
using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.App.Verifications;

/// <summary>The pages of an original record, part by part.</summary>
internal sealed class OriginalRecordSections(RunRecord record, RegisteredParticulars said, IReadOnlyList<RunEventRow> events, TimeZoneInfo zone)
{
    private static readonly BilingualText Superseded = new("作废", "superseded");

    private Verification Verification => record.Verification;

    private RunPlan Plan => record.State.Plan;

    public RecordPaper Paper(Language language)
    {
        var evaluation = record.Evaluate();
        return new()
        {
            Number = Verification.Number,
            Language = language,
            Institution = said.Institution.Name,
            Day = Verification.WorkDate,
            Watermarks =
            [
                .. Verification.IsSimulated ? [PaperMarks.Simulated] : Array.Empty<BilingualText>(),
                .. Verification.IsDemonstration ? [PaperMarks.Example] : Array.Empty<BilingualText>(),
            ],
            Sections =
            [
                new("basis", new("器具与依据", "Instrument and method"), [Basis()]),
                new("equipment", new("计量标准与设备", "Standard and equipment"), [Standards(), Equipment()]),
                new("observations", new("原始数据", "Observations"), [Observations()]),
                .. Flags(),
                new("events", new("过程", "Course of the run"), [Events()]),
                new("signatures", new("签字与流转", "Signatures"), [Signatures()]),
                .. CertificateComposer.ResultSections(Plan, evaluation, Verification.Calibration),
            ],
        };
    }

    private FieldList Basis() => new(
    [
        Field("customer", "送检单位", "Customer", said.Customer.Name),
        new("item", new("器具名称", "Instrument"), Verification.Item.Name),
        Field("model", "型号/规格", "Model", Verification.Item.Model),
        Field("serial", "出厂编号", "Serial No.", Verification.Item.SerialNumber),
        Field("manufacturer", "制造单位", "Manufacturer", Verification.Item.Manufacturer),
        new("procedure", new("依据", "Method"), Phrases.Designation(Plan.Procedure)),
        Field("data", "规程数据", "Data of the method", $"r{Verification.ProcedureRevision}, SHA-256 {Verification.ProcedureHash}"),
        new("kind", new("类别", "Kind"), CertificateComposer.PurposeOf(Plan.Procedure, Verification.Calibration) switch
        {
            ProcedurePurpose.Verification => Phrases.Kind(Plan.Kind),
            ProcedurePurpose.Calibration => new("校准", "Calibration"),
            ProcedurePurpose.Test => new("检测", "Test"),
        }),
        Field("day", "日期", "Work date", Verification.WorkDate.Iso()),
        Field("place", "地点", "Place", Verification.Place),
        .. Provenance(Verification.Calibration),
        .. Verification.Nameplate.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Nameplate(pair.Key, pair.Value)),
    ]);

    /// <summary>Receipt, sampling and results of external providers, each where it was said.</summary>
    private static IEnumerable<Field> Provenance(CalibrationTerms? terms)
    {
        if (terms?.ReceivedOn is { } received)
            yield return Field("received", "接收日期", "Date of receipt", received.Iso());
        if (terms?.Sampling is { } sampling)
            yield return new("sampling", new("抽样", "Sampling"), sampling);
        if (terms?.ExternalResults is { } external)
            yield return Field("external", "外部提供者的结果", "Results from external providers", external);
    }

    private Field Nameplate(string id, string value)
    {
        var field = Plan.Procedure.Nameplate.FirstOrDefault(one => one.Id == id);
        BilingualText said = field?.Kind == "flag"
            ? value == "true" ? new("是", "yes") : new("否", "no")
            : BilingualText.Same(field?.Unit is { Length: > 0 } unit && unit != "1" ? $"{value} {unit}" : value);
        return new($"nameplate/{id}", field?.Label ?? BilingualText.Same(id), said);
    }

    private Table Standards() => new(
        null, [Column("计量标准", "Standard", 3), Column("考核证书", "Assessment certificate", 3), Column("社会公用计量标准证书", "Public standard certificate", 3), Column("有效期至", "Valid until", 2)],
        [.. said.Standards.Select(one => (IReadOnlyList<Cell>)[new(one.Name), Plain(one.AssessmentCertificateNumber), Plain(one.PublicCertificateNumber), new(Phrases.Date(one.ValidUntil))])]);

    private Table Equipment() => new(
        null, [Column("设备", "Equipment", 2), Column("型号", "Model", 2), Column("编号", "Serial No.", 2), Column("不确定度", "Uncertainty", 2), Column("证书", "Certificate", 2), Column("有效期至", "Valid until", 2)],
        [.. said.Equipment.Select(one => (IReadOnlyList<Cell>)[new(one.Name), Plain(one.Model), Plain(one.SerialNumber), Plain(one.Uncertainty), Plain(one.CertificateNumber), new(Phrases.Date(one.ValidUntil))])]);

    /// <summary>What is no part of the verdict; nothing where there is nothing.</summary>
    private IEnumerable<Section> Flags()
    {
        var trips = TripFares.Of(record.State, Verification.Tariff);
        List<Block> blocks = [];
        if (RunFlags.Of(record) is { Count: > 0 } flags)
        {
            blocks.Add(new Table(null, [Column("须注意", "To be noted", 3), Column("内容", "What", 7)],
                [.. flags.SelectMany(flag => flag.Details.Select(detail => (IReadOnlyList<Cell>)[new(flag.Text), new(detail)]))]));
        }

        blocks.AddRange(trips.Where(trip => trip.Jumps.Count > 0).Select(trip => new Table(
            new($"按运价“{Verification.Tariff!.Id}”核对金额", $"Fares by the tariff “{Verification.Tariff!.Id}”"),
            [
                Column("跳字", "Jump", 1, Alignment.End), Column("标准距离/km", "Distance of the reference/km", 2, Alignment.End), Column("标准时间/min", "Time of the reference/min", 2, Alignment.End),
                Column("显示/元", "Shown/CNY", 1.5, Alignment.End), Column("按运价（误差限内）/元", "By the tariff, within the limits/CNY", 2.5, Alignment.End), Column("核对", "Compared", 1.5),
            ],
            [
                .. trip.Jumps.Select(fare => (IReadOnlyList<Cell>)
                [
                    Plain(Number(fare.Jump.Number)), Plain(decimal.Round(fare.Jump.Kilometres, 4).ToString(CultureInfo.InvariantCulture)), Plain(decimal.Round(fare.Jump.Minutes, 2).ToString(CultureInfo.InvariantCulture)),
                    Plain(fare.Jump.Shown.ToString(CultureInfo.InvariantCulture)), Plain(RunFlags.Range(fare.Least, fare.Most)), new(fare.Agrees ? new("一致", "agrees") : new("不一致", "differs")),
                ]),
            ])));
        if (blocks.Count > 0)
            yield return new("flags", new("不属于结论的核对", "Checks that are no part of the verdict"), blocks);
    }

    private Table Observations()
    {
        var isOut = SupersededOf();
        return new(
            null,
            [
                Column("#", "#", 0.6, Alignment.End), Column("步骤", "Step", 3), Column("次", "Try", 0.6, Alignment.Center), Column("来源", "From", 1.6), Column("量", "Quantity", 2.6),
                Column("读数", "Reading", 2, Alignment.End), Column("分辨力", "Resolution", 1.2, Alignment.End), Column("接收时间", "Received", 1.9), Column("备注", "Remark", 1.6),
            ],
            [.. record.State.Observations.Select(one => Row(one, isOut.Contains(one.Sequence)))]);
    }

    private IReadOnlyList<Cell> Row(Observation one, bool isOut) =>
    [
        Plain(Number(one.Sequence)), new(LabelOf(one.Step)), Plain(Number(one.Attempt)), new(RoleOf(one.Role)), new(QuantityOf(one)), new(ValueOf(one)),
        Plain(one.IsAnswer ? "—" : one.Reading.Resolution.ToString(CultureInfo.InvariantCulture)), Plain(Iso(one.Reading.ReceivedAt)), new(Remark(one, isOut, ClockComparison.Against(record.State.Observations, one) ?? AmbientBounds.Of(Plan.Procedure, one))),
    ];

    private Table Events() => new(
        null, [Column("#", "#", 0.6, Alignment.End), Column("时间", "Time", 2), Column("事件", "Event", 2), Column("说明", "Text", 5)],
        [.. events.Select(row => (IReadOnlyList<Cell>)[Plain(Number(row.Sequence)), Plain(Iso(row.At)), new(EventOf(row.Kind)), TextOf(row)])]);

    /// <summary>What was said, with the fault or the step that it was about.</summary>
    private Cell TextOf(RunEventRow row) => row.Kind == nameof(RunEvent.TakenBack) && StepKey.Parse(row.Code) is { } step
        ? new(new BilingualText($"{LabelOf(step).Zh}：{row.Text}", $"{LabelOf(step).En}: {row.Text}"))
        : Plain(string.Join(' ', new[] { row.Text, row.Code }.OfType<string>()));

    private Table Signatures() => new(
        null, [Column("时间", "Time", 2), Column("操作", "Move", 2), Column("姓名", "Who", 2), Column("原因", "Reason", 4)],
        [.. Verification.Transitions.Select(move => (IReadOnlyList<Cell>)[Plain(Iso(move.At)), new(ActionOf(move.Action)), Plain(move.AccountName), Plain(move.Reason ?? "")])]);

    /// <summary>Readings that a later one corrected, and those of an attempt that was repeated.</summary>
    private HashSet<int> SupersededOf()
    {
        var attempts = Plan.Steps.Zip(record.State.Steps).ToDictionary(pair => pair.First.Key, pair => pair.Second.Attempt);
        return
        [
            .. record.State.Observations.Where(one => one.Supersedes is not null).Select(one => one.Supersedes!.Value),
            .. record.State.Observations.Where(one => one.Attempt < attempts[one.Step]).Select(one => one.Sequence),
        ];
    }

    private BilingualText LabelOf(StepKey key) => Plan.Steps.FirstOrDefault(step => step.Key == key)?.Label ?? BilingualText.Same(key.ToString());

    private BilingualText QuantityOf(Observation one)
    {
        // An answer is to a question of the procedure, a condition is one that it names.
        if (one.Role == Roles.Verifier && Plan.Procedure.Items.FirstOrDefault(item => item.Id == one.Step.Item)?.Checks.FirstOrDefault(check => check.Id == one.Subject) is { } asked)
            return asked.Label;
        if (one.Role == Roles.Environment && Plan.Procedure.Environment.FirstOrDefault(condition => condition.Id == one.Subject) is { } ambient)
            return ambient.Label;
        var name = Plan.Procedure.Measurand(one.Reading.Measurand)?.Label ?? BilingualText.Same(one.Reading.Measurand);
        var part = one.Subject.Length > 0 ? BilingualText.Same(one.Subject) : one.Stage switch
        {
            Stage.Start => new("起", "start"),
            Stage.End => new("止", "end"),
            Stage.Prepare => new("准备", "prepared"),
            _ => BilingualText.Same(""),
        };
        return new($"{name.Zh} {part.Zh}".TrimEnd(), $"{name.En} {part.En}".TrimEnd());
    }

    private static BilingualText ValueOf(Observation one) => one.IsAnswer
        ? Phrases.Conforms(one.Reading.Value == 1m)
        : BilingualText.Same(one.Reading.Unit is "1" or "" ? one.Reading.Text : $"{one.Reading.Text} {one.Reading.Unit}");

    /// <param name="against">What a clock was compared with, or whether an ambient condition was kept.</param>
    private BilingualText Remark(Observation one, bool isOut, BilingualText? against) =>
        against is null ? Remark(one, isOut) : new($"{against.Zh} {Remark(one, isOut).Zh}".TrimEnd(), $"{against.En} {Remark(one, isOut).En}".TrimEnd());

    private BilingualText Remark(Observation one, bool isOut)
    {
        if (record.State.Withdrawals.FirstOrDefault(back => back.Is(one)) is { } withdrawn)
            return new($"已撤回：{withdrawn.Reason}", $"taken back: {withdrawn.Reason}");
        var reason = one.Reason ?? "";
        return isOut ? new($"{Superseded.Zh} {reason}".TrimEnd(), $"{Superseded.En} {reason}".TrimEnd()) : BilingualText.Same(one.Supersedes is { } old ? $"← {Number(old)} {reason}" : reason);
    }

    private static BilingualText RoleOf(string role) => role switch
    {
        Roles.Reference => new("标准器", "reference"),
        Roles.UnitUnderTest => new("被检器具", "unit under test"),
        Roles.Environment => new("环境", "ambient"),
        Roles.Bench => new("检定台", "bench"),
        _ => new("人员", "person"),
    };

    private static BilingualText EventOf(string kind) => kind switch
    {
        nameof(RunEvent.Begun) => new("开始", "begun"),
        nameof(RunEvent.Observed) => new("读数", "readings"),
        nameof(RunEvent.Accepted) => new("确认", "accepted"),
        nameof(RunEvent.RepeatRequested) => new("重测", "repeat"),
        nameof(RunEvent.Skipped) => new("跳过", "skipped"),
        nameof(RunEvent.TakenBack) => new("撤回", "taken back"),
        nameof(RunEvent.Paused) => new("暂停", "paused"),
        nameof(RunEvent.Resumed) => new("恢复", "resumed"),
        nameof(RunEvent.Interrupted) => new("中断", "interrupted"),
        nameof(RunEvent.Aborted) => new("终止", "aborted"),
        nameof(RunEvent.Commented) => new("备注", "comment"),
        _ => BilingualText.Same(kind),
    };

    private static BilingualText ActionOf(string action) => action switch
    {
        VerificationStates.Begin => new("开始", "begun"),
        VerificationStates.Evaluate => new("测量完毕", "measured"),
        VerificationStates.Submit => new("提交", "submitted"),
        VerificationStates.Check => new("核验", "checked"),
        VerificationStates.Approve => new("批准", "approved"),
        VerificationStates.Issue => new("签发", "issued"),
        VerificationStates.Return => new("退回", "returned"),
        VerificationStates.Abort => new("终止", "aborted"),
        _ => BilingualText.Same(action),
    };

    private static Field Field(string id, string zh, string en, string text) => new(id, new(zh, en), BilingualText.Same(text));

    private static Column Column(string zh, string en, double weight, Alignment alignment = Alignment.Start) => new(new(zh, en), weight, alignment);

    private static Cell Plain(string text) => new(BilingualText.Same(text));

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private string Iso(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Metrology.Core.Certificates;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Words;
using Metrology.Dcc.Dsi;
using Metrology.Dcc.Linting;
using Metrology.Dcc.Pages;
using Metrology.Dcc.Rebuilding;
using Metrology.Dcc.Writing;

namespace Metrology.Dcc.Offline;

/// <summary>
/// Every word of the product that a verifier without this program needs, as one JSON object: words of the pages, phrases with {names} in place of facts, units, and
/// the pattern of a digital certificate of each kind. Made from what this product writes and compares, so that both verifiers have one source.
/// </summary>
public static class Vocabulary
{
    /// <summary>What is read aloud for the picture of a seal on a page.</summary>
    public static readonly BilingualText SealPicture = new("机构印章的图片（不是电子印章）", "Picture of the seal (no electronic seal)");

    /// <summary>What the attached certificate is called.</summary>
    public static readonly BilingualText DccFile = new("数字校准证书（DCC 3.3.0），与本文件内容相同，供程序读取", "Digital calibration certificate (DCC 3.3.0): the content of this file for programs");

    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Without "&lt;/" and "&lt;!", so that it can stand in a page.</summary>
    public static string Json { get; } = JsonSerializer.Serialize(
        new
        {
            edition = DccWriter.Edition.ToString(System.Globalization.CultureInfo.InvariantCulture),
            gap = new[] { PatternDocument.Begin, PatternDocument.End },
            kinds = Enum.GetValues<CertificateKind>().Select(Kind),
            words = Words(),
            phrases = Phrase(),
            verdicts = new { pass = Phrases.Of(Verdict.Pass), conditionalPass = Phrases.Of(Verdict.ConditionalPass), fail = Phrases.Of(Verdict.Fail), none = Phrases.Of(Verdict.NotSet) },
            conforms = new { pass = Phrases.Conforms(true), fail = Phrases.Conforms(false) },
            verificationKinds = Enum.GetValues<VerificationKind>().Select(Phrases.Kind),
            marks = new[] { PaperMarks.Simulated, PaperMarks.Example },
            roles = Enum.GetValues<SignatureRole>().ToDictionary(PaperIds.Signature, Administration.RoleOf),
            standard = RefTypes.MeasurementStandard,
            refTypes = new { temperature = RefTypes.Temperature, humidity = RefTypes.Humidity },
            noDigest = EquipmentList.NoDigest,
            afterRange = EquipmentList.AfterRange,
            sealPicture = SealPicture,
            dccFile = DccFile,
            plot = PlotVocabulary.All,
            judged = RebuiltItems.JudgedColumns.ToDictionary(one => one.End, one => RefTypes.Of(one.Role)),
            rules = LintRules.All.ToDictionary(rule => rule.Id, rule => rule.Title),
            units = Units.All.ToDictionary(unit => unit.Symbol, unit => DsiUnits.Of(unit.Symbol) is { } dsi ? new[] { dsi.Notation, dsi.NonSi } : [unit.Symbol, null]),
            spellings = Units.Spellings.Where(one => Units.Find(one)!.Symbol != one).ToDictionary(one => one, one => Units.Find(one)!.Symbol),
            measures = Units.All.ToDictionary(unit => unit.Symbol, Measure),
            measurands = Measurands.Common.Select(one => new { one.Id, one.Label, unit = one.Unit?.Symbol, minimum = Text(one.Minimum), maximum = Text(one.Maximum) }),
            decisionRules = DecisionQuestion.RuleIds.ToDictionary(rule => rule, DecisionQuestion.NameOf),
        },
        Options).Replace("</", "<\\/", StringComparison.Ordinal).Replace("<!", "\\u003C!", StringComparison.Ordinal);

    /// <summary>A unit as a page computes with it: exponents of its dimension, and exact numbers as text.</summary>
    private static object Measure(Unit unit)
    {
        var d = unit.Dimension;
        return new { dimension = new[] { d.Length, d.Mass, d.Time, d.Current, d.Temperature, d.Amount, d.Luminosity, d.Money }, factor = Text(unit.Factor), offset = Text(unit.Offset), divisor = Text(unit.Divisor) };
    }

    private static string? Text(decimal? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static object Kind(CertificateKind kind) => new
    {
        title = CertificateComposer.TitleOf(kind),
        words = Of(PageWords.Of(CertificateComposer.TitleOf(kind).Zh)!),
        points = Results.Points(PurposeWords.Of(kind)),
        head = Ways((language, isBilingual) => RunningTexts.Head(kind, "{number}", language, isBilingual)),
        pattern = DccPattern.Of(kind),
    };

    private static object Of(PageWords words) => new
    {
        cover = Columns(words.Cover),
        words.Verifier,
        words.Method,
        words.Standards,
        words.Equipment,
        words.Conditions,
        words.Place,
        words.Scope,
        words.Traceability,
        words.Point,
        words.Results,
        words.NotVerified,
    };

    private static object Words() => new
    {
        PageWords.Approver,
        PageWords.Checker,
        PageWords.Seal,
        PageWords.CheckCode,
        PageWords.Authorisation,
        PageWords.Notes,
        PageWords.Remarks,
        PageWords.Failures,
        PageWords.Unconfirmed,
        PageWords.End,
        PageWords.Measurements,
        PageWords.Check,
        PageWords.Result,
        PageWords.Repeat,
        PageWords.Mean,
        PageWords.Rounded,
        PageWords.Limit,
        PageWords.Conclusion,
        PageWords.Concluded,
        PageWords.AskedFor,
        PageWords.Sampling,
        PageWords.External,
        PageWords.Passed,
        PageWords.PassedClass,
        PageWords.Rejected,
        PageWords.AllConform,
        PageWords.NotConforming,
        standardColumns = Columns(PageWords.StandardColumns),
        equipmentColumns = Columns(PageWords.EquipmentColumns),
    };

    private static object Phrase() => new
    {
        contact = Phrases.Contact(Name("address"), ""),
        contactWithTelephone = Phrases.Contact(Name("address"), "{telephone}"),
        checkHint = Phrases.CheckHint("{address}"),
        checkHintWithoutAddress = Phrases.CheckHint(""),
        designation = Phrases.Designation("{citation}", Name("title")),
        procedureData = Phrases.ProcedureData(Name("transcription"), "{hash}", "{software}"),
        replaces = Phrases.Replaces(new("{number}", "{reason}")),
        certificateFile = Phrases.CertificateFile("{number}", "{hash}"),
        until = EquipmentList.Until,
        unconfirmed = Phrases.Unconfirmed([Name("facts")]),
        unconfirmedByMethod = Phrases.Unconfirmed([Name("facts")], isCalibration: true),
        betweenUnconfirmed = Between(Phrases.Unconfirmed([Name("one"), Name("other")])),
        page = Ways((language, isBilingual) => RunningTexts.Page(7777, 8888, language, isBilingual).Replace("7777", "{page}", StringComparison.Ordinal).Replace("8888", "{pages}", StringComparison.Ordinal)),
    };

    private static BilingualText Name(string name) => BilingualText.Same($"{{{name}}}");

    private static BilingualText Between(BilingualText text) => new(Between(text.Zh), Between(text.En));

    private static string Between(string text) => text[(text.IndexOf("{one}", StringComparison.Ordinal) + "{one}".Length)..text.IndexOf("{other}", StringComparison.Ordinal)];

    private static object Ways(Func<Language, bool, string> text) => new { zh = text(Language.Zh, false), en = text(Language.En, false), both = text(Language.Zh, true) };

    private static IEnumerable<object[]> Columns(IEnumerable<(string Id, BilingualText Title)> columns) => columns.Select(one => new object[] { one.Id, one.Title });
}

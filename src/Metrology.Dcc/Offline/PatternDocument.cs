using Metrology.Core.Certificates;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Quantities;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Dcc.Offline;

/// <summary>A document that has everything that a certificate can have, once, and one that has as little as possible; a gap stands for each fact.</summary>
internal static class PatternDocument
{
    /// <summary>Around the name of a gap; a gap of one name says the same wherever it stands.</summary>
    public const string Begin = "\uE000", End = "\uE001";

    /// <summary>Makes the two languages of a text differ, as they do in most.</summary>
    private const string Apart = "\u2063";

    /// <summary>A unit whose name stands beside its notation.</summary>
    private const string NonSi = "imp";

    private const int Revision = 7777777;
    private const long Size = 8888888888;
    private static readonly DateOnly Work = new(7777, 7, 7), Other = new(8888, 8, 8);
    private static readonly string Root = new('7', 64);

    /// <summary>Numbers and days that stand for gaps, because no text can be put in their place.</summary>
    public static IReadOnlyList<(string Number, string Gap)> Numbers { get; } =
    [
        (Gap("") + Apart, Gap("")), (Root[..16], Gap("")), ("8888888888", Gap("")), ("7777777", Gap("revision")), ("7777-07-07", Gap("work")), ("8888-08-08", Gap("")), ("8888年08月08日", Gap("")),
    ];

    public static string Gap(string name) => Begin + name + End;

    private static BilingualText Both(string name = "") => name.Length == 0 ? new(Gap("") + Apart, Gap("")) : new(Gap(name + ".zh"), Gap(name + ".en"));

    public static CertificateDocument Whole(CertificateKind kind, PaperLanguages languages)
    {
        var least = Least(kind);
        var isVerification = PurposeWords.Of(kind) == ProcedurePurpose.Verification;
        return least with
        {
            Institution = new(Both(), Both(), Gap(""), Both()),
            Cover = [new("conclusion", Phrases.Dash, Both())],
            Signatures = [.. Enum.GetValues<SignatureRole>().Select(role => new Signature(role, Gap(""), default))],
            Watermarks = [Both("mark")],
            ValidUntil = Other,
            Ledger = new(Gap(""), Size, Root),
            Design = new("", 0, "", languages, [Both()], null, null),
            Data = least.Data! with
            {
                Customer = new(Gap(""), Gap("")),
                Procedure = least.Data!.Procedure with { ContentHash = Gap("") },
                Item = new(Both(), Gap(""), Gap(""), Gap(""), ""),
                Standards = [Standard(Other), Standard(null)],
                Equipment = [Instrument(Other, Gap("")), Instrument(Other, null), Instrument(null, Gap("")), Instrument(null, null)],
                Replaces = new(Gap(""), Gap("")),
                VerificationKind = isVerification ? Both("kind") : null,
                Conditions = [Condition(Measurands.Temperature), Condition(Measurands.RelativeHumidity), Condition(null)],
                Items = [.. new[] { Verdict.Pass, Verdict.ConditionalPass, Verdict.Fail, Verdict.NotSet }.Select(Empty), Full()],
                NotVerified = [Both()],
                Unjudged = [Both()],
                ReceivedOn = isVerification ? null : Other,
                Sampling = isVerification ? null : Both(),
                ExternalResults = isVerification ? null : Both(),
                Remarks = [Both()],
                Unconfirmed = [new UnconfirmedFact("", Both())],
            },
        };
    }

    /// <summary>What is missing here may be missing.</summary>
    public static CertificateDocument Least(CertificateKind kind) => new()
    {
        Kind = kind,
        Number = Gap("number"),
        Language = Language.Zh,
        Institution = new(Both(), BilingualText.Same(""), "", Both()),
        Title = CertificateComposer.TitleOf(kind),
        Cover = [],
        Signatures = [new(SignatureRole.Approver, Gap(""), default)],
        Sections = [],
        Watermarks = [],
        CheckAddress = Gap(""),
        CheckCode = Gap(""),
        IssuedOn = Other,
        Data = new()
        {
            Software = $"{Gap("software")} {Gap("release")}",
            Procedure = new(Gap(""), Both(), Revision, ""),
            Customer = new(Gap(""), ""),
            Item = new(Both(), "", "", "", ""),
            Standards = [new(Both(), Gap(""), Gap(""), "", "", null)],
            Equipment = [new(Both(), "", "", "", "", "", null)],
            Place = Both(),
            WorkDate = Work,
            VerificationKind = PurposeWords.Of(kind) == ProcedurePurpose.Verification ? Both("kind") : null,
            Conditions = [],
            Items = [Empty(Verdict.NotSet) with { Checks = [] }],
            Unconfirmed = [],
        },
    };

    private static StandardParticulars Standard(DateOnly? until) => new(Both(), Gap(""), Gap(""), Gap(""), Gap(""), until);

    private static EquipmentParticulars Instrument(DateOnly? until, string? hash) => new(Both(), Gap(""), Gap(""), Gap(""), Gap(""), Gap(""), until) { CertificateHash = hash };

    private static ConditionData Condition(string? measurand) => new(Both(), measurand, new(Gap(""), "0", NonSi));

    /// <summary>An item of which nothing is to be said but its verdict.</summary>
    private static ItemData Empty(Verdict verdict) => new(Gap(""), Both(), verdict) { DecisionRule = verdict == Verdict.NotSet ? null : Both() };

    /// <summary>Everything that an item can have, and no verdict.</summary>
    private static ItemData Full() => new(Gap(""), Both(), Verdict.NotSet)
    {
        DecisionRule = Both(),
        Checks = [new(Gap(""), Both(), true), new(Gap(""), Both(), false), new(Gap(""), Both(), null)],
        Points = [Both()],
        Results = [.. Rebuilding.RebuiltItems.JudgedColumns.Select(one => Column(one.Role, one.Title) with { Uncertainty = [new("", "0", "0", "0")] })],
        Verdicts = [new(Gap(""), Verdict.Pass)],
        Readings = [.. new[] { ColumnRole.Setting, ColumnRole.Indication, ColumnRole.Reference, ColumnRole.Derived, ColumnRole.Error }.Select(role => Column(role, Both()))],
    };

    private static PrintedColumn Column(ColumnRole role, BilingualText title) => new(role, title, [new(Gap(""), "0", NonSi)]);
}

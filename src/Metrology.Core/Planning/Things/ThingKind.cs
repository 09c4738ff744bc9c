using Metrology.Core.Words;

namespace Metrology.Core.Planning.Things;

/// <summary>What targets count beside measurement standards. The names stand in stored rows and never change.</summary>
public enum ThingKind
{
    /// <summary>质量基础设施“一站式”服务线下站点、平台或窗口.</summary>
    OneStopSite,

    /// <summary>服务企业: an enterprise that was served on a day.</summary>
    ServedEnterprise,

    /// <summary>通过测量管理体系认证或计量保证体系确认的企业.</summary>
    CertifiedEnterprise,

    /// <summary>国家或省级产业计量测试平台.</summary>
    TestPlatform,

    /// <summary>国家级产品质量检验检测中心、产业计量测试中心或重点实验室.</summary>
    NationalCentre,

    /// <summary>省级授权的产品质量监督检验平台.</summary>
    InspectionPlatform,

    /// <summary>与主要出口国家和地区互认的实验室.</summary>
    RecognisedLaboratory,

    /// <summary>注册计量师.</summary>
    Metrologist,

    /// <summary>覆盖率: a share as somebody stated it for a day, with what was divided by what.</summary>
    CoverageRate,
}

/// <summary>What a kind is called and how one of it is told from another.</summary>
/// <param name="HasCertificate">It is there as long as a paper says so: an end that nobody entered is unknown. Else it stands until it is closed.</param>
/// <param name="IsEvent">It happened on a day and has no end.</param>
/// <param name="NeedsCode">A name does not tell two of them apart: two persons may have one.</param>
/// <param name="IsOfDistrict">Two of one name in two districts are two.</param>
public sealed record ThingFacts(BilingualText Name, bool HasCertificate = false, bool IsEvent = false, bool NeedsCode = false, bool IsOfDistrict = false)
{
    private static readonly Dictionary<ThingKind, ThingFacts> Known = new()
    {
        [ThingKind.OneStopSite] = new(Name: new("“一站式”服务站点、平台或窗口", "One-stop service site, platform or window"), IsOfDistrict: true),
        [ThingKind.ServedEnterprise] = new(Name: new("服务企业", "Served enterprise"), IsEvent: true),
        [ThingKind.CertifiedEnterprise] = new(Name: new("测量管理体系认证或计量保证体系确认企业", "Enterprise with certified measurement management"), HasCertificate: true),
        [ThingKind.TestPlatform] = new(Name: new("产业计量测试平台", "Industrial metrology test platform")),
        [ThingKind.NationalCentre] = new(Name: new("国家级质检中心、产业计量测试中心或重点实验室", "National inspection centre, metrology test centre or key laboratory")),
        [ThingKind.InspectionPlatform] = new(Name: new("省级授权产品质量监督检验平台", "Provincially authorised inspection platform")),
        [ThingKind.RecognisedLaboratory] = new(Name: new("互认实验室", "Mutually recognised laboratory"), HasCertificate: true),
        [ThingKind.Metrologist] = new(Name: new("注册计量师", "Registered metrologist"), HasCertificate: true, NeedsCode: true),
        [ThingKind.CoverageRate] = new(Name: new("覆盖率", "Coverage rate"), IsEvent: true),
    };

    public static ThingFacts Of(ThingKind kind) => Known[kind];
}

/// <summary>A row of evidence: one thing, or one paper of it.</summary>
/// <param name="Code">What tells it apart wherever it is known: code of the organisation, number of the registration; null when nobody knows it.</param>
/// <param name="District">County or district; null when nobody said it.</param>
/// <param name="From">First day; null is unknown.</param>
/// <param name="Until">Last day; null is unknown where a paper says it, else no end.</param>
public sealed record CountedThing(string Id, ThingKind Kind, string Name, string? Code, string? District, DateOnly? From, DateOnly? Until)
{
    /// <summary>Where the row by itself stands on a day.</summary>
    public StandardStanding StandingOn(DateOnly day)
    {
        var facts = ThingFacts.Of(Kind);
        return this switch
        {
            { From: null } => StandardStanding.Unknown,
            { From: { } first } when first > day => StandardStanding.NotYet,
            _ when facts.IsEvent => StandardStanding.Valid,
            { Until: { } last } => last < day ? StandardStanding.Expired : last.DayNumber - day.DayNumber <= StandardValidity.WarningDays ? StandardStanding.Expiring : StandardStanding.Valid,
            _ => facts.HasCertificate ? StandardStanding.Unknown : StandardStanding.Valid,
        };
    }
}

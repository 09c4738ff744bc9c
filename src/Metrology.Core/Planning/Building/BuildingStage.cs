using Metrology.Core.Words;

namespace Metrology.Core.Planning.Building;

/// <summary>Stages of building a standard (建标), in their order: 细则 第八条 asks for the assessment first and the public certificate after it. The names stand in the database and never change.</summary>
public enum BuildingStage
{
    Idea,
    Funding,
    Procurement,

    /// <summary>Ends when the standard has run long enough to be assessed.</summary>
    TrialRun,

    /// <summary>Ends on the day on which the presiding department receives the application.</summary>
    Application,

    /// <summary>Ends with the decision to accept the application.</summary>
    Acceptance,

    OnSiteExamination,

    /// <summary>Ends when the examiners have confirmed the rectification and reported.</summary>
    Rectification,

    /// <summary>Begins with the approval, ends with the day of issue.</summary>
    AssessmentCertificate,

    PublicCertificate,
}

/// <summary>Names and order of the stages.</summary>
public static class BuildingStages
{
    public static IReadOnlyList<BuildingStage> All { get; } = Enum.GetValues<BuildingStage>();

    /// <summary>From here on each stage answers the one before it (JJF 1033 chapter 5: apply, accept, examine, approve).</summary>
    public static bool FollowsTheOneBefore(BuildingStage stage) => stage > BuildingStage.Application;

    public static BilingualText Label(BuildingStage stage) => stage switch
    {
        BuildingStage.Idea => new("立项设想", "Idea"),
        BuildingStage.Funding => new("申请资金", "Funding"),
        BuildingStage.Procurement => new("采购", "Procurement"),
        BuildingStage.TrialRun => new("试运行", "Trial run"),
        BuildingStage.Application => new("申请考核", "Application"),
        BuildingStage.Acceptance => new("受理", "Acceptance"),
        BuildingStage.OnSiteExamination => new("现场考评", "On-site examination"),
        BuildingStage.Rectification => new("整改", "Rectification"),
        BuildingStage.AssessmentCertificate => new("考核证书", "Assessment certificate"),
        BuildingStage.PublicCertificate => new("社会公用证书", "Public certificate"),
    };
}

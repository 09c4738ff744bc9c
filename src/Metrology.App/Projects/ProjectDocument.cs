using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Metrology.App.Projects;

/// <summary>Where one of the documents of the file set (文件集) is, in which form, and how long it is kept.</summary>
public sealed class ProjectDocument
{
    public int ProjectId { get; set; }

    /// <summary>1 to 18, see <see cref="FileSet"/>.</summary>
    public int Number { get; set; }

    public bool NotNeeded { get; set; }
    public string? Location { get; set; }
    public DocumentForm? Form { get; set; }
    public string? Retention { get; set; }

    /// <summary>Somebody has said where it is and in which form.</summary>
    public bool IsThere => NotNeeded || (Location is not null && Form is not null);

    internal sealed class Mapping : IEntityTypeConfiguration<ProjectDocument>
    {
        public void Configure(EntityTypeBuilder<ProjectDocument> document)
        {
            document.HasKey(row => new { row.ProjectId, row.Number });
            document.Ignore(row => row.IsThere);
        }
    }
}

public enum DocumentForm
{
    Paper,
    Electronic,
    Both,
}

/// <summary>One document of the file set.</summary>
/// <param name="IfApplicable">如适用: it may be marked as not needed.</param>
public sealed record FileSetDocument(int Number, BilingualText Name, bool IfApplicable);

/// <summary>The eighteen documents of JJF 1033 4.5.1. The list is remembered, the text is not held: not confirmed.</summary>
public static class FileSet
{
    public const bool Confirmed = false;

    public static readonly BilingualText Source = new("JJF 1033 4.5.1（凭记忆，未持有文本，未确认）", "JJF 1033 4.5.1 (from memory, the text is not held, not confirmed)");

    public static IReadOnlyList<FileSetDocument> All { get; } =
    [
        new(1, new("计量标准考核证书", "Assessment certificate of the standard"), true),
        new(2, new("社会公用计量标准证书", "Public standard certificate"), true),
        new(3, new("计量标准考核（复查）申请书", "Application for (re-)examination"), false),
        new(4, new("计量标准技术报告", "Technical report"), false),
        new(5, new("检定或校准结果的重复性试验记录", "Records of repeatability"), false),
        new(6, new("计量标准的稳定性考核记录", "Records of stability"), false),
        new(7, new("计量标准更换申报表", "Replacement form"), true),
        new(8, new("计量标准封存（或撤销）申报表", "Suspension (or withdrawal) form"), true),
        new(9, new("计量标准履历书", "Logbook of the standard"), false),
        new(10, new("国家计量检定系统表", "National hierarchy scheme"), true),
        new(11, new("计量检定规程或计量技术规范", "Verification regulation or technical specification"), false),
        new(12, new("计量标准操作程序", "Operating procedure"), false),
        new(13, new("计量标准器及主要配套设备使用说明书", "Manuals of main standard and main auxiliary equipment"), true),
        new(14, new("计量标准器及主要配套设备的检定或校准证书", "Certificates of main standard and main auxiliary equipment"), false),
        new(15, new("检定或校准人员能力证明", "Proof of competence of the personnel"), false),
        new(16, new("实验室的相关管理制度", "Management rules of the laboratory"), false),
        new(17, new("开展检定或校准工作的原始记录及相应的检定或校准证书副本", "Original records with copies of the certificates"), false),
        new(18, new("可以证明计量标准具有相应测量能力的其他技术资料", "Other proof of measurement capability"), true),
    ];
}

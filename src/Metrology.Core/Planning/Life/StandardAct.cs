using Metrology.Core.Words;

namespace Metrology.Core.Planning.Life;

/// <summary>What happens to a measurement standard by an official act (JJF 1033 and its forms).</summary>
public enum StandardAct
{
    /// <summary>建标考核: assessed for the first time, or anew after its accuracy changed.</summary>
    Built,

    /// <summary>复查考核</summary>
    ReExamined,

    /// <summary>更换 of main standards or main auxiliary equipment.</summary>
    Replaced,

    /// <summary>封存（暂停）</summary>
    Suspended,

    /// <summary>恢复</summary>
    Resumed,

    /// <summary>撤销</summary>
    Withdrawn,

    /// <summary>提升改造</summary>
    Upgraded,

    /// <summary>更正登记: what was entered wrongly of a standard in force, mended without anything having happened to it.</summary>
    Corrected,
}

/// <summary>What a replacement changes of the standard: the box 发生变化 / 未发生变化 of the form, with the branch that follows.</summary>
public enum ReplacementEffect
{
    /// <summary>未发生变化: the replacement form is enough.</summary>
    Nothing,

    /// <summary>Only the measuring range or the items change: a re-examination follows.</summary>
    RangeOrItems,

    /// <summary>Uncertainty, class or MPE changes: it is assessed as a new one.</summary>
    Accuracy,

    /// <summary>Consumables such as reference materials of the same range and accuracy: the logbook is enough.</summary>
    Consumable,
}

public static class StandardActs
{
    public static BilingualText Label(this StandardAct act) => act switch
    {
        StandardAct.Built => new("建标考核", "Assessment as new"),
        StandardAct.ReExamined => new("复查考核", "Re-examination"),
        StandardAct.Replaced => new("更换", "Replacement"),
        StandardAct.Suspended => new("封存（暂停）", "Suspension"),
        StandardAct.Resumed => new("恢复", "Resumption"),
        StandardAct.Withdrawn => new("撤销", "Withdrawal"),
        StandardAct.Upgraded => new("提升改造", "Upgrade"),
        StandardAct.Corrected => new("更正登记", "Correction of an entry"),
    };

    public static BilingualText Label(this ReplacementEffect effect) => effect switch
    {
        ReplacementEffect.Nothing => new("未发生变化", "Nothing changes"),
        ReplacementEffect.RangeOrItems => new("测量范围或开展项目发生变化（申请复查考核）", "Range or items change (apply for re-examination)"),
        ReplacementEffect.Accuracy => new("不确定度、准确度等级或最大允许误差发生变化（按新建申请）", "Uncertainty, class or MPE change (apply as new)"),
        ReplacementEffect.Consumable => new("易耗品，测量范围和准确度不变（只记履历书）", "Consumables of the same range and accuracy (logbook only)"),
    };

    /// <summary>Where the rules come from; the text of JJF 1033-2023 is not held.</summary>
    public static readonly BilingualText Source = new("JJF 1033-2023（凭记忆，未持有文本，未确认）", "JJF 1033-2023 (from memory, the text is not held, not confirmed)");
}

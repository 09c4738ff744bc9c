using Metrology.Core.Words;

namespace Metrology.App.Standards.Life;

internal static class LifeErrors
{
    public static readonly Refusal NoDay = new("input.required", new("请填写日期。", "Give the day."), nameof(RecordAct.Request.On));

    public static readonly Refusal Future = new(
        "standard.act-future", new("日期在今天之后：只能登记已经发生的考核、更换、恢复和改造。", "The day is after today: only what has happened is entered."), nameof(RecordAct.Request.On));

    public static readonly Refusal EnteredBefore = new(
        "standard.act-exists", new("同一天的同一事项已经登记，没有重复登记。", "This act of this day is entered already; it was not entered twice."), "Act");

    public static readonly Refusal CorrectedByEdit = new(
        "standard.act-by-edit", new("更正登记不在这里办理：在“编辑”中改正，并填写“更正原因”。", "A correction is not entered here: mend it with “Edit” and say why under “Reason of the correction”."), "Act");

    public static readonly Refusal ReplacedLater = new(
        "standard.act-replaced-later",
        new("此后已登记过更换：更换须按先后登记，否则当时的测量范围和设备无从知道。请核对日期。", "A later replacement is entered already: replacements are entered in their order, or nobody knows what the standard was in between. Check the day."), "On");

    public static readonly Refusal EffectContradicts = new(
        "standard.act-effect-contradicts",
        new(
            "填写的测量范围或准确度有变化，与“更换后的变化”不符：准确度变化的选“按新建申请”，只变测量范围的选“申请复查考核”。",
            "Range or accuracy as written differ from what is ticked: where accuracy changes choose “apply as new”, where only the range changes “apply for re-examination”."),
        "Effect");

    public static readonly Refusal NoEffect = new(
        "standard.act-no-effect", new("请说明更换后测量范围、准确度和开展项目是否发生变化（更换申报表）。", "Say whether range, accuracy or items change (replacement form)."), "Effect");

    public static readonly Refusal NoCause = new(
        "standard.act-no-cause", new("请勾选更换的情况和更换的原因（更换申报表）。", "Tick the situation and the cause of the replacement (replacement form)."), "Situations");

    public static readonly Refusal NothingExchanged = new(
        "standard.act-nothing-exchanged", new("请选择换下或换上的设备；只换易耗品时选“易耗品”。", "Choose what leaves or comes; for consumables alone say so."), "Out");

    public static readonly Refusal NotOfStandard = new(
        "standard.act-not-of-standard", new("换下的设备不属于这项计量标准。请从列表选择。", "What leaves is not of this standard. Choose from the list."), "Out");

    public static readonly Refusal NoMainLeft = new(
        "standard.act-no-main-left",
        new(
            "换下后没有计量标准器，这项计量标准就不能开展工作。请同时选择换上的计量标准器；暂时没有的，登记封存。",
            "No main standard would be left, and nothing can be measured with the standard. Choose the one that comes as well; while there is none, enter a suspension."),
        "MainIn");

    public static readonly Refusal NeedsPeople = new(
        "standard.act-needs-people",
        new(
            "考核要求有一位负责人和至少两名有能力的人员（JJF 1033 4.4，凭记忆，未确认）。请先在计量标准资料里登记。",
            "An examination asks for a responsible person and at least two competent ones (JJF 1033 4.4, remembered, not confirmed). Enter them with the standard first."),
        "Act");

    public static readonly Refusal NeedsMain = new(
        "standard.act-needs-main",
        new("没有登记计量标准器，不能考核（JJF 1033 4.1，凭记忆，未确认）。请先选择计量标准器。", "No main standard is registered, so nothing can be examined (JJF 1033 4.1, remembered, not confirmed). Choose it first."),
        "Act");

    public static Refusal NeedsTraceable(string item) => new(
        "standard.act-needs-traceable",
        new(
            $"{item} 在这一天没有有效的溯源证书（计量法第九条：未按规定检定的不得使用）。请先登记证书，或核对日期。",
            $"{item} has no traceability certificate in force on that day (Law on Metrology, article 9). Enter the certificate first, or check the day."),
        "On");
}

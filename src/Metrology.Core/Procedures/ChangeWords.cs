using System.Collections.Frozen;
using Metrology.Core.Words;

namespace Metrology.Core.Procedures;

/// <summary>The members of a procedure file in words, for a list of changes.</summary>
internal static class ChangeWords
{
    private static readonly FrozenDictionary<string, BilingualText> Words = new Dictionary<string, BilingualText>
    {
        ["code"] = new("规程编号", "code"),
        ["edition"] = new("版本", "edition"),
        ["revision"] = new("修订", "revision"),
        ["purpose"] = new("用途", "purpose"),
        ["title"] = new("名称", "title"),
        ["inForceFrom"] = new("实施日期", "in force from"),
        ["inForceUntil"] = new("废止日期", "in force until"),
        ["sources"] = new("来源", "sources"),
        ["missing"] = new("缺失内容", "what is missing"),
        ["measurands"] = new("被测量", "measurands"),
        ["nameplate"] = new("铭牌", "nameplate"),
        ["environment"] = new("环境条件", "ambient conditions"),
        ["references"] = new("标准器要求", "references"),
        ["equipment"] = new("设备要求", "equipment"),
        ["items"] = new("检定项目", "items"),
        ["periodMonths"] = new("检定周期", "verification period"),
        ["validUntil"] = new("有效期至", "valid until"),
        ["layout"] = new("记录和证书格式", "layout"),
        ["verb"] = new("检定动作", "verb"),
        ["kinds"] = new("检定类别", "kinds"),
        ["matrix"] = new("项目表", "item matrix"),
        ["onlyIf"] = new("适用标志", "only if"),
        ["onlyFor"] = new("适用范围", "only for"),
        ["when"] = new("适用条件", "when"),
        ["each"] = new("逐个检定", "each"),
        ["seconds"] = new("时长", "seconds"),
        ["preparation"] = new("准备动作", "preparation"),
        ["checks"] = new("检查内容", "checks"),
        ["conditions"] = new("条件", "conditions"),
        ["points"] = new("检定点", "test points"),
        ["settings"] = new("设定", "settings"),
        ["repeats"] = new("重复次数", "repeats"),
        ["variables"] = new("变量", "variables"),
        ["constants"] = new("常数", "constants"),
        ["derived"] = new("导出量", "derived quantities"),
        ["denominator"] = new("误差分母", "denominator"),
        ["formula"] = new("公式", "formula"),
        ["acceptance"] = new("判定", "acceptance"),
        ["limits"] = new("最大允许误差", "limits"),
        ["limitBy"] = new("限值选择", "limit by"),
        ["limitPasses"] = new("等于限值时合格", "the limit passes"),
        ["limitRow"] = new("限值行", "limit row"),
        ["roundingIntervals"] = new("修约间隔", "rounding intervals"),
        ["rule"] = new("判定规则", "decision rule"),
        ["multiplier"] = new("保护带乘数", "multiplier of the guard band"),
        ["coverage"] = new("包含因子的取法", "coverage"),
        ["k"] = new("包含因子 k", "coverage factor k"),
        ["probability"] = new("包含概率", "coverage probability"),
        ["decide"] = new("判定用值", "value that decides"),
        ["statistic"] = new("统计量", "statistic"),
        ["budget"] = new("不确定度分量", "uncertainty components"),
        ["format"] = new("文件格式", "form of the file"),
        ["exact"] = new("准确值声明", "exact"),
        ["reason"] = new("理由", "reason"),
        ["resolutionWithScatter"] = new("分辨力与重复性", "resolution with scatter"),
        ["beta"] = new("上底与下底之比", "top over base"),
        ["degreesOfFreedom"] = new("自由度", "degrees of freedom"),
        ["density"] = new("密度", "density"),
        ["halfWidth"] = new("半宽", "half-width"),
        ["resolutionShareOfLimit"] = new("量化误差份额", "share of quantisation"),
        ["value"] = new("值", "value"),
        ["confirmed"] = new("是否确认", "confirmed"),
        ["source"] = new("出处", "source"),
        ["label"] = new("名称", "label"),
        ["unit"] = new("单位", "unit"),
        ["minimum"] = new("下限", "minimum"),
        ["maximum"] = new("上限", "maximum"),
        ["lower"] = new("下限", "lower side"),
        ["upper"] = new("上限", "upper side"),
        ["zh"] = new("中文", "Chinese"),
        ["en"] = new("英文", "English"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static BilingualText Of(IReadOnlyList<string> path)
    {
        var words = path.Select(name => Words.GetValueOrDefault(name) ?? BilingualText.Same(name)).ToList();
        return new(string.Join(" › ", words.Select(word => word.Zh)), string.Join(" › ", words.Select(word => word.En)));
    }
}

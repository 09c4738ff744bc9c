using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>The labelled lines of the cover of a calibration certificate or a test report: a judgement and an interval only as agreed.</summary>
internal static class MethodCover
{
    public static IReadOnlyList<Field> Fields(RunPlan plan, Evaluation evaluation, CertificateParticulars particulars, CalibrationTerms terms)
    {
        var isTest = CertificateComposer.PurposeOf(plan.Procedure, terms) == ProcedurePurpose.Test;
        var fields = new List<Field>
        {
            new("number", isTest ? new("报告编号", "Report No.") : new("证书编号", "Certificate No."), Plain(particulars.Number)),
            new("customer", new("委托单位", "Customer"), Plain(particulars.Customer.Name)),
            new("customer-address", new("单位地址", "Address"), Plain(particulars.Customer.Address)),
            new("item", isTest ? new("样品名称", "Sample") : new("计量器具名称", "Measuring instrument"), particulars.Item.Name),
            new("model", new("型号/规格", "Model"), Plain(particulars.Item.Model)),
            new("serial-number", new("出厂编号", "Serial No."), Plain(particulars.Item.SerialNumber)),
            new("manufacturer", new("制造单位", "Manufacturer"), Plain(particulars.Item.Manufacturer)),
            new("procedure", isTest ? new("检测依据", "Tested according to") : new("校准依据", "Calibrated according to"), Phrases.Designation(plan.Procedure)),
        };
        if (terms.StatesConformity)
            fields.Add(new("conclusion", new("符合性声明", "Statement of conformity"), Conformity(evaluation)));
        if (terms.ReceivedOn is { } received)
            fields.Add(new("received-on", isTest ? new("收样日期", "Date of receipt") : new("接收日期", "Date of receipt"), Phrases.Date(received)));
        fields.Add(new("work-date", isTest ? new("检测日期", "Date of test") : new("校准日期", "Date of calibration"), Phrases.Date(particulars.WorkDate)));
        if (terms.NextDue(particulars.WorkDate) is { } due)
            fields.Add(new("valid-until", new("下次校准日期", "Next calibration"), Phrases.Date(due)));
        fields.Add(new("issued-on", new("签发日期", "Date of issue"), Phrases.Date(particulars.IssuedOn)));
        if (particulars.Replaces is { } old)
            fields.Add(new("replaces", isTest ? new("替代报告", "Replaces") : new("替代证书", "Replaces"), Phrases.Replaces(old)));
        return fields;
    }

    /// <summary>To which results it applies and by which rule stands on the inner pages (7.8.6.2).</summary>
    private static BilingualText Conformity(Evaluation evaluation)
    {
        if (evaluation.Verdict is Verdict.Pass or Verdict.ConditionalPass)
            return new("所列结果均符合规范的要求，判定规则见内页", "All results listed conform to the method; the decision rule is on the inner pages");
        var (zh, en) = (string.Join("、", evaluation.FailedItems.Select(item => item.Title.Zh)), string.Join(", ", evaluation.FailedItems.Select(item => item.Title.En)));
        return new($"不符合规范要求的项目：{zh}；判定规则见内页", $"Items that do not conform to the method: {en}; the decision rule is on the inner pages");
    }

    private static BilingualText Plain(string text) => BilingualText.Same(text);
}

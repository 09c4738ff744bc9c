using Metrology.Core.Procedures;
using Metrology.Core.Runs;
using Metrology.Core.Words;

namespace Metrology.Core.Certificates;

/// <summary>The labelled lines of the cover.</summary>
internal static class CoverPage
{
    /// <summary>Nameplate field whose value a conclusion names.</summary>
    private const string AccuracyClass = "accuracyClass";

    public static IReadOnlyList<Field> Fields(RunPlan plan, Evaluation evaluation, CertificateParticulars particulars, bool passed)
    {
        var fields = new List<Field>
        {
            new("number", new("证书编号", "Certificate No."), Plain(particulars.Number)),
            new("customer", new("送检单位", "Customer"), Plain(particulars.Customer.Name)),
            new("customer-address", new("单位地址", "Address"), Plain(particulars.Customer.Address)),
            new("item", new("计量器具名称", "Measuring instrument"), particulars.Item.Name),
            new("model", new("型号/规格", "Model"), Plain(particulars.Item.Model)),
            new("serial-number", new("出厂编号", "Serial No."), Plain(particulars.Item.SerialNumber)),
            new("manufacturer", new("制造单位", "Manufacturer"), Plain(particulars.Item.Manufacturer)),
            new("procedure", new("检定依据", "Verified according to"), Phrases.Designation(plan.Procedure)),
            new("kind", new("检定类别", "Kind of verification"), Phrases.Kind(plan.Kind)),
            new("conclusion", new("检定结论", "Conclusion"), Conclusion(plan, evaluation, passed)),
            new("work-date", new("检定日期", "Date of verification"), Phrases.Date(particulars.WorkDate)),
        };
        if (passed)
            fields.Add(new("valid-until", new("有效期至", "Valid until"), Phrases.Date(CertificateComposer.ValidUntil(plan.Procedure, particulars.WorkDate))));
        fields.Add(new("issued-on", new("签发日期", "Date of issue"), Phrases.Date(particulars.IssuedOn)));
        if (particulars.Replaces is { } old)
            fields.Add(new("replaces", new("替代证书", "Replaces"), Phrases.Replaces(old)));
        return fields;
    }

    // “符合 1 级” as conclusion is the usual wording, from memory; the regulation's own words were not available.
    private static BilingualText Conclusion(RunPlan plan, Evaluation evaluation, bool passed)
    {
        if (!passed)
        {
            var (zh, en) = (string.Join("、", evaluation.FailedItems.Select(item => item.Title.Zh)), string.Join(", ", evaluation.FailedItems.Select(item => item.Title.En)));
            return new($"不合格（不合格项目：{zh}）", $"Rejected (failed items: {en})");
        }

        return plan.Nameplate[AccuracyClass] is { Length: > 0 } accuracyClass
            ? new($"合格，符合 {accuracyClass} 级", $"Passed, conforms to class {accuracyClass}")
            : new("合格", "Passed");
    }

    private static BilingualText Plain(string text) => BilingualText.Same(text);
}

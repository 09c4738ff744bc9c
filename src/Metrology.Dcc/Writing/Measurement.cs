using Metrology.Core.Certificates;
using Metrology.Core.Decisions;
using Metrology.Core.Procedures;
using Metrology.Core.Words;

namespace Metrology.Dcc.Writing;

/// <summary>Second ring: by which method, with what, under which conditions, and the results.</summary>
internal static class Measurement
{
    public static void Write(DccXml xml, CertificateDocument document, CertificateData data) => xml.Element("measurementResults", () =>
        xml.Element("measurementResult", () =>
        {
            var purpose = PurposeWords.Of(document.Kind);
            xml.Words("name", purpose == ProcedurePurpose.Verification ? new("检定结果", "Verification results") : PurposeWords.Results(purpose));
            xml.Element("usedMethods", () => Methods(xml, data));
            xml.Element("usedSoftware", () => Administration.Software(xml, data.Software));
            if (data.Standards.Count + data.Equipment.Count > 0)
                xml.Element("measuringEquipments", () => EquipmentList.Write(xml, data));
            if (data.Conditions.Any(one => one.Number.Digits is not null))
                xml.Element("influenceConditions", () => Conditions(xml, data));
            xml.Element("results", () =>
            {
                foreach (var item in data.Items)
                    xml.Element("result", () => Results.Write(xml, item, purpose));
            });
            if (data.Items.Any(IsJudged))
                xml.Element("measurementMetaData", () => Conformity(xml, data));
        }));

    private static void Methods(DccXml xml, CertificateData data)
    {
        xml.Element("usedMethod", () =>
        {
            xml.Fact("name", data.Procedure.Title);
            xml.Words("description", Phrases.Transcription(data.Procedure.Revision, data.VerificationKind is null));
            xml.Text("norm", data.Procedure.Citation);
            if (data.Procedure.ContentHash.Length > 0)
                xml.Text("reference", $"sha256:{data.Procedure.ContentHash}");
        }, id: "procedure");
        if (data.Items.Any(item => item.Results.Any(column => column.Uncertainty?.Any(one => one.Digits is not null) == true)))
        {
            xml.Element("usedMethod", () =>
            {
                xml.Words("name", new("测量不确定度评定", "Evaluation of measurement uncertainty"));
                xml.Text("norm", "JCGM 100:2008");
            }, "basic_uncertainty");
        }
    }

    private static void Conditions(DccXml xml, CertificateData data)
    {
        foreach (var condition in data.Conditions.Where(one => one.Number.Digits is not null))
        {
            var refType = RefTypes.Of(condition.Measurand);
            xml.Element("influenceCondition", () =>
            {
                xml.Fact("name", condition.Title);
                xml.Element("data", () => xml.Element("quantity", () => Numbers.Single(xml, condition.Number), refType));
            }, refType);
        }
    }

    /// <summary>Verdict and decision rule of each item, ISO/IEC 17025:2017 7.8.6.</summary>
    private static void Conformity(DccXml xml, CertificateData data)
    {
        foreach (var item in data.Items.Where(IsJudged))
        {
            xml.Element("metaData", () =>
            {
                xml.Fact("name", item.Title);
                xml.Text("reference", item.Item);
                if (item.DecisionRule is { } rule)
                    xml.Fact("declaration", rule);
                xml.Text("conformity", Of(item.Verdict));
            }, RefTypes.Conformity);
        }
    }

    /// <summary>A calibration without a statement of conformity judges nothing.</summary>
    private static bool IsJudged(ItemData item) => item.Verdict != Verdict.NotSet || item.DecisionRule is not null;

    /// <summary>A verdict in the words of the schema; null for one that decides nothing.</summary>
    public static string? Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.ConditionalPass => "conditionalPass",
        Verdict.Fail => "fail",
        _ => null,
    };
}

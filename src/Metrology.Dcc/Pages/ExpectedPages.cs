using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Dcc.Reading;
using Metrology.Dcc.Rebuilding;
using Metrology.Dcc.Writing;

namespace Metrology.Dcc.Pages;

/// <summary>Every text that the pages of a certificate show, in their order, as it follows from the digital certificate.</summary>
internal sealed class ExpectedPages(ReadDcc xml, IReadOnlyList<OwnResult> results, PageWords words, ExpectedTexts texts)
{
    private const string Fail = "fail";

    public IReadOnlyList<ExpectedText> All()
    {
        Cover();
        Standards();
        Notes();
        var items = new ExpectedResults(xml, words, texts);
        // An item that holds no value at all is known by what judges it.
        var judged = xml.Conformities.Where(one => one.Reference?.Contains('/', StringComparison.Ordinal) == false).ToList();
        var plots = RebuiltPlots.Of(xml, results).ToDictionary(one => one.Item, one => one.Plot);
        foreach (var (i, result) in results.Index())
            items.Add(i, judged.Count == results.Count ? judged[i].Reference! : result.Item ?? "", result, plots.GetValueOrDefault(i));
        Remarks();
        return texts.All;
    }

    private void Cover()
    {
        texts.Value(PaperIds.Institution);
        texts.Other(xml.Laboratory.Both);
        texts.Value(PaperIds.Title);
        texts.Other(xml.Statement(Statements.Kind)!.Name.Both);
        foreach (var (id, label) in words.Cover.Where(field => texts.Has(PaperIds.Cover(field.Id))))
        {
            texts.Words(label);
            texts.Value(PaperIds.Cover(id), id == "conclusion" ? Conclusion() : null);
        }

        Signed(SignatureRole.Approver, PageWords.Approver);
        Signed(SignatureRole.Checker, PageWords.Checker);
        Signed(SignatureRole.Verifier, words.Verifier);
        texts.Seal();
        texts.Words(PageWords.CheckCode);
        texts.Value(PaperIds.CheckCode);
        texts.Values([PaperIds.Contact, PaperIds.CheckHint, PaperIds.Ledger]);
        texts.Values(Numbered(Statements.Template).Select((_, i) => PaperIds.Statement(i)));
    }

    private void Signed(SignatureRole role, BilingualText label)
    {
        if (!texts.Has(PaperIds.Signature(role)))
            return;
        texts.Words(label);
        texts.Value(PaperIds.Signature(role));
    }

    /// <summary>What the verdicts of the items say; a class is named by nobody else.</summary>
    private Func<string, Language, bool>? Conclusion()
    {
        var failed = Failed().Select(one => one.Name.Both).ToList();
        var rejected = With(PageWords.Rejected, failed);
        var conforms = failed.Count == 0 ? PageWords.AllConform : With(PageWords.NotConforming, failed);
        return xml.Statement(Statements.Kind)!.Conformity switch
        {
            "pass" => (said, language) => failed.Count == 0 && Passed(said, language),
            Fail => (said, language) => failed.Count > 0 && said == ExpectedText.Squeezed(rejected.In(language)),
            _ => (said, language) => said == ExpectedText.Squeezed(conforms.In(language)),
        };
    }

    private static BilingualText With(BilingualText phrase, IReadOnlyList<BilingualText> items) => new(
        phrase.Zh.Replace("{items}", string.Join("、", items.Select(one => one.Zh)), StringComparison.Ordinal), phrase.En.Replace("{items}", string.Join(", ", items.Select(one => one.En)), StringComparison.Ordinal));

    private static bool Passed(string said, Language language)
    {
        var around = ExpectedText.Squeezed(PageWords.PassedClass.In(language)).Split("{class}");
        return said == PageWords.Passed.In(language) || (said.StartsWith(around[0], StringComparison.Ordinal) && said.EndsWith(around[1], StringComparison.Ordinal));
    }

    private void Standards()
    {
        texts.Words(PageWords.Authorisation);
        texts.Value("authorisation");
        texts.Words(words.Method);
        texts.Values(["procedure", "procedure/data"]);
        var standards = xml.Equipment.Count(one => one.RefType == RefTypes.MeasurementStandard);
        Table(words.Standards, PageWords.StandardColumns, "standards", standards);
        Table(words.Equipment, PageWords.EquipmentColumns, "equipment", xml.Equipment.Count - standards);
        texts.Values(Enumerable.Range(0, xml.Equipment.Count - standards).Select(PaperIds.CertificateFile));
        texts.Words(words.Conditions);
        texts.Words(words.Place);
        texts.Value("place");
        foreach (var condition in xml.Conditions)
        {
            texts.Words(condition.Within.Count > 0 ? condition.Within[0].Both : BilingualText.Same(""));
            texts.Value(condition.Label ?? "");
        }

        texts.Value(PaperIds.Unjudged);
        Titled(PageWords.Sampling, Statements.Sampling, PaperIds.Sampling);
        Titled(PageWords.External, Statements.External, PaperIds.External);
    }

    private void Table(BilingualText title, IReadOnlyList<(string Part, BilingualText Title)> columns, string root, int rows)
    {
        texts.Words(title);
        foreach (var column in columns)
            texts.Words(column.Title);
        for (var row = 1; row <= rows; row++)
            texts.Values(columns.Select(column => $"{root}/{row}/{column.Part}"));
    }

    private void Notes()
    {
        texts.Words(PageWords.Notes);
        texts.Sentence(words.Scope);
        texts.Sentence(words.Traceability);
        var number = 3;
        if (xml.Statement(Statements.VerificationKind) is null && xml.ValidUntil is not null)
        {
            texts.Sentence(PageWords.AskedFor);
            number++;
        }

        foreach (var one in xml.Conformities.Where(one => one.Reference?.Contains('/', StringComparison.Ordinal) == false && !one.Declaration.IsEmpty))
            texts.Value($"{one.Reference}/decision", BilingualText.Same($"{number++}."));
    }

    private void Remarks()
    {
        if (Failed().ToList() is { Count: > 0 } failed)
        {
            texts.Words(PageWords.Failures);
            foreach (var one in failed)
                texts.Sentence(one.Name.Both);
        }

        Titled(words.NotVerified, Statements.NotVerified, "not-verified");
        if (Numbered(Statements.Remark).ToList() is { Count: > 0 } remarks)
        {
            texts.Words(PageWords.Remarks);
            texts.Values(remarks.Select((_, i) => PaperIds.Remark(i)));
        }

        Titled(PageWords.Unconfirmed, Statements.Unconfirmed + "1", "unconfirmed");
        texts.Sentence(PageWords.End);
    }

    private void Titled(BilingualText title, string statement, string id)
    {
        if (xml.Statement(statement) is null)
            return;
        texts.Words(title);
        texts.Value(id);
    }

    private IEnumerable<ReadConformity> Failed() => xml.Conformities.Where(one => one.Reference?.Contains('/', StringComparison.Ordinal) == false && one.Status == Fail);

    private IEnumerable<ReadStatement> Numbered(string prefix) => xml.Statements.Where(one => one.Id?.StartsWith(prefix, StringComparison.Ordinal) == true);
}

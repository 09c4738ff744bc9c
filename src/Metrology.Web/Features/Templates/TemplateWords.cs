using Metrology.App.Templates;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Metrology.Web.Features.Templates;

namespace Metrology.Web.Features.Templates
{
    public sealed class TemplateWords(Language language) : WordList(language)
    {
        public string Title => Say("证书模板", "Certificate templates");
        public string Help => Say("没有发布的模板时，证书按产品的默认版式出具。提交记录时定下所用的版本，以后不变。", "Without a published template papers are set as the product sets them. A record takes its revision when it is submitted, for good.");
        public string New => Say("起草模板", "Draft a template");
        public string NewRevision => Say("以此起草新版本", "Draft a revision of this");
        public string Name => Say("模板名称", "Name of the template");
        public string NameHelp => Say("同名的模板是同一模板的不同版本。", "Templates of the same name are revisions of one.");
        public string Revision => Say("版本", "Revision");
        public string Scope => Say("适用", "For");
        public string Languages => Say("语言", "Languages");
        public string State => Say("状态", "State");
        public string Empty => Say("还没有模板", "There is no template yet");
        public string EmptyHelp => Say("用右上角的“起草模板”建立第一份。", "Draft the first with “Draft a template” at the upper right.");
        public string InstitutionName => Say("印出的机构名称", "Name of the institution as printed");
        public string InstitutionZh => Say("印出的机构名称（中文）", "Institution as printed (Chinese)");
        public string InstitutionEn => Say("印出的机构名称（英文）", "Institution as printed (English)");
        public string InstitutionHelp => Say("留空则用登记的机构名称。", "Empty is the name that is registered.");
        public string StatementsZh => Say("声明（中文），每行一条", "Statements (Chinese), one a line");
        public string StatementsEn => Say("声明（英文），每行一条", "Statements (English), one a line");
        public string StatementsHelp => Say("印在封面下方；两种语言按行对应，最多 8 条。", "At the foot of the cover; the languages correspond line by line, at most 8.");
        public string Logo => Say("标志", "Logo");
        public string Seal => Say("印章图片", "Picture of the seal");
        public string PictureHelp => Say("PNG（8 位 RGB）或 JPEG，最大 512 KiB、400 万像素。", "PNG (8 bits RGB) or JPEG, at most 512 KiB and 4 million pixels.");
        public string SealHelp => Say("图片不是电子印章，不能证明文件由谁出具；要求同上。", "A picture is no electronic seal and proves nothing; the same limits.");
        public string Pictures => Say("图片", "Pictures");
        public string Remove => Say("去掉现有图片", "Remove the picture");
        public string Columns => Say("结果的列与附加内容", "Columns of results, and additions");
        public string Readings => Say("单次测量数据表", "Table of single measurements");
        public string Mean => Say("修约前的平均误差", "Mean error before rounding");
        public string Uncertainty => Say("不确定度 U", "Uncertainty U");
        public string Chart => Say("误差图（两点以上时）", "Plot of errors (two points or more)");
        public string Barcode => Say("证书编号条码（Code 128）", "Bar code of the number (Code 128)");
        public string Added => Say("另加", "added");
        public string ColumnsHelp => Say("规程本身不显示的列不会因此显示；校准证书必须保留 U。", "A column that the method does not show is not shown by this; a calibration certificate keeps U.");
        public string Preview => Say("示例预览", "Example");
        public string ShowPreview => Say("预览", "Preview");
        public string Save => Say("保存草稿", "Save draft");
        public string Drafted => Say("已保存草稿。请另一位同事核对后发布。", "The draft was saved. A colleague checks and publishes it.");
        public string Published => Say("已发布，之后提交的记录将使用它。", "Published. Records submitted from now on take it.");
        public string Withdrawn => Say("已撤销。已提交的记录仍使用它。", "Withdrawn. Records that were submitted keep it.");
        public string Publish => Say("发布", "Publish");
        public string PublishHelp => Say("发布即冻结：以后只能用新版本更改。请先核对示例。", "Publishing freezes it: only a new revision changes it. Look at the example first.");
        public string Withdraw => Say("撤销", "Withdraw");
        public string WithdrawHelp => Say("撤销后提交的记录不再使用它。", "Records submitted after that do not take it.");
        public string Because => Say("原因", "Reason");
        public string Drafter => Say("起草", "Drafted by");
        public string Publisher => Say("发布", "Published by");
        public string Withdrawal => Say("撤销", "Withdrawn by");

        public string Of(TemplateScope scope) => scope switch
        {
            TemplateScope.All => Say("所有证书", "all papers"),
            TemplateScope.Verification => Say("检定证书和结果通知书", "verification certificates and notices"),
            TemplateScope.Calibration => Say("校准证书", "calibration certificates"),
            TemplateScope.Test => Say("检测报告", "test reports"),
        };

        public string Of(PaperLanguages languages) => languages switch
        {
            PaperLanguages.Zh => Say("中文", "Chinese"),
            PaperLanguages.En => Say("英文", "English"),
            PaperLanguages.Bilingual => Say("中英双语", "Chinese and English"),
        };

        public string Of(TemplateState state, bool isUsed) => state switch
        {
            TemplateState.Drafted => Say("待发布", "waits to be published"),
            TemplateState.Published => isUsed ? Say("使用中", "in use") : Say("已发布，未使用", "published, not used"),
            TemplateState.Withdrawn => Say("已撤销", "withdrawn"),
        };

        public string Left(CertificateTemplate template)
        {
            var columns = template.Columns;
            string[] left = [.. new[] { (columns.Readings, Readings), (columns.Mean, Mean), (columns.Uncertainty, Uncertainty) }.Where(one => !one.Item1).Select(one => one.Item2)];
            string[] more = [.. new[] { (columns.Chart, Chart), (template.Barcode, Barcode) }.Where(one => one.Item1).Select(one => one.Item2)];
            var shown = left.Length == 0 ? Say("全部", "all") : Say($"不含：{string.Join("、", left)}", $"without: {string.Join(", ", left)}");
            return more.Length == 0 ? shown : Say($"{shown}；{Added}：{string.Join("、", more)}", $"{shown}; {Added}: {string.Join(", ", more)}");
        }

        public string Has(bool logo, bool seal) => (logo, seal) switch
        {
            (false, false) => Say("无", "none"),
            (true, false) => Logo,
            (false, true) => Seal,
            _ => Say($"{Logo}、{Seal}", $"{Logo}, {Seal}"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public TemplateWords Templates { get; } = new(language);
    }
}

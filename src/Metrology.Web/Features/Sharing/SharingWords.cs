using Metrology.App.Standards;
using Metrology.Core.Registers;
using Metrology.Core.Words;
using Metrology.Web.Features.Sharing;

namespace Metrology.Web.Features.Sharing
{
    public sealed class SharingWords(Language language) : WordList(language)
    {
        public static readonly BilingualText NoFile = new("请选择一个文件。", "Choose a file.");

        public string Title => Say("区域共享", "Sharing");
        public string Help => Say("其他机构公布的计量标准，按其最新目录。有效与否以对方目录当日所述为准，过了有效期的不算。", "Measurement standards that other institutions publish, by their newest catalogues. Whether one is in force is what the catalogue said on its day; what has ended since is not.");
        public string Catalogues => Say("目录", "Catalogues");
        public string Quantity => Say("参量、名称或器具", "Quantity, name or instrument");
        public string Value => Say("量值", "Value");
        public string Unit => Say("单位", "Unit");
        public string Kind => Say("准确度表示", "Accuracy stated as");
        public string AnyKind => Say("不限", "Any");
        public string Accuracy => Say("不大于", "At most");
        public string AccuracyHelp => Say("数字；等级照写：F1、0.2S、0.05级、二等。", "A number; a class as it is written: F1, 0.2S, 0.05.");
        public string NotComparable => Say("不能比较", "not comparable");
        public string Comparison => Say("比较", "Comparison");
        public string AccuracyUnit => Say("准确度单位", "Unit of accuracy");
        public string InForceOnly => Say("只看有效的", "In force only");
        public string RecognisedOnly => Say("只看互认的", "Recognised only");
        public string Institution => Say("机构", "Institution");
        public string Range => Say("测量范围", "Measuring range");
        public string Recognition => Say("互认", "Recognition");
        public string Recognised => Say("已互认", "Recognised");
        public string NotRecognised => Say("未互认", "Not recognised");
        public string Used => Say("近一年出具证书", "Certificates in a year");
        public string Empty => Say("还没有其他机构的目录", "There is no catalogue of another institution yet");
        public string EmptyHelp => Say("请对方导出目录文件，在“目录”页导入。", "Ask the other institution for its catalogue and take it in on the page Catalogues.");
        public string NothingHelp => Say("放宽条件再查。按量值查找时，只有写明了数值范围的标准才会出现。", "Ask for less. Asked by a value, only standards that state their range as numbers are found.");
        public string Of => Say("目录日期", "Catalogue of");
        public string Scopes => Say("开展项目", "Instruments and regulations");
        public string Parameters => Say("参量、范围和准确度", "Quantities, ranges and accuracy");
        public string Certificates => Say("证书", "Certificates");
        public string Recognise => Say("登记互认", "Recognise");
        public string EndRecognition => Say("终止互认", "End the recognition");
        public string Why => Say("理由", "Why");
        public string Document => Say("依据文件（协议、函件、评审报告）", "Document behind it (agreement, letter, report)");
        public string NothingSaid => Say("还没有人登记过互认。", "Nobody has said anything of its recognition yet.");
        public string Receive => Say("导入其他机构的目录", "Take in a catalogue of another institution");
        public string File => Say("目录文件（JSON）", "Catalogue (JSON)");
        public string FileHelp => Say("只有比已有的更新的目录才会导入；原文保存。", "Only a catalogue that is newer than the one at hand is taken; the file is kept.");
        public string Take => Say("导入", "Take in");
        public string Taken => Say("目录已导入。", "The catalogue was taken in.");
        public string ReceivedBy => Say("经办", "By");
        public string NoneReceived => Say("还没有导入过目录", "No catalogue was taken in yet");
        public string Ours => Say("本机构公布的标准", "Standards that we publish");
        public string OursHelp => Say("在标准的页面上选择公布。公布的内容任何人无需登录即可看到：名称、范围、准确度、证书、开展项目和近一年出具的证书数；不含人员、地点和设备。", "Choose on the page of a standard. Anybody sees what is published without signing in: name, range, accuracy, certificates, instruments and how many certificates were issued in a year; no persons, places and equipment.");
        public string NoneOurs => Say("没有公布任何标准", "No standard is published");
        public string Download => Say("下载本机构目录", "Download our catalogue");
        public string PublicPage => Say("公开目录页", "Public page");
        public string PublicTitle => Say("公布的计量标准", "Published measurement standards");
        public string PublicHelp => Say("下列计量标准由本机构自行公布，状态为当日所述。", "The institution publishes these standards itself; their standing is that of the day.");
        public string Publish => Say("公布", "Publish");
        public string Unpublish => Say("停止公布", "Publish no more");
        public string IsPublished => Say("已在公开目录中公布", "Published in the public catalogue");
        public string IsNotPublished => Say("未公布", "Not published");

        public string KindOf(AccuracyKind kind) => kind switch
        {
            AccuracyKind.Uncertainty => Say("不确定度 U", "Uncertainty U"),
            AccuracyKind.Class => Say("准确度等级", "Class"),
            AccuracyKind.Mpe => Say("最大允许误差", "MPE"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public SharingWords Sharing { get; } = new(language);
    }
}

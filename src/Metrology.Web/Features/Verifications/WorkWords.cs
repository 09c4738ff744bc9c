using Metrology.Core.Certificates;
using Metrology.Core.Procedures;
using Metrology.Core.Words;
using Metrology.Web.Features.Verifications;

namespace Metrology.Web.Features.Verifications
{
    public sealed class WorkWords(Language language) : WordList(language)
    {
        public string Queue => Say("工作队列", "Work queue");
        public string Records => Say("记录", "Records");
        public string Benches => Say("检定台", "Benches");
        public string New => Say("新建检定", "New verification");
        public string Number => Say("记录编号", "Record number");
        public string State => Say("状态", "State");
        public string WorkDate => Say("检定日期", "Work date");
        public string WorkDateHelp => Say("设备和计量标准在这一天必须有效。", "Equipment and standard must be valid on this day.");
        public string Mine => Say("我的", "Mine");
        public string AllOpen => Say("全部未完成", "All open");
        public string All => Say("全部", "All");
        public string FilterHint => Say("记录编号、出厂编号、型号、单位", "Record number, serial number, model, customer");
        public string StateFilter => Say("按状态", "By state");
        public string QueueEmpty => Say("队列是空的", "The queue is empty");
        public string QueueEmptyHelp => Say("没有符合条件的检定。换一个状态或搜索词，或新建检定。", "No verification matches. Choose another state or search, or open a new one.");
        public string RecordsEmpty => Say("没有记录", "No records");
        public string Serial => Say("出厂编号", "Serial number");
        public string SerialHelp => Say("输入或扫描已登记的出厂编号。", "Type or scan a serial number that is registered.");
        public string Bench => Say("检定台", "Bench");
        public string Kind => Say("检定类别", "Kind");
        public string Place => Say("检定地点", "Place");
        public string PlaceHelp => Say("不填则为计量标准的存放地点。", "Empty takes the place of the standard.");
        public string Terms => Say("校准或检测的约定", "Terms of a calibration or test");
        public string TermsHelp => Say("只用于按校准规范或检测方法出校准证书、检测报告的器具；检定时留空。", "Only for instruments that are calibrated or tested by a method and get a calibration certificate or a test report; leave empty for a verification.");
        public string Conformity => Say("符合性声明", "Statement of conformity");
        public string ConformityHelp => Say("只有与客户约定时才声明；判定规则写在证书上。", "Only when agreed with the customer; the certificate states the decision rule.");
        public string NoConformity => Say("不声明", "None");
        public string StatedConformity => Say("按规范的判定规则声明", "By the decision rule of the method");
        public string Interval => Say("复校间隔（月）", "Calibration interval, months");
        public string IntervalHelp => Say("只用于校准，客户要求时才填写，否则证书不给出。", "For calibrations only, when the customer asked for one; otherwise the certificate states none.");
        public string ReceivedOn => Say("接收日期", "Date of receipt");
        public string ReceivedOnHelp => Say("对结果的有效性有影响时填写，不晚于检定日期。", "Where it bears on the results; not after the work date.");
        public string Sampling => Say("抽样", "Sampling");
        public string SampledBy => Say("抽样人", "Sampled by");
        public string SamplingMethod => Say("抽样计划或方法", "Sampling plan or method");
        public string SampledOn => Say("抽样日期", "Date of sampling");
        public string SamplingHelp => Say("抽样时与抽样人、抽样计划或方法一起填写，否则都留空。", "Fill it in together with who took the sample and by which plan or method, or leave all three empty.");
        public string ExternalResults => Say("外部提供者的结果", "Results from external providers");
        public string ExternalResultsHelp => Say("一句话：哪些结果由谁提供。证书上会标明。", "One sentence: which results come from whom. The certificate marks it as such.");
        public string PurposeOf(ProcedurePurpose purpose) => purpose switch
        {
            ProcedurePurpose.Verification => Say("检定", "Verification"),
            ProcedurePurpose.Calibration => Say("校准", "Calibration"),
            ProcedurePurpose.Test => Say("检测", "Test"),
        };

        /// <summary>What was agreed, in one line.</summary>
        public string TermsOf(CalibrationTerms terms) => string.Join(
            Say("；", "; "), terms.StatesConformity ? StatedConformity : Say("不作符合性声明", "no statement of conformity"),
            terms.IntervalMonths is { } months ? Say($"复校间隔 {months} 个月", $"interval {months} months") : Say("不给出复校间隔", "no interval"));

        public string Tariff => Say("运价（计价器的金额核对）", "Tariff (for the fares of a taximeter)");
        public string TariffHelp => Say("只用于滚轮上的计价器：每次跳字显示的金额与它核对，不属于结论。自有运价文件放在数据目录的 tariffs 中。", "Of a taximeter on rollers only: the fare at each jump is compared with it, as no part of the verdict. Own tariffs are files in the folder tariffs of the data folder.");
        public string NoTariff => Say("不核对", "None");
        public string TariffNotConfirmed => Say("（未确认）", " (not confirmed)");
        public string StandardHelp => Say("括号内是今天的状态。", "In brackets: its standing today.");
        public string Open => Say("建立检定", "Open verification");
        public string Opened => Say("已建立检定，可以开始测量。", "The verification is open; you can begin to measure.");
        public string ToBench => Say("去检定台", "To the bench");
        public string ToReview => Say("去核验", "To the review");
        public string ToCertificate => Say("证书", "Certificate");
        public string Submit => Say("提交核验", "Submit for checking");
        public string Submitted => Say("已提交核验。", "Submitted for checking.");
        public string Abort => Say("终止检定", "Abort");
        public string AbortHelp => Say("终止后没有结论，不出证书；已读的数据和原因保留在记录中。不能恢复。", "An aborted verification has no verdict and no certificate. What was read and your reason stay in the record. This cannot be undone.");
        public string Aborted => Say("检定已终止。", "The verification was aborted.");
        public string Reason => Say("原因", "Reason");
        public string Free => Say("空闲", "Free");
        public string Busy => Say("使用中", "In use");
        public string Holder => Say("正在做", "In use by");
        public string Reference => Say("标准器", "Reference");
        public string NoBenches => Say("还没有检定台", "No benches");
        public string NoBenchesHelp => Say("由规划人员或管理员在“检定台登记”中登记检定台、仪器和链路。", "A planner or administrator registers benches, their instruments and links under “Bench register”.");
        public string Lapsed => Say("没有有效的溯源证书", "No valid traceability certificate");
        public string Traceable => Say("溯源有效", "Traceable");

        public string KindOf(VerificationKind kind) => kind switch
        {
            VerificationKind.First => Say("首次检定", "First verification"),
            VerificationKind.Subsequent => Say("后续检定", "Subsequent verification"),
            VerificationKind.InService => Say("使用中检查", "In-service inspection"),
        };
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public WorkWords Work { get; } = new(language);
    }
}

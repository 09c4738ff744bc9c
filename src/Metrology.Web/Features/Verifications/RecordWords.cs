using Metrology.Core.Words;
using Metrology.Web.Features.Verifications;

namespace Metrology.Web.Features.Verifications
{
    public sealed class RecordWords(Language language) : WordList(language)
    {
        public string Title => Say("原始记录", "Original record");
        public string Basis => Say("依据与对象", "Basis and object");
        public string Results => Say("结果", "Results");
        public string Ambient => Say("环境条件", "Ambient conditions");
        public string Observations => Say("原始记录数据", "Observations");
        public string ObservationsHelp => Say("按记录顺序，只增不改；划线的已被后来的读数取代，或其步骤已撤回，原因在右侧。", "In the order of recording, append-only. What is struck through was superseded, or its step was taken back; the reason stands at the right.");
        public string Signed => Say("签字（记录散列值）", "Signature (hash of the record)");
        public string SignatureHolds => Say("签字与记录一致", "Of this record");
        public string SignatureBroken => Say("签字与记录不一致", "Not of this record");

        /// <summary>As what somebody signed.</summary>
        public string As(string action) => action switch
        {
            App.Verifications.VerificationStates.Submit => Say("检定员", "Verifier"),
            App.Verifications.VerificationStates.Check => Say("核验员：已核验", "Checker: checked"),
            App.Verifications.VerificationStates.Approve => Say("批准人：已批准", "Approver: approved"),
            _ => Say("批准人：签发", "Approver: issued"),
        };

        public string Flags => Say("须注意，不属于结论", "To be noted; no part of the verdict");
        public string Fares => Say("金额核对", "Fares by the tariff");

        public string FaresHelp(string tariff) => Say(
            $"每次跳字时显示的金额与运价“{tariff}”核对：按标准器的距离和时间计算，距离在计程误差限内变动。规程没有此项，不属于结论。",
            $"The fare shown at each jump against the tariff “{tariff}”: for distance and time of the reference, with the distance anywhere within the limits of the error of distance. No item of the procedure asks for it; it is no part of the verdict.");

        public string ReferenceDistance => Say("标准距离", "Distance of the reference");
        public string ReferenceTime => Say("标准时间", "Time of the reference");
        public string WithinLimits => Say("误差限内", "Within the limits");
        public string Compared => Say("核对", "Compared");
        public string Agrees => Say("一致", "agrees");
        public string Differs => Say("不一致", "differs");
        public string Events => Say("过程", "Events");
        public string Signatures => Say("流转与签名", "Transitions and signatures");
        public string Unconfirmed => Say("未经确认的规程内容", "Facts not confirmed");
        public string UnconfirmedHelp => Say("下列内容尚未由计量人员对照规程原文确认。", "Nobody has confirmed the following against the text of the regulation yet.");
        public string Transcript => Say("通信报文", "Transcript of bytes");
        public string TranscriptEmpty => Say("还没有报文", "No bytes yet");
        public string TranscriptEmptyHelp => Say("仪器通信从第一个测量步骤开始，随每一步提交。", "Instruments talk from the first measuring step on; the bytes are committed with each step.");
        public string Pdf => Say("原始记录 PDF", "Original record (PDF)");
        public string Bundle => Say("下载复算包 ZIP", "Download bundle for recomputation");
        public string BundleHelp => Say("含原始记录、规程、评定结果与已出具的数字校准证书，有签名密钥时由机构签名；用 metrology-verify recompute 可在任何计算机上重新计算", "Record, procedure, evaluation and the digital certificates issued, signed where there is a key; metrology-verify recompute computes it all again on any machine");
        public string Download => Say("下载记录 JSON", "Download record JSON");
        public string Revision => Say("修订", "revision");
        public string Hash => Say("内容哈希", "Content hash");
        public string Capabilities => Say("标准器能力", "What the references promise");
        public string Kind => Say("检定类别", "Kind");
        public string Customer => Say("送检单位", "Customer");
        public string Step => Say("项目 / 检定点", "Item / point");
        public string Attempt => Say("次", "Attempt");
        public string Instrument => Say("仪器", "Instrument");
        public string Quantity => Say("量", "Quantity");
        public string Value => Say("读数", "Reading");
        public string ReceivedAt => Say("接收时间", "Received");
        public string DeviceTime => Say("仪器时间", "Instrument's time");
        public string RawHash => Say("原始字节哈希", "Hash of the bytes");
        public string TakenBack => Say("已撤回", "Taken back");
        public string Superseded => Say("已取代", "Superseded");
        public string Repeats => Say("各次误差", "Errors");
        public string Mean => Say("平均", "Mean");
        public string Rounded => Say("修约后", "Rounded");
        public string Limit => Say("最大允许误差", "MPE");
        public string Verdict => Say("结论", "Verdict");
        public string Budget => Say("不确定度评定", "Uncertainty budget");
        public string Component => Say("分量", "Component");
        public string Type => Say("类", "Type");
        public string Distribution => Say("分布", "Distribution");
        public string Sensitivity => Say("灵敏系数", "Sensitivity");
        public string Contribution => Say("贡献", "Contribution");
        public string DegreesOfFreedom => Say("自由度", "Degrees of freedom");
        public string Conforms => Say("符合", "Conforms");
        public string DoesNotConform => Say("不符合", "Does not conform");
        public string NotAnswered => Say("未检查", "Not inspected");
        public string At => Say("时间", "Time");
        public string Who => Say("谁", "Who");
        public string What => Say("事件", "Event");
        public string Text => Say("说明", "Text");
        public string Move => Say("操作", "Move");
        public string Link => Say("链路", "Link");
        public string Sent => Say("发送", "Sent");
        public string Received => Say("接收", "Received");
        public string ClockOf(string station) => Say($"时间按站点 {station} 的时钟", $"times by the clock of station {station}");
        public string Elapsed => Say("首次连接后", "Since first connected");
        public string PiecesMissing(long pieces) => Say($"此前缺 {pieces} 段，未存入记录", $"{pieces} pieces before this are not in the record");
        public string Reopened => Say("链路重新打开", "link opened again");
        public string Hex => Say("十六进制", "Hexadecimal");
        public string Decoded => Say("译文", "Decoded");
        public string AllLinks => Say("全部链路", "All links");
        public string NotMeasured => Say("还没有测量", "Nothing measured yet");

        public string Event(string kind) => kind switch
        {
            "Begun" => Say("开始", "Begun"),
            "Observed" => Say("读数", "Readings"),
            "Accepted" => Say("确认", "Accepted"),
            "RepeatRequested" => Say("重测", "Repeat"),
            "Skipped" => Say("跳过", "Skipped"),
            "TakenBack" => Say("撤回已完成的步骤", "Step taken back"),
            "Paused" => Say("暂停", "Paused"),
            "Resumed" => Say("恢复", "Resumed"),
            "Interrupted" => Say("中断", "Interrupted"),
            "Aborted" => Say("终止", "Aborted"),
            "Commented" => Say("备注", "Comment"),
            _ => Say($"事件 {kind}", $"Event {kind}"),
        };

        public string Action(string action) => action switch
        {
            "begin" => Say("开始检定", "Begin"),
            "evaluate" => Say("测量完毕", "Measured"),
            "submit" => Say("提交核验", "Submit"),
            "check" => Say("核验", "Check"),
            "approve" => Say("批准", "Approve"),
            "issue" => Say("签发", "Issue"),
            "return" => Say("退回", "Return"),
            "abort" => Say("终止", "Abort"),
            _ => Say($"操作 {action}", $"Move {action}"),
        };

        public string Role(string role) => role switch
        {
            "reference" => Say("标准器", "Reference"),
            "unit-under-test" => Say("被检器具", "Unit under test"),
            "environment" => Say("环境", "Environment"),
            "verifier" => Say("检定员", "Verifier"),
            "clock" => Say("标准时钟", "Reference clock"),
            "load" => Say("负载或电源", "Load or source"),
            "multimeter" => Say("数字多用表", "Multimeter"),
            "balance" => Say("天平", "Balance"),
            "source" => Say("信号源", "Source"),
            "display" => Say("签名示值", "Signed display"),
            _ => Say($"角色 {role}", $"Role {role}"),
        };

        public string StageOf(Core.Runs.Stage stage) => stage switch
        {
            Core.Runs.Stage.Single => Say("单次", "single"),
            Core.Runs.Stage.Start => Say("起", "start"),
            Core.Runs.Stage.End => Say("止", "end"),
            Core.Runs.Stage.Prepare => Say("准备", "prepared"),
        };

        /// <summary>Name of a measurand under a procedure; what neither it nor the product knows stands by its id.</summary>
        public string Measurand(string id, Core.Procedures.Procedure procedure) =>
            procedure.Measurand(id)?.Label is { } label ? Say(label.Zh, label.En) : Say($"量 {id}", $"Quantity {id}");
    }
}

namespace Metrology.Web.Languages
{
    public sealed partial class Words
    {
        public RecordWords Record { get; } = new(language);
    }
}

using Metrology.Core.Words;

namespace Metrology.App.Software;

/// <summary>Which parts of the product are legally relevant (WELMEC 7.2 S1: the list of modules, and nothing relevant outside of it), and which are not and why.</summary>
public static class LegalSoftware
{
    /// <param name="File">Name of the file in the installation.</param>
    public sealed record Module(string File, bool IsLegal, BilingualText Does);

    public static IReadOnlyList<Module> Modules { get; } =
    [
        Legal("Metrology.Adapters.dll", "把仪器的字节解码为读数", "Decodes the bytes of instruments into readings"),
        Legal("Metrology.App.dll", "用例、权限、存储、台账、签发", "Use cases, rights, storage, ledger, issue"),
        Legal("Metrology.Core.dll", "量、不确定度、误差、判定、规程、证书内容", "Quantities, uncertainty, errors, decisions, procedures, content of certificates"),
        Legal("Metrology.Db.SqlServer.dll", "SQL Server 存储", "Storage on SQL Server"),
        Legal("Metrology.Db.Sqlite.dll", "SQLite 存储", "Storage on SQLite"),
        Legal("Metrology.Dcc.dll", "数字校准证书", "Digital certificates"),
        Legal("Metrology.Documents.dll", "证书排版与签名", "Papers and their signatures"),
        Legal("Metrology.Instruments.dll", "链路与组帧", "Links and framing"),
        Legal("Metrology.Links.dll", "串口、TCP 链路", "Serial and TCP links"),
        Legal("Metrology.Mqtt.dll", "MQTT 接收，提交后确认", "MQTT endpoint that acknowledges after commit"),
        Legal("Metrology.Pdf.dll", "PDF 写入与签名", "Writing and signing of PDF"),
        Legal("Metrology.Procedures.dll", "随产品提供的规程（限值、公式）", "Procedures that come with the product: limits, formulas"),
        Legal("Metrology.Station.dll", "工位：读数采集与转发", "Benches: taking and forwarding of readings"),
        Legal("metrology.dll", "服务器：登录、页面、接口、命令", "Server: sign-in, pages, API, commands"),
        Other("Metrology.Edges.OpenXml.dll", "读表格文件；内容由人核对后才登记", "Reads spreadsheets; a person looks at what they say before it is registered"),
        Other("Metrology.Edges.Quartz.dll", "按时启动任务；漏跑或多跑不改变结果", "Starts jobs; one missed or doubled changes nothing"),
        Other("Metrology.Simulators.dll", "模拟仪器；其记录标明“模拟”，另行编号", "Simulated instruments; their records are marked and numbered apart"),
        Other("Metrology.VerifierPage.dll", "离线核验网页，供他人核对", "The verifier as a page, for others"),
        Other("metrology-verify.dll", "独立核验程序，供他人核对", "The stand-alone verifier, for others"),
    ];

    private static Module Legal(string file, string zh, string en) => new(file, true, new(zh, en));

    private static Module Other(string file, string zh, string en) => new(file, false, new(zh, en));
}

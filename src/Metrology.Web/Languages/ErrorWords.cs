using Metrology.Core.Words;

namespace Metrology.Web.Languages;

public sealed class ErrorWords(Language language) : WordList(language)
{
    public string Title => Say("没有完成", "That did not work");
    public string Code => Say("代码", "Code");
    public string Trace => Say("追踪号", "Trace");
    public string Home => Say("回到首页", "Back to the home page");
    public string Summary => Say("请改正下面的内容", "Please mend the following");
    public string Reconnecting => Say("连接中断，正在重试…", "Connection lost, trying again…");

    /// <param name="place">Where in the body, "$.workDate".</param>
    /// <param name="type">Of the field; null when there is no such field.</param>
    public string WrongField(string place, Type? type) => type is null
        ? Say($"接口不接受 {place} 这个字段，请核对名称。什么都没有改变。", $"The API takes no field {place} here; check its name. Nothing was changed.")
        : Say($"{place} 须为{Kind(type)}。什么都没有改变。", $"{place} takes {Kind(type)}. Nothing was changed.");

    public string NoBody => Say(
        "请求没有正文，什么都没有改变。请发送一个 JSON 对象；字段见 /api/v1/openapi.json。",
        "The request has no body. Nothing was changed. Send one JSON object; /api/v1/openapi.json shows its fields.");

    /// <param name="line">Counted from 1, as is <paramref name="column"/>.</param>
    public string BrokenBody(long line, long column) => Say(
        $"请求正文从第 {line} 行第 {column} 字节起不是有效的 JSON 对象，什么都没有改变。请检查引号、逗号和括号；字段见 /api/v1/openapi.json。",
        $"From line {line}, byte {column} on the body is no valid JSON object. Nothing was changed. Check quotes, commas and brackets; /api/v1/openapi.json shows the fields.");

    public string BadCall => Say(
        "请求无法识别，什么都没有改变。请对照 /api/v1/openapi.json 核对地址、参数和正文。",
        "The request was not understood. Nothing was changed. Check address, parameters and body against /api/v1/openapi.json.");

    public string NoQuery(string name, IReadOnlyList<string> names)
    {
        var known = string.Join(Say("、", ", "), names);
        return known.Length == 0
            ? Say($"这个地址不接受查询参数 {name}。", $"This address takes no query parameter {name}.")
            : Say($"这个地址不接受查询参数 {name}；可用：{known}。", $"This address takes no query parameter {name}; there are: {known}.");
    }

    public string FieldTwice(string place) => Say($"{place} 出现了两次，无法判断以哪个为准。什么都没有改变。", $"{place} comes twice, and which one is meant cannot be told. Nothing was changed.");

    public string QueryTwice(string name) => Say($"查询参数 {name} 只能给一次。", $"The query parameter {name} can be given once only.");

    /// <param name="values">What it takes; none when only the program itself writes it.</param>
    public string WrongQuery(string name, string value, IReadOnlyList<string> values) => values.Count == 0
        ? Say($"查询参数 {name} 不接受“{value}”。请从列表的第一页开始。", $"The query parameter {name} does not take “{value}”. Begin at the first page of the list.")
        : Say($"查询参数 {name} 不接受“{value}”；可用：{string.Join("、", values)}。", $"The query parameter {name} does not take “{value}”; there are: {string.Join(", ", values)}.");

    public string WrongQuery(string name, string value, Type type) =>
        Say($"查询参数 {name} 不接受“{value}”，须为{Kind(type)}。", $"The query parameter {name} does not take “{value}” but {Kind(type)}.");

    private string Kind(Type type) => type switch
    {
        { IsEnum: true } => Say("下列之一：", "one of ") + string.Join(Say("、", ", "), Enum.GetNames(type)),
        _ when type == typeof(DateOnly) => Say("日期，例如 2026-11-22", "a day such as 2026-11-22"),
        _ when type == typeof(DateTimeOffset) => Say("带时区的时刻，例如 2026-11-22T09:30:00+08:00", "an instant with its offset such as 2026-11-22T09:30:00+08:00"),
        _ when type == typeof(int) || type == typeof(long) => Say("整数", "an integer"),
        _ when type == typeof(decimal) => Say("数字", "a number"),
        _ when type == typeof(bool) => Say(" true 或 false", "true or false"),
        _ when type == typeof(Guid) => Say(" UUID", "a UUID"),
        _ when type == typeof(string) => Say("文本", "text"),
        _ => Say("接口描述中的结构", "the structure that the description of the API shows"),
    };

    /// <summary>What happened, what is safe, what to do.</summary>
    public string Said(string code) => code switch
    {
        "web.form-expired" => Say("页面放置太久或来源不明，提交没有执行，什么都没有改变。请返回、刷新页面后再提交。", "The page was open too long or the request came from elsewhere. Nothing was changed. Go back, reload the page and submit again."),
        "web.no-form-token" => Say(
            "请求没有带有效的令牌，什么都没有改变。请先 POST /api/v1/session 登录，再把应答中的 token 放进请求头 RequestVerificationToken。",
            "The request carries no valid token. Nothing was changed. Sign in with POST /api/v1/session and send the token of its answer in the header RequestVerificationToken."),
        "web.not-signed-in" => Say("尚未登录或会话已结束。请重新登录。", "You are not signed in, or the session has ended. Sign in again."),
        "web.not-allowed" => Say("您的角色没有这项权限，什么都没有改变。请联系管理员。", "Your role does not have this right. Nothing was changed. Ask an administrator."),
        "web.not-found" => Say("没有这个页面或记录。请核对地址和编号。", "There is no such page or record. Check the address and the number in it."),
        "web.wrong-method" => Say("这个地址不接受这种请求方法；应答的 Allow 头列出可用的方法。什么都没有改变。", "This address does not take this method; the header Allow of the answer names those that it takes. Nothing was changed."),
        "storage.moved-on" => Say("这条记录刚被别人改过，您的修改没有保存。请刷新后再试。", "Somebody else has just changed this record; your change was not saved. Reload and try again."),
        "web.too-large" => Say("提交的内容太大，没有保存。请减小后再试。", "What was sent is too large and was not saved. Make it smaller and try again."),
        "web.too-many-requests" => Say("请求太频繁。请等一分钟再试。", "Too many requests. Wait a minute and try again."),
        "web.wrong-media-type" => Say("请求的内容类型不对，什么都没有改变。接口接受 Content-Type: application/json；上传文件的地址接受文件本身（application/octet-stream），不接受 multipart。", "The media type of the request is not taken here. Nothing was changed. The API takes Content-Type: application/json; where it takes a file, the file itself (application/octet-stream) and no multipart."),
        "web.bad-request" => Say("请求的格式不对，什么都没有改变。请返回检查输入。", "The request was not understood. Nothing was changed. Go back and check the input."),
        _ => Say("程序出了错，已提交的数据不受影响。请再试一次；如果仍然出错，请把代码和追踪号告诉管理员。", "The program failed; what was saved before is safe. Try again, and if it fails again tell an administrator the code and the trace."),
    };
}

public sealed partial class Words
{
    public ErrorWords Errors { get; } = new(language);
}

using Metrology.Core.Words;

namespace Metrology.App.Certificates.Bulk;

public static class BulkErrors
{
    public static readonly Refusal NotFound = Refusal.Of("bulk.not-found", "没有这次批量签发。", "There is no such bulk issue.");

    public static readonly Refusal Nothing = new(
        "bulk.nothing", new("没有选择已批准的记录。请至少选择一条。", "No approved record is chosen. Choose at least one."), "Records");

    public static readonly Refusal Ended = Refusal.Of("bulk.ended", "这次批量签发已经结束。", "This bulk issue has ended.");

    public static readonly Refusal Failed = Refusal.Of(
        "bulk.failed", "程序出错，这一条没有签发；其他不受影响。请把时间告诉管理员，再单独签发。",
        "The program failed at this one and did not issue it; the others are not affected. Tell an administrator the time, then issue it by itself.");

    public static readonly Refusal ApprovedAnew = Refusal.Of(
        "bulk.approved-anew", "下达批量签发之后，这条记录被退回并重新批准；下达时批准的不是现在这份，没有签发。请查看记录后再签发。",
        "The record was returned and approved anew after the bulk issue was ordered; what was ordered is not what is approved now, and it was not issued. Look at the record and issue it again.");

    public static Refusal TooMany(int most) => new(
        "bulk.too-many", new($"一次最多 {most} 条。请分批签发。", $"At most {most} at a time. Issue them in parts."), "Records");

    public static Refusal NotApproved(string number) => new(
        "bulk.not-approved", new($"记录 {number} 不是“已批准”，没有开始。请重新选择。", $"Record {number} is not approved; nothing was begun. Choose again."), "Records");
}

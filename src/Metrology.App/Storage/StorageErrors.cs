using Metrology.Core.Words;

namespace Metrology.App.Storage;

public static class StorageErrors
{
    public static readonly Refusal MovedOn = Refusal.Of(
        "storage.moved-on",
        "这条记录刚被别人改过。您的修改没有保存；请刷新后再试。",
        "Somebody else has just changed this record. Your change was not saved; reload and try again.");

    /// <summary>A uniqueness that no use case asked about first, or two people entering the same thing at once.</summary>
    public static readonly Refusal AlreadyExists = Refusal.Of(
        "storage.already-exists",
        "已有相同编号的记录。您的修改没有保存；请刷新后核对编号再试。",
        "A record with this number exists already. Your change was not saved; reload, check the number and try again.");
}

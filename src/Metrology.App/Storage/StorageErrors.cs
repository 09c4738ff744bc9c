using Metrology.Core.Words;

namespace Metrology.App.Storage;

public static class StorageErrors
{
    public static readonly Refusal MovedOn = Refusal.Of(
        "storage.moved-on",
        "这条记录刚被别人改过。您的修改没有保存；请刷新后再试。",
        "Somebody else has just changed this record. Your change was not saved; reload and try again.");
}

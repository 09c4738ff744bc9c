using Metrology.Core.Words;

namespace Metrology.App.Storage;

/// <summary>
/// Whether there is room for what is measured. A run is not begun when it might not be kept (OIML D 31 6.3.4.4.1: when storage is full no measurement is made); one that runs goes to its end on what is held back.
/// </summary>
/// <param name="free">Bytes that are free where records are kept; null where that is not known.</param>
public sealed class StorageRoom(Func<long?> free)
{
    /// <summary>Held back for runs that have begun, their papers, and the ledger: thousands of records of the size that a long run has.</summary>
    public const long Reserve = 256L * 1024 * 1024;

    public long? FreeBytes => free();

    public bool IsShort => FreeBytes < Reserve;

    internal Refusal? Short => IsShort
        ? Refusal.Of(
            "storage.short",
            $"存放记录的磁盘只剩 {FreeBytes / 1024 / 1024} MB，少于保留的 {Reserve / 1024 / 1024} MB，不能开始测量。请管理员清理磁盘或换一块更大的磁盘。",
            $"The disk that keeps records has {FreeBytes / 1024 / 1024} MB left, less than the {Reserve / 1024 / 1024} MB held back, so no measurement is begun. An administrator makes room or moves the data folder to a larger disk.")
        : null;
}

using Metrology.App.Jobs;
using Metrology.Core.Words;

namespace Metrology.App.Operation;

/// <summary>Where copies of everything are kept, outside of what they are copies of.</summary>
public interface IBackups
{
    /// <summary>Makes one while the server works, reads it again and compares it with the ledger; says what was kept.</summary>
    Task<Outcome<BilingualText>> TakeAsync(CancellationToken cancellation);
}

/// <summary>The nightly backup.</summary>
public sealed class TakeBackup(IBackups backups) : IJob
{
    public Task<Outcome<BilingualText>> RunAsync(CancellationToken cancellation) => backups.TakeAsync(cancellation);
}

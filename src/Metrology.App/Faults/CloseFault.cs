using Metrology.App.Laboratory;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Faults;

/// <summary>A person says what was found and done about a failure. Closing it makes nothing well again: the same failure opens a new record.</summary>
/// <param name="closing">What failures stop.</param>
public sealed class CloseFault(Store store, TimeProvider clock, IFaultClosing closing)
{
    public async Task<Outcome<int>> ExecuteAsync(Actor actor, int id, string? action, CancellationToken cancellation)
    {
        var closed = await CloseAsync(actor, id, action, cancellation);
        if (closed.Refusal is { } refusal)
            return refusal;
        closing.Closed(closed.Value.Code);
        return id;
    }

    private Task<Outcome<FaultRecord>> CloseAsync(Actor actor, int id, string? action, CancellationToken cancellation) => store.WriteAsync<FaultRecord>(
        actor,
        async db =>
        {
            if (actor.Deny(Permission.CloseFaults) is { } denied)
                return denied;
            if (await db.FaultRecords.FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } fault)
                return FaultErrors.NotFound;
            if (fault.ClosedAt is not null)
                return FaultErrors.Closed;
            if (closing.NeedsAdministrator(fault.Code) && actor.Deny(Permission.Administer) is not null)
                return FaultErrors.Administrator;
            if (string.IsNullOrWhiteSpace(action) || action.Trim().Length > FaultRecord.LongestAction || action.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
                return FaultErrors.NoAction;
            (fault.ClosedBy, fault.ClosedAt, fault.Action) = (actor.Name, clock.GetUtcNow(), action.Trim());
            return fault;
        },
        cancellation);
}

public static class FaultErrors
{
    public static readonly Refusal NotFound = Refusal.Of("fault.not-found", "没有这条故障记录。", "There is no such record of a failure.");

    public static readonly Refusal Closed = Refusal.Of("fault.closed", "这条故障已经处理完毕，没有再做更改。", "This failure is closed already; nothing was done.");

    /// <summary>What stops issuing.</summary>
    public static readonly Refusal Administrator = Refusal.Of(
        "fault.administrator", "台账的故障只能由管理员关闭：关闭后又可以出证。请管理员处理。", "A failure of the ledger is closed by an administrator: papers are issued again after that. Ask one.");

    public static readonly Refusal NoAction = new(
        "fault.no-action", new($"请写明查明的原因和采取的措施（最多 {FaultRecord.LongestAction} 字）。", $"Say what was found and what was done (at most {FaultRecord.LongestAction} characters)."), "Action");
}

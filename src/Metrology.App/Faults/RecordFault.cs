using Metrology.App.Laboratory;
using Metrology.App.Notifications;
using Metrology.App.Storage;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Metrology.App.Faults;

/// <summary>Opens the record of a failure, or counts it on the one that is open. That a failure cannot be recorded is logged and never stops what goes on.</summary>
public sealed partial class RecordFault(Store store, RaiseNotice raise, IFaultClosing stopping, TimeProvider clock, ILogger<RecordFault> log)
{
    private const int LongestWhere = 400, LongestText = 2000;

    public Task ExecuteAsync(string code, string where, BilingualText said, CancellationToken cancellation) => ExecuteAsync(code, where, said, null, cancellation);

    /// <param name="touches">Days of certificates that may be touched.</param>
    public async Task ExecuteAsync(string code, string where, BilingualText said, (DateOnly From, DateOnly To)? touches, CancellationToken cancellation)
    {
        LogFault(code, where, said.En);
        var cut = where.Length > LongestWhere ? where[..LongestWhere] : where;
        try
        {
            stopping.Opened(code);
            var written = await store.WriteAsync<int>(
                async db =>
                {
                    var now = clock.GetUtcNow();
                    if (await db.FaultRecords.FirstOrDefaultAsync(row => row.ClosedAt == null && row.Code == code && row.Where == cut && row.TouchesFrom == null, cancellation) is { } open && touches is null)
                    {
                        (open.LastAt, open.Times) = (now, open.Times + 1);
                        return open.Id;
                    }

                    var opened = new FaultRecord
                    {
                        Code = code,
                        Where = cut,
                        SaidZh = Short(said.Zh),
                        SaidEn = Short(said.En),
                        FirstAt = now,
                        LastAt = now,
                        Times = 1,
                        TouchesFrom = touches?.From,
                        TouchesTo = touches?.To,
                    };
                    db.Add(opened);
                    await db.SaveChangesAsync(cancellation);
                    // Told once, when its record is opened: what happens again is counted there.
                    await raise.ToRightAsync(
                        db, Permission.CloseFaults,
                        new(NoticeKind.Fault, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"fault:{opened.Id}"), new($"系统故障 {code}", $"Failure {code}"),
                            new(Short(said.Zh), Short(said.En)), string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/faults/{opened.Id}")),
                        cancellation);
                    return opened.Id;
                },
                cancellation);
            if (written.Refusal is { } refusal)
                LogRefused(code, refusal.Text.En);
        }
        catch (Exception fault) when (fault is not OperationCanceledException) // a store that is broken is one of the failures
        {
            LogLost(fault, code);
        }
    }

    [LoggerMessage(LogLevel.Error, "The failure {Code} could not be recorded: {Why}")]
    private partial void LogRefused(string code, string why);

    private static string Short(string text) => text.Length > LongestText ? text[..LongestText] : text;

    [LoggerMessage(LogLevel.Error, "{Code} {Where}: {Said}")]
    private partial void LogFault(string code, string where, string said);

    [LoggerMessage(LogLevel.Error, "The failure {Code} could not be recorded")]
    private partial void LogLost(Exception fault, string code);
}

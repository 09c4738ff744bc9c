using Metrology.App.Storage;
using Metrology.App.Templates;
using Metrology.Core.Words;
using Microsoft.Extensions.Logging;

namespace Metrology.App.Certificates;

/// <summary>
/// Number, bytes and state of a certificate are one transaction, and nobody outside is asked within it. Where files are stamped or sealed the use case first runs
/// on what can be read, its files are finished, and then it runs again and writes: only when it comes to the very same certificate are they its files.
/// </summary>
public sealed partial class IssueTransaction(Store store, PaperFinish finish, ILogger<IssueTransaction> log) : IDisposable
{
    /// <summary>Another server may issue in between and take the number.</summary>
    private const int MostTries = 5;

    /// <summary>One paper at a time is finished: two would have the same number, and one of them be made for nothing.</summary>
    private readonly SemaphoreSlim gate = new(1);

    /// <param name="useCase">Writes the certificate, with finished files when there are some. It has no other effect than its rows and may run more than once.</param>
    internal async Task<Outcome<Certificate>> RunAsync(Func<MetrologyDb, FinishedPaper?, Task<Outcome<Certificate>>> useCase, CancellationToken cancellation)
    {
        if (!finish.IsNeeded)
            return await store.WriteAsync(db => useCase(db, null), cancellation);
        await gate.WaitAsync(cancellation);
        try
        {
            for (var i = 0; i < MostTries; i++)
            {
                var done = await TryAsync(useCase, cancellation);
                if (done.Refusal != CertificateErrors.Overtaken)
                    return done;
            }

            return CertificateErrors.Overtaken;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<Outcome<Certificate>> TryAsync(Func<MetrologyDb, FinishedPaper?, Task<Outcome<Certificate>>> useCase, CancellationToken cancellation)
    {
        var (draft, pictures) = await store.ReadAsync(async db =>
        {
            var written = await useCase(db, null);
            return (written, await TemplatePictures.OfAsync(db, written.IsRefused ? [] : written.Value.Document.Design?.Pictures() ?? [], cancellation));
        }, cancellation);
        // What is there already was issued by an earlier call.
        if (draft.IsRefused || draft.Value.LedgerIndex is not null)
            return draft;
        if (pictures.Refusal is { } noPicture)
            return noPicture;
        var finished = await finish.RunAsync(draft.Value, pictures.Value, refusal => LogUnstamped(draft.Value.Number, refusal.Code, refusal.Text.En), cancellation);
        return finished.Refusal is { } refused ? refused : await store.WriteAsync(db => useCase(db, finished.Value), cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Certificate {number} is issued without a time stamp: {code} {why}")]
    private partial void LogUnstamped(string number, string code, string why);
}

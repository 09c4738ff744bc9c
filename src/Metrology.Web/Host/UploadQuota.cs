using System.Collections.Concurrent;
using System.Globalization;
using Metrology.Core.Words;
using Metrology.Web.Access;
using Microsoft.AspNetCore.Http.Metadata;

namespace Metrology.Web.Host;

/// <summary>
/// How many files, and how much, one account and all together may send in a day: nobody fills the disk of the laboratory, also not one request at a time. Counted in memory; a server that is started again
/// begins anew.
/// </summary>
internal sealed class UploadQuota(TimeProvider clock)
{
    private static readonly Refusal Full = Refusal.Of(
        "upload.quota",
        string.Create(CultureInfo.InvariantCulture, $"您今天上传的文件已达上限：{Limits.Uploads} 个，或 {Limits.UploadBytes / 1024 / 1024} MB。请明天继续，或由同事上传。"),
        string.Create(CultureInfo.InvariantCulture, $"You have sent as many files as one person may in a day: {Limits.Uploads}, or {Limits.UploadBytes / 1024 / 1024} MB. Go on tomorrow, or have a colleague send them."));

    private static readonly Refusal AllFull = Refusal.Of(
        "upload.quota-of-all",
        string.Create(CultureInfo.InvariantCulture, $"今天全部上传已达 {Limits.UploadBytesOfAll / 1024 / 1024} MB 的上限。请明天继续。"),
        string.Create(CultureInfo.InvariantCulture, $"Everybody together has sent the {Limits.UploadBytesOfAll / 1024 / 1024} MB of a day. Go on tomorrow."));

    private readonly ConcurrentDictionary<int, Sent> people = new();
    private readonly Sent all = new();

    /// <summary>Null when the file may come; then it is counted.</summary>
    public Refusal? Take(int account, long bytes)
    {
        var (own, now) = (people.GetOrAdd(account, _ => new()), clock.GetUtcNow());
        if (!own.Add(bytes, now, Limits.Uploads, Limits.UploadBytes))
            return Full;
        return all.Add(bytes, now, long.MaxValue, Limits.UploadBytesOfAll) ? null : AllFull;
    }

    private sealed class Sent
    {
        private DateTimeOffset since;
        private long files, bytes;

        public bool Add(long more, DateTimeOffset now, long mostFiles, long mostBytes)
        {
            lock (this)
            {
                if (now - since >= Limits.UploadWindow)
                    (since, files, bytes) = (now, 0, 0);
                if (files >= mostFiles || bytes + more > mostBytes)
                    return false;
                (files, bytes) = (files + 1, bytes + more);
                return true;
            }
        }
    }
}

internal static class UploadQuotas
{
    /// <summary>Where an endpoint takes files, before the body is read.</summary>
    public static void UseUploadQuota(this WebApplication app)
    {
        var quota = app.Services.GetRequiredService<UploadQuota>();
        app.Use((context, next) =>
        {
            if (SessionGuard.Of(context) is not { } live || context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is not { MaxRequestBodySize: Limits.ReceivedFileBytes }
                || HttpMethods.IsGet(context.Request.Method) || quota.Take(live.Account.Id, context.Request.ContentLength ?? Limits.ReceivedFileBytes) is not { } full)
                return next(context);
            ErrorPages.Refuse(context, StatusCodes.Status429TooManyRequests, full);
            return Task.CompletedTask;
        });
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Metrology.App.Jobs;
using Metrology.App.Laboratory;
using Metrology.App.Notifications;
using Metrology.App.Storage;
using Metrology.Core.Planning;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Warnings;

/// <summary>
/// Tells each person once a day, one message a kind, what is new since it was said: what lapses soon or has lapsed, is due, has gaps, is at risk. What was said at its stage is not said again,
/// so a second run on a day says nothing, and a missed day is made up by the next.
/// </summary>
public sealed class SayWarnings(Store store, WarningItems items, LaboratoryQueries laboratory, RaiseNotice raise, TimeProvider clock) : IJob
{
    /// <summary>Lines of one message; the rest is counted.</summary>
    private const int MostLines = 20;

    private static readonly Dictionary<NoticeKind, (BilingualText Name, string Path)> Kinds = new()
    {
        [NoticeKind.Expiry] = (new("证书到期", "Certificates that lapse"), "/due"),
        [NoticeKind.KeepingDue] = (new("计量标准保持到期", "Tests of standards that are due"), "/standards"),
        [NoticeKind.ChainGap] = (new("溯源证书不连续", "Gaps of traceability"), "/standards"),
        [NoticeKind.ProjectAtRisk] = (new("有风险的建标项目", "Projects at risk"), "/projects"),
        [NoticeKind.Account] = (new("没有使用的一次性代码", "One-time codes that nobody has used"), "/accounts"),
        [NoticeKind.TargetAtRisk] = (new("有风险的目标", "Targets at risk"), "/targets"),
    };

    public async Task<Outcome<BilingualText>> RunAsync(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        IReadOnlyList<WarningItem> found = [.. await items.OnAsync(today, cancellation), .. Codes(await laboratory.AccountsAsync(cancellation), clock.GetUtcNow())];
        var said = await store.WriteAsync<(int People, int Items)>(async db =>
        {
            var (people, lines) = (new HashSet<int>(), 0);
            foreach (var right in found.Select(item => item.Right).Distinct())
            {
                var ofRight = found.Where(item => item.Right == right).ToList();
                foreach (var account in await RaiseNotice.WithRightAsync(db, right, cancellation))
                {
                    var lead = (await db.NoticeChoices.AsNoTracking().FirstOrDefaultAsync(row => row.AccountId == account.Id, cancellation))?.LeadDays ?? WarningStage.DefaultLead;
                    var told = await SayAsync(db, string.Create(CultureInfo.InvariantCulture, $"a{account.Id}"), ofRight, today, lead, message => raise.ToAccountAsync(db, account.Id, message, cancellation), cancellation);
                    lines += told;
                    if (told > 0)
                        people.Add(account.Id);
                }

                await SayAsync(db, "web", ofRight, today, WarningStage.DefaultLead, message => raise.ToWebhooksAsync(db, message, cancellation), cancellation);
            }

            return (people.Count, lines);
        }, cancellation);
        if (said.Refusal is { } refusal)
            return refusal;
        return new BilingualText($"留意 {found.Count} 项；向 {said.Value.People} 人说明了 {said.Value.Items} 项新情况。", $"{found.Count} things are watched; people told: {said.Value.People}, of new things: {said.Value.Items}.");
    }

    /// <summary>Codes with which nobody has chosen a password: every one is told once before it ends, because none is good for longer than a day, and once when it has ended.</summary>
    private static IEnumerable<WarningItem> Codes(IEnumerable<Account> accounts, DateTimeOffset now) =>
        from account in accounts
        where account is { IsDisabled: false, OneTimeCodeUntil: not null }
        let until = account.OneTimeCodeUntil!.Value
        let day = until.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
        let text = until > now
            ? new BilingualText($"{account.DisplayName}：一次性代码 {day} 到期，还没有使用", $"{account.DisplayName}: the one-time code ends {day} and was not used")
            : new BilingualText($"{account.DisplayName}：一次性代码 {day} 已过期，没有使用过；需要时重新给一个", $"{account.DisplayName}: the one-time code ended {day} and was never used; give another where it is needed")
        select new WarningItem(NoticeKind.Account, Permission.Administer, string.Create(CultureInfo.InvariantCulture, $"code:{account.Id}:{until.UtcTicks}"), null, until > now ? "ends" : "ended", text);

    /// <param name="to">Who is told; what was said to somebody says nothing of others.</param>
    private async Task<int> SayAsync(MetrologyDb db, string to, IEnumerable<WarningItem> found, DateOnly today, int lead, Func<Message, Task> say, CancellationToken cancellation)
    {
        var open = found.Select(item => (Item: item, Stage: item.StageOn(today, lead))).Where(one => one.Stage is not null)
            .Select(one => (one.Item, Mark: MarkOf(to, one.Item.Key, one.Stage!))).DistinctBy(one => one.Mark).ToList();
        var count = 0;
        foreach (var kind in open.GroupBy(one => one.Item.Kind))
        {
            var marks = kind.Select(one => one.Mark).ToList();
            var known = new HashSet<string>(StringComparer.Ordinal);
            foreach (var some in marks.Chunk(500))
                known.UnionWith(await db.WarningMarks.Where(row => some.Contains(row.Key)).Select(row => row.Key).ToListAsync(cancellation));
            var fresh = kind.Where(one => !known.Contains(one.Mark)).OrderBy(one => one.Item.Until ?? DateOnly.MinValue).ToList();
            if (fresh.Count == 0)
                continue;
            var (name, path) = Kinds[kind.Key];
            var key = string.Create(CultureInfo.InvariantCulture, $"{kind.Key}:{today:yyyy-MM-dd}:{Short(string.Join('\n', fresh.Select(one => one.Mark)))}");
            await say(new(
                kind.Key, key, new($"{name.Zh}：{fresh.Count} 项", $"{name.En}: {fresh.Count}"),
                new(Lines(fresh, text => text.Zh, more => $"……另有 {more} 项"), Lines(fresh, text => text.En, more => $"… and {more} more")), path));
            db.AddRange(fresh.Select(one => new WarningMark { Key = one.Mark, At = clock.GetUtcNow() }));
            count += fresh.Count;
        }

        return count;
    }

    private static string Lines(List<(WarningItem Item, string Mark)> fresh, Func<BilingualText, string> language, Func<int, string> more) =>
        string.Join('\n', fresh.Take(MostLines).Select(one => language(one.Item.Text)).Concat(fresh.Count > MostLines ? [more(fresh.Count - MostLines)] : []));

    /// <summary>Names of quantities and stages may be long; a key has 200 characters.</summary>
    private static string MarkOf(string to, string key, string stage) => $"{to}:{key}:{stage}" is { Length: <= 200 } mark ? mark : $"{to}:{Short(key)}:{stage}";

    private static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
